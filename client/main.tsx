import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { reloadForNewBuild } from "./new-build.ts";
import { makeQueryClient } from "./queries.ts";
import { startText } from "./text/i18n.ts";
import { viewFromSearch } from "./view.ts";

reloadForNewBuild();
await startText(viewFromSearch(location.search).language ?? "vi");
const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={makeQueryClient()}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);

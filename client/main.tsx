import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { makeQueryClient } from "./queries.ts";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/answer.css";
import "./print/print.css";
import { reloadForNewBuild } from "./new-build.ts";
import { startText } from "./text/i18n.ts";
import { followTheme } from "./theme.ts";
import { viewFromSearch } from "./view.ts";

followTheme();
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

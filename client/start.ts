import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/shell.css";
import "./styles/answer.css";
import "./print/print.css";
import { followTheme } from "./theme.ts";

followTheme();

// The answer that the server wrote into the page is painted before the program takes its time. Links
// that fetch the program beside it were tried: with the CPU slowed 4x the paint came 0.3 s later.
if (document.hidden) startProgram();
else requestAnimationFrame(() => setTimeout(startProgram));

function startProgram(): void {
  void import("./main.tsx");
}

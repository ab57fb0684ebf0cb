import { visibleText } from "../../geodata/text/visible-text.ts";
import type { CommandOutput } from "./command-io.ts";

/**
 * The terminal of a command of this folder. What comes from files and from their names reaches it
 * visibly: no escape sequence is run. A reader that goes away (`| head`) is not told anything, and
 * the work goes on to its end; any other failure to write is said once and changes no work either.
 */
export function beginCommand(): CommandOutput {
  let isTold = false;
  const { stdout, stderr } = process;
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE" || isTold) return;
    isTold = true;
    stderr.write(
      `Không ghi ra được kết quả (${error.code ?? error.message}); việc đã làm với kho dữ liệu không vì thế mà khác. The output could not be written.\n`,
    );
  });
  // Nobody is left to tell.
  stderr.on("error", () => {});
  return {
    out: (text) => void stdout.write(visibleText(text)),
    err: (text) => void stderr.write(visibleText(text)),
  };
}

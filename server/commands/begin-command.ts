import { visibleText } from "../../geodata/text/visible-text.ts";

/** Where a command speaks. */
export interface CommandOutput {
  out(text: string): void;
  err(text: string): void;
}

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

/**
 * What a command that only computes begins with. `--help` or `-h` anywhere among its words prints how
 * it is used and ends the process; so does a reader that goes away (`| head`), for nothing is lost.
 *
 * @param usage what the command is for, and its words
 */
export function beginComputing(args: readonly string[], usage: string): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
  if (!args.includes("--help") && !args.includes("-h")) return;
  // Written at once: standard output is synchronous for files and pipes (Node's process I/O).
  process.stdout.write(`${usage.trim()}\n`);
  process.exit(0);
}

/**
 * What every command of this folder begins with. `--help` or `-h` anywhere among its words prints
 * how it is used and ends the process; a reader that goes away (`| head`) ends it quietly, as there
 * is nobody left to tell.
 *
 * @param usage what the command is for, and its words
 */
export function beginCommand(args: readonly string[], usage: string): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
  if (!args.includes("--help") && !args.includes("-h")) return;
  // Written at once: standard output is synchronous for files and pipes (Node's process I/O).
  process.stdout.write(`${usage.trim()}\n`);
  process.exit(0);
}

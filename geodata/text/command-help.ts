/** What a command may touch of its process to say how it is used. */
interface CommandProcess {
  stdout: {
    on(event: "error", listener: (error: Error & { code?: string }) => void): unknown;
    write(text: string): unknown;
  };
  exit(code?: number): never;
}

/** Whether somebody asks how a command is used, with whatever other words. */
export const asksForHelp = (args: readonly string[]) =>
  args.includes("--help") || args.includes("-h");

/**
 * What a command begins with that loses nothing when it ends early: asked for help it prints how it
 * is used and ends; a reader that goes away (`| head`) ends it quietly, as there is nobody left to
 * tell.
 *
 * @param usage what the command is for, and its words
 */
export function beginComputing(
  args: readonly string[],
  usage: string,
  program: CommandProcess,
): void {
  program.stdout.on("error", (error) => {
    if (error.code !== "EPIPE") throw error;
    program.exit();
  });
  if (!asksForHelp(args)) return;
  // Written at once: standard output is synchronous for files and pipes (Node's process I/O).
  program.stdout.write(`${usage.trim()}\n`);
  program.exit(0);
}

import { visibleText } from "../../geodata/text/visible-text.ts";

/** Where a command speaks. */
export interface CommandOutput {
  out(text: string): void;
  err(text: string): void;
}

/** What a command of this folder may touch of the world beside files. */
export interface CommandIo extends CommandOutput {
  env: Readonly<Record<string, string | undefined>>;
}

/** That of this process: names of files and what is in them reach the terminal visibly. */
export const PROCESS_IO: CommandIo = {
  out: (text) => process.stdout.write(visibleText(text)),
  err: (text) => process.stderr.write(visibleText(text)),
  env: process.env,
};

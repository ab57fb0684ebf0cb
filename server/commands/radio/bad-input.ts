/** What the caller gave is wrong: the message is the whole answer, one sentence, without a stack. */
export class BadInputError extends Error {
  override name = "BadInputError";
}

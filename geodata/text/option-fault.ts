/** What Node's `parseArgs` found wrong with the options of a command, in Vietnamese. */
export function optionFault(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  // Node tells the option or the word only inside its English sentence.
  const named = /'([^']+)'/.exec(message)?.[1] ?? "";
  const option = named.split(" ").find((word) => word.startsWith("--")) ?? named;
  switch ((error as { code?: unknown }).code) {
    case "ERR_PARSE_ARGS_UNKNOWN_OPTION":
      return `Không có tùy chọn “${option}”.`;
    case "ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL":
      return `Không hiểu “${named}”: lệnh này không nhận tệp hay từ nào ngoài các tùy chọn.`;
    case "ERR_PARSE_ARGS_INVALID_OPTION_VALUE":
      return message.includes("does not take")
        ? `Tùy chọn ${option} không nhận giá trị.`
        : `Tùy chọn ${option} cần một giá trị.`;
    default:
      return message;
  }
}

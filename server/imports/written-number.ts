/** A number of JSON that JavaScript would round or write otherwise: its digits as they stand. */
export class WrittenNumber {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

/** JSON.parse with numbers whose digits would be lost kept as `WrittenNumber`. */
export function parseJson(text: string): unknown {
  // A reviver costs several times the parsing: only where a number may need it.
  if (!/\d[\d.]{15}|\d[eE]/.test(text)) return JSON.parse(text);
  // TypeScript does not know the third argument yet (JSON.parse source text access).
  const reviver = (_: string, value: unknown, context?: { source?: string }) =>
    typeof value === "number" && context?.source && !isKept(context.source, value)
      ? new WrittenNumber(context.source)
      : value;
  return JSON.parse(text, reviver as (key: string, value: unknown) => unknown);
}

function isKept(source: string, value: number): boolean {
  if (/[eE]/.test(source)) return false;
  return bare(source) === bare(String(value));
}

/** Without the zeros after a decimal point. */
function bare(number: string): string {
  if (!number.includes(".")) return number;
  let end = number.length;
  while (number[end - 1] === "0") end -= 1;
  return number.slice(0, number[end - 1] === "." ? end - 1 : end);
}

import type { MobileTechnology } from "../../../geodata/model/technology.ts";

/** One operator's technology on one day: what it gives and what it says, by point. */
export interface Filing {
  operatorCode: string;
  technology: MobileTechnology;
  sites: number;
  margin: Float64Array;
  covered: boolean[];
}

/** What was said last, by operator, technology and point. */
export type Said = Map<string, boolean>;

export function saidKey(
  filing: Pick<Filing, "operatorCode" | "technology">,
  index: number,
): string {
  return `${filing.operatorCode} ${filing.technology} ${index}`;
}

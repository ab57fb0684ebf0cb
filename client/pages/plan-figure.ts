import type { TFunction } from "i18next";
import type { Indicator } from "../../geodata/model/indicator.ts";
import { printedText } from "../text/formats.ts";
import type { Language } from "../view.ts";

/**
 * A figure of the plan with its unit. The two rates per 100 inhabitants are no percentages, though
 * the plan prints them as such: both are said.
 */
export function planFigureText(
  printed: string,
  { unit, code }: Pick<Indicator, "unit" | "code">,
  t: TFunction,
  language: Language,
): string {
  const value = printedText(printed, language);
  if (unit === "percent") return `${value}%`;
  if (unit === "per_100") return t("indicators.subscriptions", { value });
  if (unit === "milestone") return t("indicators.milestone");
  if (code === "CLOUD_ACCOUNTS") return t("indicators.perAdult", { value });
  return unit === "count" ? value : `${value} ${unit}`;
}

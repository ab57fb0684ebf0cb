import type { PlanContext } from "./import-plan.ts";
import { vietnameseDay } from "./parse-day.ts";

/** Codes that are shown before "và … khác". */
const SHOWN = 5;

/**
 * The map opens on the day of the latest evidence: rows that begin later are not on it, and nobody
 * would know why.
 */
export function laterThanMap(
  { stored, asOf, isAsOfGiven }: PlanContext,
  what: string,
  rows: readonly { id: string; code?: string; validFrom: string }[],
): string[] {
  const mapDay = latestDay(stored.evidence);
  const later = rows.filter((row) => row.validFrom > mapDay);
  if (mapDay === "" || later.length === 0) return [];
  const codes = later.slice(0, SHOWN).map((row) => row.code ?? row.id);
  const more = later.length > SHOWN ? ` và ${later.length - SHOWN} ${what} khác` : "";
  const from = [...new Set(later.map((row) => row.validFrom))].sort();
  const days =
    from.length === 1
      ? `từ ${vietnameseDay(from[0] as string)}`
      : `từ ${vietnameseDay(from[0] as string)} hoặc muộn hơn`;
  return [
    `Bản đồ mặc định xem ngày ${vietnameseDay(mapDay)}; ${later.length} ${what} trong tệp có ${days} nên chưa hiện ở ngày đó: ${codes.join(", ")}${more}.${
      isAsOfGiven && asOf <= mapDay
        ? ""
        : ` Nếu số liệu đúng từ trước, hãy nhập lại với --as-of ${vietnameseDay(mapDay)}.`
    }`,
  ];
}

function latestDay(evidence: PlanContext["stored"]["evidence"]): string {
  let latest = "";
  for (const { observedOn } of evidence) if (observedOn > latest) latest = observedOn;
  return latest;
}

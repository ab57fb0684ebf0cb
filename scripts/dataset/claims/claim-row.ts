import type { ClaimRow } from "../../../geodata/datasets/claims-table.ts";
import type { Village } from "../../../geodata/model/village.ts";

/** What an operator says on a day of a thôn's centre and of the clusters that it reaches. */
export function claimRow(
  village: Village,
  filing: { operatorCode: string; technology: string; day: string },
  reaches: (point: { lon: number; lat: number }) => boolean,
): ClaimRow {
  const uncovered = village.clusters.filter((cluster) => !reaches(cluster));
  return {
    village_id: village.id,
    operator: filing.operatorCode,
    technology: filing.technology,
    covered: reaches(village) ? "1" : "0",
    uncovered_clusters: uncovered.map(({ id }) => id).join("|"),
    observed_on: filing.day,
  };
}

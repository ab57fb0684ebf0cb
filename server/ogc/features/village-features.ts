import { epochOf } from "../../../geodata/model/administrative-unit.ts";
import { dayWithin, isValidOn, type Validity } from "../../../geodata/model/day.ts";
import type { Village } from "../../../geodata/model/village.ts";
import type { CoverageSnapshot } from "../../coverage/coverage-snapshot.ts";
import type { JudgedVillage } from "../../coverage/judged-village.ts";
import type { FeatureInput } from "../feature-set.ts";
import type { VillageProperties } from "../published-properties.ts";
import { joined } from "./joined.ts";
import { publishedValidity } from "./published-validity.ts";

/**
 * One feature for each thôn that there ever was, judged on `asOf` or on the nearest day of its
 * life. Its geometry is its centre, or its area: then a thôn without one is left out, for a
 * collection has one type of geometry.
 */
export async function villageFeatures(
  snapshot: CoverageSnapshot,
  { asOf, ruleId }: { asOf: string; ruleId: string },
  shape: "area" | "centre",
): Promise<FeatureInput[]> {
  const [villages, areas] = await Promise.all([
    snapshot.rows("villages"),
    snapshot.rows("villageAreas"),
  ]);
  const areaOf = new Map(areas.map((area) => [area.villageId, area]));
  const judgedOn = new Map<string, Map<string, JudgedVillage>>();
  const features: FeatureInput[] = [];
  for (const [id, versions] of Map.groupBy(villages, (village) => village.id)) {
    const day = toldOn(versions, asOf);
    let judged = judgedOn.get(day);
    if (!judged) {
      const list = await snapshot.judged({ asOf: day, ruleId, epoch: epochOf(day) });
      judged = new Map(list.map((one) => [one.item.id, one]));
      judgedOn.set(day, judged);
    }
    const one = judged.get(id);
    if (!one) continue;
    const area = areaOf.get(id);
    const centre = { type: "Point" as const, coordinates: [one.item.lon, one.item.lat] };
    const geometry = shape === "area" ? area?.geometry : centre;
    if (!geometry) continue;
    const life = lifeOf(versions);
    features.push({
      id,
      geometry,
      properties: properties(one, day, ruleId, area?.areaSource ?? null, life),
      ...life,
    });
  }
  return features;
}

/** From the first day of the first version to the end of the last. */
function lifeOf(versions: readonly Village[]): Validity {
  const last = versions.reduce((a, b) => ((b.validTo ?? "9999") > (a.validTo ?? "9999") ? b : a));
  const validFrom = versions.map((version) => version.validFrom).sort()[0]!;
  return { validFrom, ...(last.validTo !== undefined && { validTo: last.validTo }) };
}

/** `asOf` where a version is valid then, else the day of a version that is nearest to it. */
function toldOn(versions: readonly Village[], asOf: string): string {
  if (versions.some((version) => isValidOn(version, asOf))) return asOf;
  const days = versions.map((version) => dayWithin(version, asOf)).sort();
  return days.findLast((day) => day < asOf) ?? days[0]!;
}

function properties(
  { village, item }: JudgedVillage,
  asOf: string,
  rule: string,
  areaSource: VillageProperties["areaSource"],
  life: Validity,
): VillageProperties {
  return {
    name: item.name,
    otherNames: joined(item.otherNames),
    kind: village.kind,
    unitCode: item.communeCode,
    unitName: item.communeName,
    lon: item.lon,
    lat: item.lat,
    households: item.households ?? null,
    population: item.population ?? null,
    gridPower: item.gridPower ?? null,
    hardship: item.hardship ?? null,
    remote: item.remote,
    mastDistM: item.distanceToMastM ?? null,
    mastBasis: item.mastDistanceBasis ?? null,
    roadDistM: item.distanceToRoadM ?? null,
    ...item.verdicts,
    operators: item.operatorCount,
    flags: joined(item.flags),
    asOf,
    rule,
    areaSource,
    ...publishedValidity(life),
    dataSource: item.dataSource,
    source: village.source,
  };
}

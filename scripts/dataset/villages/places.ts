import type { DistrictFacts } from "../../../geodata/datasets/fact-tables.ts";
import { bboxContains } from "../../../geodata/geometry/bbox.ts";
import { covers } from "../../../geodata/geometry/intersects.ts";
import type { AdministrativeUnit } from "../../../geodata/model/administrative-unit.ts";
import type { Place } from "../../../geodata/model/place.ts";
import type { Village } from "../../../geodata/model/village.ts";
import { sourceInVietnamese } from "./names.ts";

/**
 * Labels for the search: named spot heights on the height grid that are no thôn, and names of
 * communes that have more names than thôn. One a name and position.
 */
export function makePlaces(
  facts: DistrictFacts,
  communes: readonly AdministrativeUnit[],
  villages: readonly Village[],
): Place[] {
  const { district, story, spotHeights } = facts;
  const settled = new Set(facts.names.map((name) => name.geonamesId));
  const isTown = (name: string) => name.startsWith("Thị Trấn") || story.townsAround.includes(name);
  const spots = spotHeights
    .filter(
      ({ lon, lat, geonamesId }) =>
        !settled.has(geonamesId) && bboxContains(district.bbox, lon, lat),
    )
    .map(({ name, lon, lat, elevationM, geonamesId }): Place => {
      const commune = communes.find(({ geometry }) => covers(geometry, lon, lat));
      return {
        id: `GN-${geonamesId}`,
        name,
        lon,
        lat,
        elevationM,
        ...(isTown(name) ? { isTown: true } : {}),
        ...(commune ? { communeCode: commune.code } : {}),
        dataSource: "demo",
        source: `Tên, vị trí, độ cao: GeoNames ${geonamesId} (CC BY 4.0)`,
      };
    });
  const named = new Set(villages.map(({ name, communeCode }) => `${communeCode} ${name}`));
  const surplus = facts.names.filter(
    ({ name, communeCode }) => !named.has(`${communeCode} ${name}`),
  );
  const names = surplus.map((fact, index): Place => {
    const commune = communes.find(({ code }) => code === fact.communeCode)!;
    const origin = sourceInVietnamese(fact.source);
    return {
      id: `TEN-${fact.communeCode}-${String(index + 1).padStart(2, "0")}`,
      name: fact.name,
      lon: fact.lon ?? commune.lon,
      lat: fact.lat ?? commune.lat,
      communeCode: fact.communeCode,
      dataSource: "demo",
      source: fact.lon
        ? `Tên và vị trí: ${origin}`
        : `Tên: ${origin}; không rõ vị trí, đặt tại điểm ghi tên của xã`,
    };
  });
  const outside = story.labels.map(({ source, ...label }) => ({
    ...label,
    isTown: true,
    dataSource: "demo" as const,
    source,
  }));
  const labels = [...names, ...spots, ...outside];
  const one = new Map(
    labels.toReversed().map((place) => [`${place.name} ${place.lon} ${place.lat}`, place]),
  );
  return [...one.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

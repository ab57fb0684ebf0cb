import { covers } from "../../../geodata/geometry/intersects.ts";
import type { AdministrativeUnit } from "../../../geodata/model/administrative-unit.ts";
import type { Place } from "../../../geodata/model/place.ts";
import type { Facts, NameFact } from "../facts.ts";
import type { Terrain } from "../geography.ts";
import { sourceInVietnamese } from "./settlement-names.ts";

/**
 * Labels for the search: named spot heights on the height grid that are no thôn, and names of
 * communes that have more names than thôn. One a name and position.
 */
export function makePlaces(
  facts: Facts,
  communes: readonly AdministrativeUnit[],
  surplus: readonly NameFact[],
  { header }: Terrain,
): Place[] {
  const settled = new Set(facts.names.map((name) => name.geonamesId));
  const east = header.originLon + (header.columns - 1) * header.cellSizeDeg;
  const south = header.originLat - (header.rows - 1) * header.cellSizeDeg;
  const spots = facts.spotHeights
    .filter(
      ({ lon, lat, geonamesId }) =>
        !settled.has(geonamesId) &&
        lon >= header.originLon &&
        lon <= east &&
        lat >= south &&
        lat <= header.originLat,
    )
    .map(({ name, lon, lat, elevationM, geonamesId }): Place => {
      const commune = communes.find(({ geometry }) => covers(geometry, lon, lat));
      return {
        id: `GN-${geonamesId}`,
        name,
        lon,
        lat,
        elevationM,
        ...(commune ? { communeCode: commune.code } : {}),
        dataSource: "demo",
        source: `Tên, vị trí, độ cao: GeoNames ${geonamesId} (CC BY 4.0)`,
      };
    });
  const names = surplus.map((fact, index): Place => {
    const commune = communes.find(({ code }) => code === fact.communeCode)!;
    return {
      id: `TEN-${fact.communeCode}-${String(index + 1).padStart(2, "0")}`,
      name: fact.name,
      lon: fact.position?.lon ?? commune.lon,
      lat: fact.position?.lat ?? commune.lat,
      communeCode: fact.communeCode,
      dataSource: "demo",
      source: fact.position
        ? `Tên và vị trí: ${sourceInVietnamese(fact.source)}`
        : `Tên: ${sourceInVietnamese(fact.source)}; không rõ vị trí, đặt tại điểm ghi tên của xã`,
    };
  });
  const seen = new Set<string>();
  return [...names, ...spots]
    .filter(({ name, lon, lat }) => {
      const key = `${name} ${lon} ${lat}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

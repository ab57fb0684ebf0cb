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
        ...(isTown(name) ? { isTown: true } : {}),
        ...(commune ? { communeCode: commune.code } : {}),
        dataSource: "demo",
        source: `Tên, vị trí, độ cao: GeoNames ${geonamesId} (CC BY 4.0)`,
      };
    });
  const city = cityLabels(facts);
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
  return [...names, ...spots, ...city]
    .filter(({ name, lon, lat }) => {
      const key = `${name} ${lon} ${lat}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Seats of the districts around; towns say so in their names. */
const SEATS = ["Lộc Bình", "Văn Quan"];
const isTown = (name: string) => name.startsWith("Thị Trấn") || SEATS.includes(name);

/** Spot heights in the city, which the district encloses and which is not ours. */
const IN_THE_CITY = ["Kỳ Lừa", "Mai Pha"];
const UNITS_2025_FROM = "2025-07-01";

/** What the hole in the middle is, by the units of the day. */
function cityLabels({ spotHeights }: Facts): Place[] {
  const spots = spotHeights.filter(({ name }) => IN_THE_CITY.includes(name));
  if (spots.length === 0) return [];
  const mean = (read: (spot: (typeof spots)[number]) => number) =>
    Math.round((spots.reduce((sum, spot) => sum + read(spot), 0) / spots.length) * 1e5) / 1e5;
  const common = {
    lon: mean(({ lon }) => lon),
    lat: mean(({ lat }) => lat),
    isTown: true,
    dataSource: "demo" as const,
    source: `Tên theo đơn vị hành chính; vị trí: giữa các điểm độ cao ${IN_THE_CITY.join(", ")} (GeoNames, CC BY 4.0)`,
  };
  return [
    {
      id: "NGOAI-TP-LANG-SON",
      name: "TP Lạng Sơn (ngoài phạm vi)",
      validTo: UNITS_2025_FROM,
      ...common,
    },
    {
      id: "NGOAI-PHUONG-2025",
      name: "Các phường trung tâm (ngoài phạm vi)",
      validFrom: UNITS_2025_FROM,
      ...common,
    },
  ];
}

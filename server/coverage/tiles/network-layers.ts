import type { Cell } from "../../../geodata/model/cell.ts";
import { isValidOn } from "../../../geodata/model/day.ts";
import type { FibreSpan } from "../../../geodata/model/fibre-span.ts";
import type { Mast } from "../../../geodata/model/mast.ts";
import { SITE_STAGE, type VisibleSite } from "../../../geodata/model/site.ts";
import { MOBILE_TECHNOLOGIES } from "../../../geodata/model/technology.ts";
import type { TileLayerProperties } from "../../../geodata/model/tile-layers.ts";
import type { CoverageSnapshot, Question } from "../coverage-snapshot.ts";
import { FIBRE_STAGE } from "../fibre-stage.ts";
import type { PublicNetwork, PublicSite } from "../public-network.ts";
import { stretchAround } from "../validity-stretch.ts";
import type { Shape } from "./layer-index.ts";
import { attributesOf, fieldsOf, type LayerSource } from "./layer-source.ts";
import { sectorWedge } from "./sector-wedge.ts";

/** Of attributes that days share, bytes. */
const SHARED_ENTRY_BYTES = 60;
/** What they share of a cable: the object with its key, bytes. */
const SPAN_ENTRY_BYTES = 300;
/** A wedge of 300 m is 8 pixels long at this zoom. */
const SECTORS_FROM_ZOOM = 12;

/**
 * Sites, their sectors and cables, as the public sees them; one operator's when one is asked for.
 * Something of the network changes on most days: one index holds what ever stood, and the day's
 * attributes leave out what does not stand then.
 */
export function networkLayers(snapshot: CoverageSnapshot, network: PublicNetwork) {
  const shapesKey = async () => "";
  /** Where the same masts, sites and cells are valid, everything about them is the same. */
  const siteStretch = async ({ asOf }: Question) => {
    const [masts, sites, cells] = await Promise.all([
      snapshot.rows("masts"),
      snapshot.rows("sites"),
      snapshot.rows("cells"),
    ]);
    return [masts, sites, cells].map((rows) => stretchAround(rows, asOf)).join("|");
  };
  /** Every place where each site ever was. */
  const placesOfSites = async () => {
    const masts = Map.groupBy(await snapshot.rows("masts"), ({ id }) => id);
    const sites = await snapshot.rows("sites");
    return sites.flatMap(({ id, mastId }) =>
      (masts.get(mastId) ?? []).map((mast) => ({ site: { id }, mast })),
    );
  };
  const withOperator =
    (stretch: (question: Question) => Promise<string>) => async (question: Question) =>
      `${await stretch(question)}|${question.operator ?? ""}`;

  const sites: LayerSource = {
    minZoom: 0,
    fields: fieldsOf("sites", {
      id: "String",
      mastId: "String",
      operatorCode: "String",
      stage: "String",
      shared: "Boolean",
      technologies: "String",
      demo: "Boolean",
    }),
    shapesKey,
    attributesKey: withOperator(siteStretch),
    shapes: async () =>
      distinct(
        (await placesOfSites()).map((place) => ({
          key: placeKey(place),
          geometry: { type: "Point", coordinates: [place.mast.lon, place.mast.lat] },
        })),
      ),
    attributes: async ({ asOf, operator }) =>
      attributesOf(
        "sites",
        (await network.sitesOn(asOf))
          .filter(({ site }) => isOf(operator, site))
          .map(({ site, mast, technologies, shared }) => [
            placeKey({ site, mast }),
            {
              id: site.id,
              mastId: site.mastId,
              operatorCode: site.operatorCode,
              stage: SITE_STAGE[site.status],
              shared,
              technologies: technologies.join(","),
              demo: site.dataSource === "demo",
            },
          ]),
      ),
  };

  const sectors: LayerSource = {
    minZoom: SECTORS_FROM_ZOOM,
    fields: fieldsOf("sectors", {
      siteId: "String",
      operatorCode: "String",
      technology: "String",
    }),
    shapesKey,
    attributesKey: withOperator(siteStretch),
    async shapes() {
      const cells = Map.groupBy(await snapshot.rows("cells"), ({ siteId }) => siteId);
      return distinct(
        (await placesOfSites()).flatMap((place) =>
          (cells.get(place.site.id) ?? []).filter(isSector).map((sector) => ({
            key: sectorKey(place, sector),
            geometry: sectorWedge(
              place.mast.lon,
              place.mast.lat,
              sector.azimuthDeg,
              sector.beamwidthDeg,
            ),
          })),
        ),
      );
    },
    attributesBytes: SHARED_ENTRY_BYTES,
    attributes: async ({ asOf, operator }) =>
      attributesOf(
        "sectors",
        (await network.sitesOn(asOf))
          .filter(({ site }) => isOf(operator, site))
          .flatMap(({ site, mast, cells }) =>
            sectorsOf(cells).map((sector) => sectorEntry(site, mast, sector)),
          ),
      ),
  };

  const sectorEntries = new Map<string, readonly [string, TileLayerProperties["sectors"]]>();
  /** The same object on every day on which it is the same. */
  function sectorEntry(site: VisibleSite, mast: Mast, sector: Sector) {
    const key = sectorKey({ site, mast }, sector);
    const { technology } = sector;
    const name = `${key}|${site.operatorCode}|${technology}`;
    const entry = sectorEntries.get(name) ?? [
      key,
      { siteId: site.id, operatorCode: site.operatorCode, technology },
    ];
    sectorEntries.set(name, entry);
    return entry;
  }

  const spanStretch = async ({ asOf }: Question) =>
    stretchAround(await snapshot.rows("spans"), asOf);
  /** With what its tiles say, the same on every day. */
  const spanEntries = () =>
    snapshot.derive(
      "span entries",
      async () =>
        (await network.spans()).map(({ span }) => {
          const { id, operatorCode, status, dataSource } = span;
          const attributes = {
            id,
            operatorCode,
            stage: FIBRE_STAGE[status],
            demo: dataSource === "demo",
          };
          return { span, entry: [spanKey(span), attributes] as const };
        }),
      ({ length }) => length * SPAN_ENTRY_BYTES,
    );
  const spans: LayerSource = {
    minZoom: 0,
    fields: fieldsOf("fibre-spans", {
      id: "String",
      operatorCode: "String",
      stage: "String",
      demo: "Boolean",
    }),
    attributesBytes: SHARED_ENTRY_BYTES,
    shapesKey,
    attributesKey: withOperator(spanStretch),
    shapes: async () =>
      (await network.spans()).map(({ span }) => ({ key: spanKey(span), geometry: span.geometry })),
    attributes: async ({ asOf, operator }) =>
      attributesOf(
        "fibre-spans",
        (await spanEntries())
          .filter(({ span }) => isValidOn(span, asOf) && isOf(operator, span))
          .map(({ entry }) => entry),
      ),
  };

  return { sites, sectors, "fibre-spans": spans };
}

function isOf(operator: string | undefined, { operatorCode }: { operatorCode: string }): boolean {
  return operator === undefined || operator === operatorCode;
}

interface Place {
  site: Pick<VisibleSite, "id">;
  mast: Pick<Mast, "lon" | "lat">;
}

const placeKey = ({ site, mast }: Place) => `${site.id}@${mast.lon},${mast.lat}`;
const sectorKey = (place: Place, { azimuthDeg, beamwidthDeg }: Sector) =>
  `${placeKey(place)}|${azimuthDeg}|${beamwidthDeg}`;
const spanKey = ({ id, validFrom }: FibreSpan) => `${id}@${validFrom}`;

/** Versions of the same thing at the same place are one shape. */
const distinct = (shapes: readonly Shape[]) => [
  ...new Map(shapes.map((shape) => [shape.key, shape])).values(),
];

type Sector = Cell & { azimuthDeg: number };
/** Cells without an azimuth have no sector. */
const isSector = (cell: Cell): cell is Sector => cell.azimuthDeg !== undefined;

/** One sector an azimuth, with the best technology on it. */
function sectorsOf(cells: PublicSite["cells"]): Sector[] {
  const best = new Map<number, Sector>();
  const rank = ({ technology }: Cell) => MOBILE_TECHNOLOGIES.indexOf(technology);
  for (const cell of cells.filter(isSector)) {
    const known = best.get(cell.azimuthDeg);
    if (!known || rank(cell) > rank(known)) best.set(cell.azimuthDeg, cell);
  }
  return [...best.values()];
}

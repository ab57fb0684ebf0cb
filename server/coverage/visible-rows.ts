import { isValidOn } from "../../geodata/model/day.ts";
import type { Mast } from "../../geodata/model/mast.ts";
import type { DataSource } from "../../geodata/model/provenance.ts";
import type { Site, VisibleSite } from "../../geodata/model/site.ts";
import { type BorderCommunes, makeBorderCommunes } from "../../geodata/rules/border-communes.ts";
import { operatorsOnAir } from "../../geodata/rules/mast-sharing.ts";
import { publicAccessPoints, publicSpans } from "../../geodata/rules/public-fibre.ts";
import { type PublicStations, publicStations } from "../../geodata/rules/public-stations.ts";
import {
  type Detail,
  isGeneralised,
  visibleCell,
  withPublicSource,
} from "../../geodata/rules/visibility.ts";
import type { Kind, RowOf } from "../stores/kinds.ts";
import { communesOfEpoch } from "./communes-of-epoch.ts";
import type { WithheldNearby } from "./distances.ts";
import { once } from "./once.ts";

/** Kinds that are read as tables; evidence is asked for by day or thôn. */
export type TableKind = Exclude<Kind, "evidence">;

/** Rows as a viewer may see them. */
export interface VisibleRowOf extends Omit<RowOf, "sites"> {
  sites: VisibleSite;
}

/** Reads a table of this version once and keeps it. */
export type ReadTable = <K extends TableKind>(kind: K) => Promise<readonly RowOf[K][]>;

/**
 * The border between what is stored and what a viewer may know: behind it nobody reads the store's
 * tables. The only other way through is `exact-counts.ts`.
 */
export interface VisibleRows {
  rows<K extends TableKind>(kind: K): Promise<readonly VisibleRowOf[K][]>;
  /** In which communes of 2023 something near is withheld that day. */
  withheldOn(day: string): Promise<WithheldNearby>;
  /** Exact rows for counts: each mast in the commune that it counts in. */
  counted(): Promise<{ masts: readonly Mast[]; sites: readonly Site[] }>;
}

/** Last day of the communes of 2023: by these it is told what lies at the border. */
const LAST_DAY_OF_2023_UNITS = "2025-06-30";

export function makeVisibleRows(stored: ReadTable, detail: Detail): VisibleRows {
  const border = once(async () => {
    const communes = communesOfEpoch(await stored("units"), "2023", LAST_DAY_OF_2023_UNITS);
    return makeBorderCommunes(communes);
  });
  /** Communes are read only where something is generalised: demonstration rows cost nothing more. */
  const borderOf = async (rows: readonly { dataSource: DataSource }[]) => {
    const communes = hasGeneralised(rows, detail) ? await border() : undefined;
    return (): BorderCommunes => communes!;
  };

  const stations = once(async (): Promise<PublicStations> => {
    const [masts, sites] = await Promise.all([stored("masts"), stored("sites")]);
    return publicStations(masts, sites, detail, await borderOf([...masts, ...sites]));
  });
  const spans = once(async () => {
    const rows = await stored("spans");
    return publicSpans(rows, detail, await borderOf(rows));
  });
  const accessPoints = once(async () => {
    const rows = await stored("accessPoints");
    return publicAccessPoints(rows, detail, await borderOf(rows));
  });
  const withSource = <K extends "units" | "villages" | "places" | "roads">(kind: K) =>
    once(async (): Promise<readonly RowOf[K][]> => {
      const rows = await stored(kind);
      if (!hasGeneralised(rows, detail)) return rows;
      return rows.map((row) => withPublicSource(kind, row, detail));
    });

  const makers: { [K in TableKind]?: () => Promise<readonly VisibleRowOf[K][]> } = {
    masts: async () => (await stations()).masts,
    sites: async () => (await stations()).sites,
    cells: once(async () => {
      const [cells, { sitesWithoutCells }] = await Promise.all([stored("cells"), stations()]);
      if (!hasGeneralised(cells, detail) && sitesWithoutCells.size === 0) return cells;
      return cells.filter(
        (cell) => visibleCell(cell, detail) && !sitesWithoutCells.has(cell.siteId),
      );
    }),
    spans: async () => (await spans()).rows,
    accessPoints: async () => (await accessPoints()).rows,
    units: withSource("units"),
    villages: withSource("villages"),
    places: withSource("places"),
    roads: withSource("roads"),
  };

  return {
    rows<K extends TableKind>(kind: K) {
      const make = makers[kind] as (() => Promise<readonly VisibleRowOf[K][]>) | undefined;
      // Kinds without a maker are public as they are.
      return make ? make() : (stored(kind) as Promise<readonly VisibleRowOf[K][]>);
    },
    async withheldOn(day) {
      const { withheld, counted } = await stations();
      const onAir =
        withheld.length > 0 ? operatorsOnAir(counted, await stored("sites"), day) : new Map();
      const fibre = [
        ...(await spans()).withheld.filter(({ row }) => row.status === "hoat_dong"),
        ...(await accessPoints()).withheld,
      ].filter(({ row }) => isValidOn(row, day));
      return {
        masts: new Set(
          withheld.filter(({ mastId }) => onAir.has(mastId)).flatMap((mast) => mast.communeCodes),
        ),
        fibre: new Set(fibre.flatMap(({ communeCodes }) => [...communeCodes])),
      };
    },
    counted: async () => ({ masts: (await stations()).counted, sites: await stored("sites") }),
  };
}

function hasGeneralised(rows: readonly { dataSource: DataSource }[], detail: Detail): boolean {
  return rows.some((row) => isGeneralised(row, detail));
}

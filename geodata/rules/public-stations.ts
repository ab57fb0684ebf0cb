import type { Validity } from "../model/day.ts";
import type { Mast } from "../model/mast.ts";
import type { Site, VisibleSite } from "../model/site.ts";
import type { BorderCommunes } from "./border-communes.ts";
import { publicCellOf } from "./public-cell.ts";
import { compareText, withPublicIds } from "./public-ids.ts";
import { type Detail, visibleMast, visibleSite } from "./visibility.ts";

/** A mast that the public may only count, and the communes of 2023 that it counts in. */
interface WithheldMast {
  mastId: string;
  communeCodes: readonly string[];
}

/** What is seen of masts and sites, and what is left of those that are not. */
export interface PublicStations {
  /** In the order of (id, validFrom), as the store gives its rows. */
  masts: readonly Mast[];
  sites: readonly VisibleSite[];
  /** Stored ids of the sites whose cells are withheld. */
  sitesWithoutCells: ReadonlySet<string>;
  withheld: readonly WithheldMast[];
  /** Stored masts, each in the commune that it counts in and nowhere more exactly. */
  counted: readonly Mast[];
}

/**
 * Masts with the sites on them as they are seen at this detail. A mast that a real site stands on is
 * as sensitive as a real mast. It is withheld in all its versions when it is in one, with all its
 * sites. A site that moved from one generalised mast to another is two for the public.
 */
export function publicStations(
  masts: readonly Mast[],
  sites: readonly Site[],
  detail: Detail,
  communes: () => BorderCommunes,
): PublicStations {
  const sensitive = new Set([
    ...masts.filter(({ dataSource }) => dataSource === "real").map(({ id }) => id),
    ...sites.filter(({ dataSource }) => dataSource === "real").map(({ mastId }) => mastId),
  ]);
  if (detail === "full" || sensitive.size === 0)
    return { masts, sites, sitesWithoutCells: new Set(), withheld: [], counted: masts };

  const border = communes();
  const asReal = masts.map(
    (mast): Mast => (sensitive.has(mast.id) ? { ...mast, dataSource: "real" } : mast),
  );
  const seenOf = new Map<Mast, Mast | undefined>(
    asReal.map((mast) => [mast, visibleMast(mast, detail, border)]),
  );
  const hidden = new Set(asReal.filter((mast) => !seenOf.get(mast)).map(({ id }) => id));
  const sitesByMast = Map.groupBy(sites, ({ mastId }) => mastId);
  const generalised = [...Map.groupBy(asReal, ({ id }) => id)]
    .filter(([id]) => sensitive.has(id) && !hidden.has(id))
    .map(([id, versions]) =>
      unnamedMast(
        versions.map((version) => seenOf.get(version)!),
        (sitesByMast.get(id) ?? []).map((site) => visibleSite(site, detail)),
      ),
    );

  const namedMasts = withPublicIds("cot", generalised);
  const onNamedMasts = namedMasts.flatMap(({ publicId, thing }) =>
    thing.sites.map((site) => ({
      ...site,
      cell: thing.cell,
      // The mast first: of two alike masts the sites are ordered as the masts are.
      content: `${publicId} ${site.content}`,
      versions: site.versions.map((version) => ({ ...version, mastId: publicId })),
    })),
  );
  const isStored = ({ versions }: UnnamedSite) => versions[0]?.dataSource === "demo";
  const namedSites = withPublicIds(
    "tram",
    onNamedMasts.filter((site) => !isStored(site)),
  );
  return {
    masts: inKeyOrder([
      ...asReal.filter(({ id }) => !sensitive.has(id)),
      ...namedMasts.flatMap(({ publicId, thing }) =>
        thing.versions.map((version) => ({ ...version, id: publicId })),
      ),
    ]),
    sites: inKeyOrder([
      ...sites.filter(({ mastId }) => !sensitive.has(mastId)),
      ...onNamedMasts.filter(isStored).flatMap(({ versions }) => versions),
      ...namedSites.flatMap(({ publicId, thing }) =>
        thing.versions.map((version) => ({ ...version, id: publicId })),
      ),
    ]),
    sitesWithoutCells: new Set(
      sites.filter(({ mastId }) => sensitive.has(mastId)).map(({ id }) => id),
    ),
    withheld: asReal
      .filter(({ id }) => hidden.has(id))
      .map((mast) => ({ mastId: mast.id, communeCodes: countedIn(mast, border, true) })),
    counted: asReal.map((mast) =>
      sensitive.has(mast.id) ? countedMast(mast, border, hidden.has(mast.id)) : mast,
    ),
  };
}

interface UnnamedSite {
  operatorCode: string;
  content: string;
  versions: readonly VisibleSite[];
}

function unnamedMast(versions: readonly Mast[], sites: readonly VisibleSite[]) {
  const inOrder = versions.toSorted(byStart);
  const onIt = [...Map.groupBy(sites, ({ id }) => id).values()]
    .map((all) => unnamedSite(all.toSorted(byStart)))
    .sort((a, b) => compareText(a.content, b.content));
  return {
    cell: publicCellOf(inOrder[0]!.lon, inOrder[0]!.lat),
    content: JSON.stringify([
      inOrder.map(({ id: _id, ...told }) => told),
      onIt.map(({ content }) => content),
    ]),
    versions: inOrder,
    sites: onIt,
  };
}

/** The id of a demonstration site is told, so it is part of what is told. */
function unnamedSite(versions: readonly VisibleSite[]): UnnamedSite {
  return {
    operatorCode: versions[0]!.operatorCode,
    content: JSON.stringify(
      versions.map(({ id, mastId: _mastId, ...told }) =>
        told.dataSource === "demo" ? { id, ...told } : told,
      ),
    ),
    versions,
  };
}

/**
 * Where a mast is counted, first, and counts as near: the withheld in its stated commune, any other
 * where its public position lies. One whose cell is of a border commune that is not the stated one
 * counts as near there too; of one without a stated commune the cell tells.
 */
function countedIn(mast: Mast, border: BorderCommunes, isWithheld: boolean): string[] {
  const ofCell = border.communeOfCell(mast.lon, mast.lat);
  const stated = mast.communeCode;
  if (!isWithheld) return [ofCell ?? stated].filter((code) => code !== undefined);
  if (border.isBorder(stated)) return [stated!];
  const ofBorder = stated === undefined ? border.borderCommunesOfCell(mast.lon, mast.lat) : [];
  return [...new Set([stated, ...ofBorder, ofCell])].filter((code) => code !== undefined);
}

function countedMast(mast: Mast, border: BorderCommunes, isWithheld: boolean): Mast {
  const { communeCode: _stated, lon, lat, ...rest } = mast;
  const [communeCode] = countedIn(mast, border, isWithheld);
  const centre = publicCellOf(lon, lat);
  return {
    ...rest,
    lon: centre.lon,
    lat: centre.lat,
    ...(communeCode !== undefined && { communeCode }),
  };
}

function byStart(a: Validity, b: Validity): number {
  return compareText(a.validFrom, b.validFrom);
}

function inKeyOrder<T extends Validity & { id: string }>(rows: readonly T[]): T[] {
  return rows.toSorted((a, b) => compareText(`${a.id}@${a.validFrom}`, `${b.id}@${b.validFrom}`));
}

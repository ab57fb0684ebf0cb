import type { AccessPoint } from "../model/access-point.ts";
import type { Validity } from "../model/day.ts";
import type { FibreSpan } from "../model/fibre-span.ts";
import type { BorderCommunes } from "./border-communes.ts";
import { publicCellOf } from "./public-cell.ts";
import { compareText, withPublicIds } from "./public-ids.ts";
import {
  type Detail,
  isGeneralised,
  linesOf,
  visibleAccessPoint,
  visibleSpan,
  withheldCommunesOfSpan,
} from "./visibility.ts";

/** Rows as they are seen, in the order of (id, validFrom), and where something of them is withheld. */
interface PublicRows<T extends Validity> {
  rows: readonly T[];
  /** Stored rows of which a part or all is withheld, with the communes of 2023 that this lies in. */
  withheld: readonly { row: T; communeCodes: ReadonlySet<string> }[];
}

/** Cables as they are seen at this detail. */
export function publicSpans(
  spans: readonly FibreSpan[],
  detail: Detail,
  communes: () => BorderCommunes,
): PublicRows<FibreSpan> {
  return publicRows(
    "cap",
    spans,
    detail,
    communes,
    visibleSpan,
    withheldCommunesOfSpan,
    (seen) => linesOf(seen)[0]![0] as [number, number],
  );
}

/** Cabinets as they are seen at this detail. */
export function publicAccessPoints(
  accessPoints: readonly AccessPoint[],
  detail: Detail,
  communes: () => BorderCommunes,
): PublicRows<AccessPoint> {
  return publicRows(
    "tu",
    accessPoints,
    detail,
    communes,
    visibleAccessPoint,
    ({ lon, lat }, border) => border.borderCommunesOfCell(lon, lat),
    ({ lon, lat }) => [lon, lat],
  );
}

function publicRows<T extends FibreSpan | AccessPoint>(
  kind: "cap" | "tu",
  rows: readonly T[],
  detail: Detail,
  communes: () => BorderCommunes,
  visible: (row: T, detail: Detail, border: BorderCommunes) => T | undefined,
  withheldIn: (row: T, border: BorderCommunes) => readonly string[],
  placeOf: (seen: T) => [number, number],
): PublicRows<T> {
  const real = rows.filter((row) => isGeneralised(row, detail));
  if (real.length === 0) return { rows, withheld: [] };
  const border = communes();
  const unnamed = [...Map.groupBy(real, ({ id }) => id).values()].flatMap((stored) => {
    const versions = stored
      .toSorted((a, b) => compareText(a.validFrom, b.validFrom))
      .flatMap((row) => visible(row, detail, border) ?? []);
    const [first] = versions;
    if (!first) return [];
    return [
      {
        operatorCode: first.operatorCode,
        cell: publicCellOf(...placeOf(first)),
        content: JSON.stringify(versions.map(({ id: _id, ...told }) => told)),
        versions,
      },
    ];
  });
  const named = withPublicIds(kind, unnamed).flatMap(({ publicId, thing }) =>
    thing.versions.map((version) => ({ ...version, id: publicId })),
  );
  return {
    rows: [...rows.filter((row) => !isGeneralised(row, detail)), ...named].sort((a, b) =>
      compareText(`${a.id}@${a.validFrom}`, `${b.id}@${b.validFrom}`),
    ),
    withheld: real.flatMap((row) => {
      const codes = withheldIn(row, border);
      return codes.length === 0 ? [] : [{ row, communeCodes: new Set(codes) }];
    }),
  };
}

import type { PublicCell } from "./public-cell.ts";

/** Kinds whose generalised rows get an id of their own: cột, trạm, cáp, tủ. */
type IdKind = "cot" | "tram" | "cap" | "tu";

/** A thing to be named: what the public sees of it decides, nothing else. */
export interface Unnamed {
  /** Absent for a mast, which may carry several. */
  operatorCode?: string;
  cell: PublicCell;
  /** Everything that is told of it, in all its versions, as text without any stored id. */
  content: string;
}

/**
 * Public ids such as `kq-tram-VTL-10694-2193-2`: whose, in which cell of the public grid, and the
 * how-manieth there in the order of what is told of them. Nothing hidden goes in, so an id stays
 * when hidden things change and cannot be turned back into the operator's code; things that are
 * told of alike are interchangeable. In return an id is a name of this version of the data only: a
 * station more in the same cell may move it. Rows that are given come back in the order of their ids.
 */
export function withPublicIds<T extends Unnamed>(
  kind: IdKind,
  things: readonly T[],
): { publicId: string; thing: T }[] {
  const places = Map.groupBy(things, ({ operatorCode, cell }) =>
    ["kq", kind, ...(operatorCode === undefined ? [] : [operatorCode]), cell.column, cell.row].join(
      "-",
    ),
  );
  return [...places]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([place, here]) =>
      here
        .toSorted((a, b) => compareText(a.content, b.content))
        .map((thing, at) => ({ publicId: `${place}-${at + 1}`, thing })),
    );
}

/** Of code units: the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

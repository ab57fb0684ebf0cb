import type { AntennaPattern } from "../antenna/antenna-pattern.ts";
import type { Polarization } from "../diffraction/first-term.ts";
import type { UtmPoint } from "../terrain/utm48.ts";

/** One transmitting cell. */
export interface LinkCell {
  readonly position: UtmPoint;
  readonly antennaHeightAglM: number;
  readonly frequencyGHz: number;
  readonly polarization: Polarization;
  /** Of the reference signal in the antenna's strongest direction, margins already taken off, dBm. */
  readonly peakReferenceEirpDbm: number;
  readonly pattern: AntennaPattern;
  /** Clockwise from true north. */
  readonly azimuthDeg: number;
  /** Positive down. */
  readonly downtiltDeg: number;
  /** Beyond this it serves nobody, m on the ground. */
  readonly rangeM: number;
}

/** Cells of one mast and one antenna height: they look over the same ground. */
export interface CellGroup {
  readonly position: UtmPoint;
  readonly antennaHeightAglM: number;
  readonly rangeM: number;
  /** Places in the list that was given; those of one band and polarization follow each other. */
  readonly cells: readonly number[];
}

/** Groups cells that share their profiles, in the order of their first cells. */
export function groupCells(cells: readonly LinkCell[]): CellGroup[] {
  const groups = Map.groupBy(cells.keys(), (cell) => {
    const { position, antennaHeightAglM } = cells[cell]!;
    return `${position.eastingM} ${position.northingM} ${antennaHeightAglM}`;
  });
  return Array.from(groups.values(), (members) => {
    const { position, antennaHeightAglM } = cells[members[0]!]!;
    return {
      position,
      antennaHeightAglM,
      rangeM: Math.max(...members.map((cell) => cells[cell]!.rangeM)),
      cells: members.toSorted((a, b) => byBand(cells[a]!, cells[b]!) || a - b),
    };
  });
}

function byBand(a: LinkCell, b: LinkCell): number {
  return (
    a.frequencyGHz - b.frequencyGHz ||
    Number(a.polarization === "vertical") - Number(b.polarization === "vertical")
  );
}

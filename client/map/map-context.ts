import type { Epoch } from "../../geodata/model/administrative-unit.ts";
import type { Language } from "../view.ts";

export type ColourScheme = "light" | "dark";

/** What the map needs to know beside the view: what the server answered and how the page looks. */
export interface MapContext {
  /** Dataset version: part of every tile address. */
  version: number;
  rule: string;
  /** The day that the first map shows, `YYYY-MM-DD`. */
  asOf: string;
  /** The communes to draw. */
  epoch: Epoch;
  /** West, south, east, north of the thôn: what the map shows first; all of Cao Lộc when absent. */
  villagesBbox?: readonly [west: number, south: number, east: number, north: number];
  colourScheme: ColourScheme;
  language: Language;
  reducedMotion: boolean;
  /** Whether demonstration rows count: the exported picture carries the mark. */
  demo: boolean;
  /** Operators by code; the map asks for them itself. Codes are shown where one is missing. */
  operatorNames?: Readonly<Record<string, string>>;
  /** Ids of the thôn that differ between the two days that are compared. Set by the map. */
  changedIds?: readonly string[];
  /** Ids of the thôn that the view's text finds; absent when there is no text. Set by the map. */
  matchingIds?: readonly string[];
}

import type { Epoch } from "../geodata/model/administrative-unit.ts";
import type { CoverageTheme } from "../geodata/model/technology.ts";

/** What the map is shaded by: a theme's verdicts, or how many operators cover. */
export type Shading = CoverageTheme | "operators";

export type SelectionKind = "village" | "commune" | "site" | "span";
export interface Selection {
  kind: SelectionKind;
  /** Village, site or span id; a commune's code. */
  id: string;
}

/** Layers that can be switched off, beside the thôn themselves. */
export type OptionalLayer = "communes" | "roads" | "relief" | "sites" | "fibre";

/**
 * What the user looks at. All of it is in the URL (`viewFromSearch`, `viewToSearch`); absent means
 * "the server's default". The camera is not here: MapLibre keeps it in the URL's hash.
 */
export interface View {
  asOf?: string;
  /** The second day, when two are shown side by side. */
  compareWith?: string;
  rule?: string;
  epoch?: Epoch;
  shading: Shading;
  operator?: string;
  selection?: Selection;
  /** Verdict words (or operator counts) hidden by a click in the legend. */
  hidden: readonly string[];
  hiddenLayers: readonly OptionalLayer[];
  /** Filters of the list and the map alike. */
  commune?: string;
  remoteOnly: boolean;
  text: string;
  sort?: string;
}

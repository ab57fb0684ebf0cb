import type { VillageListItem } from "../../geodata/model/village-list.ts";
import type { Shading } from "../view.ts";
import type { Palette } from "./colors.ts";

/**
 * A class of the legend: a verdict word, or for the shading by operators their number, where "0"
 * is "trắng sóng" and "4" is four and more.
 */
export type VillageClass =
  | "phu_song"
  | "lom_song"
  | "trang_song"
  | "co_cap"
  | "chua_co_cap"
  | "chua_ro"
  | "1"
  | "2"
  | "3"
  | "4"
  | "0";

/** The second cue beside the colour, for eyes and printers that see no colours. */
type Cue = "plain" | "hatch" | "dots" | "outline";

export interface ClassLook {
  name: VillageClass;
  fill: string;
  cue: Cue;
  /** Colour of the hatch, the dots or the outline. */
  cueColor?: string;
  /** Opacity of fill and outline; 1 when absent. */
  strength?: number;
}

/**
 * 5G is not what the plan promises and most thôn are without it: there the covered must be found,
 * and the rest is a tint.
 */
const TINT = 0.3;

const MOST_OPERATORS = 4;

/** The classes of a shading, loudest first: the order of the legend. */
export function classesOf(shading: Shading, palette: Palette): readonly ClassLook[] {
  const unknown: ClassLook = {
    name: "chua_ro",
    fill: palette.unknown,
    cue: "dots",
    cueColor: palette.dots,
  };
  if (shading === "ftth")
    return [
      {
        name: "chua_co_cap",
        fill: palette.fibreNo,
        cue: "outline",
        cueColor: palette.fibreNoOutline,
      },
      unknown,
      { name: "co_cap", fill: palette.fibreYes, cue: "plain" },
    ];
  const none: ClassLook = {
    name: shading === "operators" ? "0" : "trang_song",
    fill: palette.uncovered,
    cue: "outline",
    cueColor: palette.uncoveredOutline,
    ...(shading === "nr" && { strength: TINT }),
  };
  if (shading === "operators") {
    const [one, two, three, four] = palette.operatorCounts;
    return [
      none,
      unknown,
      { name: "1", fill: one, cue: "plain" },
      { name: "2", fill: two, cue: "plain" },
      { name: "3", fill: three, cue: "plain" },
      { name: "4", fill: four, cue: "plain" },
    ];
  }
  return [
    none,
    { name: "lom_song", fill: palette.partly, cue: "hatch", cueColor: palette.hatch },
    unknown,
    {
      name: "phu_song",
      fill: shading === "nr" ? palette.covered5g : palette.covered,
      cue: "plain",
    },
  ];
}

/** The class of one thôn; the style says the same as an expression (`layers/village-class.ts`). */
export function classOf(
  village: Pick<VillageListItem, "verdicts" | "operatorCount">,
  shading: Shading,
): VillageClass {
  if (shading !== "operators") return village.verdicts[shading];
  if (village.operatorCount > 0)
    return String(Math.min(village.operatorCount, MOST_OPERATORS)) as VillageClass;
  return village.verdicts.mobile === "chua_ro" ? "chua_ro" : "0";
}

/** Classes that must be found at a glance: the thôn that the plan is about. */
export const UNCOVERED_CLASSES: readonly VillageClass[] = ["trang_song", "chua_co_cap", "0"];

import type { VillageListItem } from "../../geodata/model/village-list.ts";
import { isAlarming, type Shading, type View } from "../view.ts";
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
type Cue = "plain" | "hatch" | "dots" | "ring";

export interface ClassLook {
  name: VillageClass;
  fill: string;
  cue: Cue;
  /** Colour of the hatch, the dots or the ring. */
  cueColor?: string;
  /** Opacity of the fill; 1 when absent. */
  strength?: number;
  /** Name of the hatch in the sprite that an approximate area has where there is room for it. */
  hatch?: string;
}

/** What a view shades by, and whether that is promised. */
export type Subject = Pick<View, "shading" | "operator">;

/** The areas are approximate: they must not claim land that nobody measured. */
const TINT = 0.28;

const MOST_OPERATORS = 4;

/** The classes of a shading, loudest first: the order of the legend. */
export function classesOf(subject: Subject, palette: Palette): readonly ClassLook[] {
  const { shading } = subject;
  const isLoud = isAlarming(subject);
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
        ...(isLoud
          ? {
              fill: palette.fibreNo,
              cue: "ring",
              cueColor: palette.fibreNoOutline,
              strength: TINT,
              hatch: "hatch-fibre",
            }
          : { fill: palette.without, cue: "plain" }),
      },
      unknown,
      {
        name: "co_cap",
        fill: isLoud ? palette.fibreYes : palette.fibreYesFound,
        cue: "plain",
      },
    ];
  const none: ClassLook = {
    name: shading === "operators" ? "0" : "trang_song",
    ...(isLoud
      ? {
          fill: palette.uncovered,
          cue: "ring",
          cueColor: palette.uncoveredOutline,
          strength: TINT,
          hatch: "hatch-uncovered",
        }
      : { fill: palette.without, cue: "plain" }),
  };
  if (shading === "operators") {
    const [one, two, three, four] = palette.operatorCounts;
    // Of one operator there is one or none.
    if (!isLoud) return [none, unknown, { name: "1", fill: palette.coveredFound, cue: "plain" }];
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
      // Beside a grey the covered must be found, beside an alarm it recedes.
      fill: isLoud ? palette.covered : palette.coveredFound,
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

const UNCOVERED_CLASSES: readonly VillageClass[] = ["trang_song", "chua_co_cap", "0"];

/** Classes that must be found at a glance: none where nothing was promised. */
export const alarmingClasses = (subject: Subject): readonly VillageClass[] =>
  isAlarming(subject) ? UNCOVERED_CLASSES : [];

/** The key of the word for a class: what is not promised is "chưa có", not "trắng sóng". */
export function classWord(
  subject: Subject,
  name: VillageClass,
): `verdict.${VillageClass}` | `without.${Shading}` {
  return UNCOVERED_CLASSES.includes(name) && !isAlarming(subject)
    ? `without.${subject.shading}`
    : `verdict.${name}`;
}

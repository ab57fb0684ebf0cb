import type { TFunction } from "i18next";
import type { VillageListItem } from "../../geodata/model/village-list.ts";
import { countText, dayText } from "../text/formats.ts";
import { isLayerShown, unitOfView, type View } from "../view.ts";
import { PALETTES, type Palette } from "./colors.ts";
import type { PanePicture, Picture, Sign } from "./export-image.ts";
import { countClasses } from "./legend.tsx";
import type { MapContext } from "./map-context.ts";
import type { MapText, MapWord } from "./map-text.ts";
import { type ScaleBar, scaleText } from "./scale-bar.ts";
import { classesOf, classWord } from "./verdict-classes.ts";

interface Shown {
  view: View;
  /** One per map, left to right. */
  contexts: readonly MapContext[];
  panes: readonly PanePicture[];
  villages: readonly VillageListItem[];
  scale: ScaleBar;
  /** Address of this view. */
  link: string;
  /** Both targets in a line each. */
  figures: readonly string[];
  /** The rule's name. */
  rule: string;
  /** Whether the rule looks at clusters. */
  seesClusters: boolean;
  text: MapText;
  words: TFunction;
}

/** Words and figures of the exported picture for what is shown. */
export function pictureOf(shown: Shown): Picture {
  const { view, contexts, panes, villages, scale, link, figures, rule, text, words } = shown;
  const context = contexts.find(({ asOf }) => asOf !== view.compareWith) ?? contexts[0];
  if (!context) throw new Error("There is no map to draw");
  const isPair = contexts.length > 1;
  const days = contexts.map(({ asOf }) => dayText(asOf, context.language));
  const { language, operatorNames } = context;
  const day = dayText(context.asOf, language);
  const looks = classesOf(view, PALETTES[context.colourScheme]);
  const hidden = looks.filter(({ name }) => view.hidden.includes(name));
  const counts = countClasses(villages, view.shading);
  return {
    panes: panes.map((pane, index) => ({
      ...pane,
      ...(isPair && { caption: days[index] ?? "" }),
    })),
    title: text("picture.title", { subject: text(`legend.subject.${view.shading}`) }),
    lines: [
      ...figures,
      isPair
        ? text("picture.two", { from: days[0] ?? "", to: days[1] ?? "", rule })
        : text("picture.asOf", { day, rule }),
      ...(view.operator
        ? [text("picture.operator", { operator: operatorNames?.[view.operator] ?? view.operator })]
        : []),
      ...narrowing(shown),
      ...(hidden.length > 0
        ? [
            text("picture.without", {
              classes: hidden.map(({ name }) => words(classWord(view, name))).join(", "),
            }),
          ]
        : []),
    ],
    legend: looks
      .filter(({ name }) => !view.hidden.includes(name))
      .map((look) => ({
        look,
        word: words(classWord(view, look.name)),
        count:
          look.name === "lom_song" && !shown.seesClusters
            ? text("legend.notLooked")
            : text("legend.count", { count: countText(counts.get(look.name) ?? 0, language) }),
      })),
    signs: signsOf(view, PALETTES[context.colourScheme], text),
    ...(isPair && { legendNote: text("legend.countsOf", { day }) }),
    scale: { ...scale, text: scaleText(scale) },
    notes: [
      text("legend.noBorder"),
      text("legend.approximate"),
      text("picture.source", { version: context.version }),
    ],
    ...(context.demo && { demo: text("picture.demo") }),
    link,
    linkText: text("picture.again"),
    north: text("picture.north"),
  };
}

/** Masts and cables of those layers that are shown. */
function signsOf(view: View, palette: Palette, text: MapText): Sign[] {
  const triangle = (color: string, word: MapWord): Sign => ({
    kind: "triangle",
    color,
    isFull: false,
    word: text(word),
  });
  return [
    ...(isLayerShown(view, "sites")
      ? [
          {
            kind: "dot" as const,
            color: palette.siteOnAir,
            isFull: true,
            word: text("legend.site.on_air"),
          },
          triangle(palette.siteBuilding, "legend.site.under_construction"),
          triangle(palette.sitePlanned, "legend.site.planned"),
          triangle(palette.siteBlocked, "legend.site.blocked"),
        ]
      : []),
    ...(isLayerShown(view, "fibre")
      ? [
          {
            kind: "line" as const,
            color: palette.fibreLine,
            isFull: true,
            word: text("legend.span.in_service"),
          },
          {
            kind: "line" as const,
            color: palette.fibreLine,
            isFull: false,
            word: text("legend.span.under_construction"),
          },
        ]
      : []),
  ];
}

/** To what the thôn were narrowed: the map of a part must not pass for the whole. */
function narrowing({ view, villages, text }: Shown): string[] {
  const parts = [
    ...(unitOfView(view) && villages[0] ? [villages[0].communeName] : []),
    ...(view.remoteOnly ? [text("picture.onlyRemote")] : []),
    ...(view.text.trim() ? [text("picture.onlyNamed", { name: view.text.trim() })] : []),
  ];
  return parts.length > 0 ? [text("picture.only", { what: parts.join(", ") })] : [];
}

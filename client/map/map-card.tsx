import { useTranslation } from "react-i18next";
import type { VillageTileProperties } from "../../geodata/model/tile-layers.ts";
import type { Verdict } from "../../geodata/model/verdict.ts";
import type { VillageListItem } from "../../geodata/model/village-list.ts";
import { countText, distanceText } from "../text/formats.ts";
import type { Language } from "../view.ts";
import { type MapText, useMapText } from "./map-text.ts";
import { classOf, classWord, type Subject } from "./verdict-classes.ts";

/** What the card says of a thôn; tiles and lists both have it. */
export type CardVillage = Pick<
  VillageListItem,
  "name" | "verdicts" | "operatorCount" | "remote" | "households" | "distanceToMastM"
> & { mastDistanceBasis?: string | undefined } & { flagged: boolean; demo: boolean };

/** A thôn of the list in the card's words. */
export function cardOfListItem(village: VillageListItem): CardVillage {
  const flagged = village.flags.includes("dang_xac_minh");
  return { ...village, flagged, demo: village.dataSource === "demo" };
}

/** A thôn of a tile in the card's words. */
export function cardOfTile(tile: VillageTileProperties): CardVillage {
  const { mobile, umts, lte, nr, ftth, ...rest } = tile;
  return { ...rest, verdicts: { mobile, umts, lte, nr, ftth } as CardVillage["verdicts"] };
}

/**
 * The short reason of a verdict: only what is known. Terrain is not mentioned, nothing here has
 * looked at it. Undefined where there is no reason to give.
 */
export function shortReason(
  village: CardVillage,
  { shading }: Subject,
  language: Language,
  text: MapText,
): string | undefined {
  switch (classOf(village, shading)) {
    case "trang_song":
    case "0":
      if (village.mastDistanceBasis === "khong_cong_bo") return text("card.mastWithheld");
      return village.distanceToMastM === undefined
        ? undefined
        : text(village.mastDistanceBasis === "khai_quat" ? "card.mastCoarse" : "card.mast", {
            distance: distanceText(village.distanceToMastM, language),
          });
    case "lom_song":
      return text("card.clusters");
    case "chua_ro":
      return text("card.noEvidence");
    case "phu_song":
      return shading === "mobile" && village.operatorCount > 0
        ? text("card.operators", { count: village.operatorCount })
        : undefined;
    default:
      return undefined;
  }
}

interface MapCardProps {
  village: CardVillage;
  subject: Subject;
  language: Language;
  /** What it was and is, where two days are compared. */
  change?: { from: Verdict; to: Verdict };
  /** Says how to open it: shown to those who came by keyboard. */
  byKeyboard: boolean;
}

/** One thôn in four lines: name, verdict, reason, size. */
export function VillageCard({ village, subject, language, change, byKeyboard }: MapCardProps) {
  const { t } = useTranslation();
  const text = useMapText();
  const reason = shortReason(village, subject, language, text);
  const facts = [
    village.households !== undefined &&
      text("card.households", { count: countText(village.households, language) }),
    village.remote && text("card.remote"),
    village.flagged && t("flag.dang_xac_minh").toLocaleLowerCase(language),
    village.demo && text("card.demo"),
  ].filter((fact): fact is string => Boolean(fact));
  return (
    <>
      <strong>{village.name}</strong>
      <span className="map-card-verdict">
        {t(classWord(subject, classOf(village, subject.shading)))}
      </span>
      {change && (
        <span>
          {text("card.change", {
            from: t(classWord(subject, change.from)),
            to: t(classWord(subject, change.to)),
          })}
        </span>
      )}
      {reason && <span>{reason}</span>}
      {facts.length > 0 && <small>{facts.join(" · ")}</small>}
      {byKeyboard && <small>{text("card.open")}</small>}
    </>
  );
}

/** A site or a span in one line. */
export function LineCard({ line, note }: { line: string; note?: string }) {
  return (
    <>
      <strong>{line}</strong>
      {note && <small>{note}</small>}
    </>
  );
}

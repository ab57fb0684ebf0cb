import type { VillageTileProperties } from "../../geodata/model/tile-layers.ts";
import type { Verdict } from "../../geodata/model/verdict.ts";
import type { VillageListItem } from "../../geodata/model/village-list.ts";
import type { Language, Selection } from "../view.ts";
import { cardOfListItem, cardOfTile, LineCard, VillageCard } from "./map-card.tsx";
import { type MapWord, useMapText } from "./map-text.ts";
import type { FeatureUnderPointer } from "./picked-feature.ts";
import type { Subject } from "./verdict-classes.ts";

/** What a thôn was and is, by its id. */
export type Changes = ReadonlyMap<string, { from: Verdict; to: Verdict }>;

/** Of two maps the one that keeps the camera in the URL, and the one that follows it. */
export type Role = "main" | "twin";

/** What the card is about: a feature under the pointer, or a thôn reached by keyboard. */
export type Hovered =
  | {
      kind: "pointer";
      /** px from the upper left of the pane of `role`. */
      x: number;
      y: number;
      role: Role;
      feature: FeatureUnderPointer;
      selection: Selection;
    }
  | { kind: "stop"; village: VillageListItem };

/** Between point, card and edge. */
const MARGIN_PX = 24;

interface HoverCardProps {
  hovered: Hovered | undefined;
  /** The pane that this card belongs to; a keyboard's stop shows on the main one. */
  role: Role;
  project(place: { lon: number; lat: number }): { x: number; y: number } | undefined;
  subject: Subject;
  changes: Changes | undefined;
  language: Language;
  operatorNames: Readonly<Record<string, string>>;
}

/** A small card beside the pointer, read out when reached by keyboard. */
export function HoverCard(props: HoverCardProps) {
  const { hovered, role, subject, language } = props;
  const isStop = hovered?.kind === "stop";
  const here = isStop ? role === "main" : hovered?.role === role;
  const point = !here ? undefined : isStop ? props.project(hovered.village) : hovered;
  return (
    <div className="map-card-frame" role={role === "main" ? "status" : undefined}>
      {hovered && here && point && (
        <div className="map-card" ref={place(point)}>
          <div className="map-card-body">
            {isStop ? (
              <VillageCard
                village={cardOfListItem(hovered.village)}
                subject={subject}
                language={language}
                byKeyboard
              />
            ) : (
              <PointerCard {...props} hovered={hovered} />
            )}
          </div>
        </div>
      )}
    </div>
  );
}

/** Puts the card at a point, px from the pane's upper left, on the side where there is room. */
const place = (point: { x: number; y: number }) => (card: HTMLElement | null) => {
  const pane = card?.parentElement;
  const body = card?.firstElementChild;
  if (!card || !pane || !body) return;
  card.style.translate = `${point.x}px ${point.y}px`;
  const room = { x: pane.clientWidth - point.x, y: pane.clientHeight - point.y };
  card.toggleAttribute("data-flip-x", room.x < body.clientWidth + MARGIN_PX);
  card.toggleAttribute("data-flip-y", room.y < body.clientHeight + MARGIN_PX);
};

function PointerCard({
  hovered,
  subject,
  changes,
  language,
  operatorNames,
}: HoverCardProps & { hovered: Extract<Hovered, { kind: "pointer" }> }) {
  const text = useMapText();
  const { selection, feature } = hovered;
  const { name, operatorCode, stage, shared, demo } = feature.properties;
  const operator = operatorNames[String(operatorCode)] ?? String(operatorCode);
  if (selection.kind === "village") {
    const village = cardOfTile(feature.properties as unknown as VillageTileProperties);
    const change = changes?.get(selection.id);
    return (
      <VillageCard
        village={village}
        subject={subject}
        language={language}
        byKeyboard={false}
        {...(change && { change })}
      />
    );
  }
  if (selection.kind === "commune") return <LineCard line={String(name)} />;
  const isSite = selection.kind === "site";
  const words = isSite ? SITE_WORDS[String(stage)] : SPAN_WORDS[String(stage)];
  const notes = [
    words && text(words),
    shared === true && text("card.sharedMast"),
    demo === true && text("card.demo"),
  ].filter((note): note is string => Boolean(note));
  return (
    <LineCard
      line={text(isSite ? "card.site" : "card.span", { operator })}
      note={notes.join(" · ")}
    />
  );
}

const SITE_WORDS: Readonly<Record<string, MapWord>> = {
  on_air: "legend.site.on_air",
  under_construction: "legend.site.under_construction",
  planned: "legend.site.planned",
  blocked: "legend.site.blocked",
  off: "legend.site.off",
  unknown: "legend.site.unknown",
};
const SPAN_WORDS: Readonly<Record<string, MapWord>> = {
  in_service: "legend.span.in_service",
  under_construction: "legend.span.under_construction",
  planned: "legend.span.planned",
};

import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { CommuneDetail } from "../../geodata/model/commune-detail.ts";
import { outlineQuery } from "../queries.ts";
import { outlinePath, type Sketch, sketchOf } from "./sketch-projection.ts";

const WIDTH = 320;
const HEIGHT = 260;

/** The commune's land and its thôn, small enough for the sheet. No line is drawn around the land. */
export function CommuneSketch({ detail }: { detail: CommuneDetail }) {
  const { t } = useTranslation();
  const { unit, villages, bbox } = detail;
  const { data: outline } = useQuery(outlineQuery(unit.code, unit.validFrom));
  const [west = 0, south = 0, east = 1, north = 1] = bbox;
  const sketch: Sketch = sketchOf([west, south, east, north], WIDTH, HEIGHT);
  return (
    <figure className="sketch">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t("commune.sketch", { name: unit.name })}
      >
        {outline && <path className="sketch-land" d={outlinePath(outline, sketch)} />}
        {villages.map((village) => (
          <g
            key={village.id}
            className="sketch-village"
            data-class={village.verdicts.mobile}
            transform={`translate(${sketch.x(village.lon)} ${sketch.y(village.lat)})`}
          >
            <circle r={village.verdicts.mobile === "phu_song" ? 3 : 5} />
            {village.verdicts.mobile !== "phu_song" && (
              <text
                x={sketch.x(village.lon) > WIDTH * 0.65 ? -8 : 8}
                y={4}
                textAnchor={sketch.x(village.lon) > WIDTH * 0.65 ? "end" : "start"}
              >
                {village.name}
              </text>
            )}
          </g>
        ))}
      </svg>
      <figcaption className="quiet">{t("commune.sketchNote")}</figcaption>
    </figure>
  );
}

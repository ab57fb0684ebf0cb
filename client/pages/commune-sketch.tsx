import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { CommuneDetail } from "../../geodata/model/commune-detail.ts";
import { outlineQuery } from "../queries.ts";
import { placeLabels } from "./sketch-labels.ts";
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
  const dots = villages.map(({ id, name, lon, lat, verdicts }) => {
    const isCovered = verdicts.mobile === "phu_song";
    return {
      id,
      verdict: verdicts.mobile,
      x: sketch.x(lon),
      y: sketch.y(lat),
      radius: isCovered ? 3 : 5,
      ...(!isCovered && { name }),
    };
  });
  const labels = placeLabels(dots, WIDTH, HEIGHT);
  return (
    <figure className="sketch">
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        role="img"
        aria-label={t("commune.sketch", { name: unit.name })}
      >
        {outline && <path className="sketch-land" d={outlinePath(outline, sketch)} />}
        {dots.map((dot) => {
          const label = labels.get(dot);
          return (
            <g key={dot.id} className="sketch-village" data-class={dot.verdict}>
              <circle cx={dot.x} cy={dot.y} r={dot.radius} />
              {label && (
                <text x={label.x} y={label.y} textAnchor={label.anchor}>
                  {dot.name}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <figcaption className="quiet">{t("commune.sketchNote")}</figcaption>
    </figure>
  );
}

import { useId } from "react";
import { siteIcon } from "./layers/sites.ts";
import type { ClassLook } from "./verdict-classes.ts";

const WIDTH = 24;
const HEIGHT = 16;

/** A class as the map draws it: fill with hatch, dots or ring. */
export function ClassSwatch({ look }: { look: ClassLook }) {
  const pattern = useId();
  return (
    <svg className="map-swatch" width={WIDTH} height={HEIGHT} aria-hidden="true">
      {look.cue === "hatch" && (
        <pattern
          id={pattern}
          width="5.66"
          height="5.66"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="1.25" height="5.66" fill={look.cueColor} />
        </pattern>
      )}
      {look.cue === "dots" && (
        <pattern id={pattern} width="8" height="8" patternUnits="userSpaceOnUse">
          <circle cx="2" cy="2" r="1.05" fill={look.cueColor} />
          <circle cx="6" cy="6" r="1.05" fill={look.cueColor} />
        </pattern>
      )}
      <rect
        x="1"
        y="1"
        width={WIDTH - 2}
        height={HEIGHT - 2}
        fill={look.fill}
        fillOpacity={look.strength ?? 1}
      />
      {look.cue === "ring" && (
        <circle
          cx={WIDTH / 2}
          cy={HEIGHT / 2}
          r="4.6"
          fill={look.fill}
          stroke={look.cueColor}
          strokeWidth="1.4"
        />
      )}
      {(look.cue === "hatch" || look.cue === "dots") && (
        <rect x="1" y="1" width={WIDTH - 2} height={HEIGHT - 2} fill={`url(#${pattern})`} />
      )}
    </svg>
  );
}

/** The ringed marker of a remote thôn. */
export function RingSwatch({ fill, outline }: { fill: string; outline: string }) {
  return (
    <svg className="map-swatch" width={WIDTH} height={HEIGHT} aria-hidden="true">
      <circle cx={WIDTH / 2} cy={HEIGHT / 2} r="6.8" fill="none" stroke={fill} strokeWidth="1.6" />
      <circle
        cx={WIDTH / 2}
        cy={HEIGHT / 2}
        r="3.6"
        fill={fill}
        stroke={outline}
        strokeWidth="1.2"
      />
    </svg>
  );
}

/** A mast on air where there is no room for its triangle. */
export function DotSwatch({ color }: { color: string }) {
  return (
    <svg className="map-swatch" width={WIDTH} height={HEIGHT} aria-hidden="true">
      <circle cx={WIDTH / 2} cy={HEIGHT / 2} r="1.6" fill={color} />
    </svg>
  );
}

interface LineSwatchProps {
  color: string;
  /** Lengths of dash and gap in px; a full line when absent. */
  dashes?: string;
  round?: boolean;
}

export function LineSwatch({ color, dashes, round = false }: LineSwatchProps) {
  return (
    <svg className="map-swatch" width={WIDTH} height={HEIGHT} aria-hidden="true">
      <line
        x1="1.5"
        x2={WIDTH - 1.5}
        y1={HEIGHT / 2}
        y2={HEIGHT / 2}
        stroke={color}
        strokeWidth="2"
        strokeDasharray={dashes}
        strokeLinecap={round ? "round" : "butt"}
      />
    </svg>
  );
}

interface Inks {
  stage: string;
  ink: string;
  paper: string;
  shared?: boolean;
}

const TRIANGLE = "M 0 -5 L 5 5 L -5 5 Z";

/** A site's triangle: full on air, half under construction, hollow planned, crossed off, dotted unknown. */
export function SiteSwatch({ stage, ink, paper, shared = false }: Inks) {
  const places = shared ? [WIDTH / 2 + 3, WIDTH / 2 - 3] : [WIDTH / 2];
  return (
    <svg
      className="map-swatch"
      width={WIDTH}
      height={HEIGHT}
      aria-hidden="true"
      data-icon={siteIcon(stage, shared)}
    >
      {places.map((x) => (
        <g key={x} transform={`translate(${x} ${HEIGHT / 2})`}>
          <path
            d={TRIANGLE}
            fill={stage === "on_air" ? ink : paper}
            stroke={ink}
            strokeWidth="1.4"
          />
          {stage === "under_construction" && (
            <path d="M -3.2 1.4 L 3.2 1.4 L 5 5 L -5 5 Z" fill={ink} />
          )}
          {stage === "blocked" && (
            <path d="M 0 -1.6 L 0 1.6 M 0 2.9 L 0 4.2" stroke={ink} strokeWidth="1.5" />
          )}
          {stage === "unknown" && <circle cy="1.9" r="1.5" fill={ink} />}
          {stage === "off" && <path d="M -2.6 -1 L 2.6 4.4" stroke={ink} strokeWidth="1.4" />}
        </g>
      ))}
    </svg>
  );
}

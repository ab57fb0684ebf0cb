import { useEffect, useState } from "react";
import { CopyButton } from "../parts/copy-button.tsx";
import { vn2000Text, wgs84Text } from "../text/formats.ts";
import type { Language } from "../view.ts";
import { useMapText } from "./map-text.ts";

interface PlaceCardProps {
  /** WGS 84 degrees. */
  place: { lon: number; lat: number };
  language: Language;
  onClose(): void;
}

/** The place pressed in both reference systems, to be copied. */
export function PlaceCard({ place, language, onClose }: PlaceCardProps) {
  const text = useMapText();
  const vn2000 = useVn2000(place);
  const wgs84 = wgs84Text(place.lat, place.lon);
  return (
    <section className="map-place" aria-label={text("place.title")}>
      <Figures system={text("place.wgs84")} figures={wgs84} copy={text("place.copy")} />
      {vn2000 && (
        <Figures
          system={text("place.vn2000")}
          figures={vn2000Text(vn2000.x, vn2000.y, language)}
          copy={text("place.copy")}
        />
      )}
      <button
        type="button"
        className="map-place-close"
        aria-label={text("place.close")}
        title={text("place.close")}
        onClick={onClose}
      >
        <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
          <path d="M2 2l8 8M10 2l-8 8" fill="none" stroke="currentColor" strokeWidth="1.6" />
        </svg>
      </button>
    </section>
  );
}

function Figures({ system, figures, copy }: { system: string; figures: string; copy: string }) {
  return (
    <div>
      <span className="map-place-text">
        <span className="map-place-system">{system}</span>
        <span className="map-place-figures">{figures}</span>
      </span>
      <CopyButton text={() => figures} label={copy} />
    </div>
  );
}

/** X northing and Y easting, m; the projection code comes with the first click, not before. */
function useVn2000({ lon, lat }: PlaceCardProps["place"]): { x: number; y: number } | undefined {
  const [figures, setFigures] = useState<{ x: number; y: number }>();
  useEffect(() => {
    let current = true;
    void import("../../geodata/geometry/vn2000.ts").then(({ toVn2000Tm3 }) => {
      if (current) setFigures(toVn2000Tm3(lon, lat));
    });
    return () => {
      current = false;
    };
  }, [lon, lat]);
  return figures;
}

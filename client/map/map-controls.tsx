import { useMapText } from "./map-text.ts";
import type { ScaleBar } from "./scale-bar.ts";

interface MapControlsProps {
  scale: ScaleBar;
  /** The bar's length in words: "5 km". */
  scaleText: string;
  onZoom(steps: 1 | -1): void;
  onWhole(): void;
}

/** Zoom for those without wheel or pinch, and the scale bar. */
export function MapControls({ scale, scaleText, onZoom, onWhole }: MapControlsProps) {
  const text = useMapText();
  const buttons = [
    ["control.zoomIn", "M6 1v10M1 6h10", () => onZoom(1)],
    ["control.zoomOut", "M1 6h10", () => onZoom(-1)],
    ["control.whole", "M1 4V1h3M8 1h3v3M11 8v3H8M4 11H1V8", onWhole],
  ] as const;
  return (
    <div className="map-controls">
      <div className="map-zoom">
        {buttons.map(([word, path, act]) => (
          <button key={word} type="button" aria-label={text(word)} title={text(word)} onClick={act}>
            <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
              <path d={path} fill="none" stroke="currentColor" strokeWidth="1.6" />
            </svg>
          </button>
        ))}
      </div>
      {scale.widthPx > 0 && (
        <div
          className="map-scale"
          role="img"
          aria-label={text("control.scale", { distance: scaleText })}
        >
          <span aria-hidden="true">{scaleText}</span>
          <span className="map-scale-bar" style={{ width: `${scale.widthPx}px` }} />
        </div>
      )}
    </div>
  );
}

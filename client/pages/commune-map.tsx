import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { unitKey } from "../../geodata/model/administrative-unit.ts";
import type { CommuneDetail } from "../../geodata/model/commune-detail.ts";
import type { PanePicture } from "../map/export-image.ts";
import { fontFaces } from "../map/fonts.ts";
import { MapPane, type PaneHandle } from "../map/map-pane.tsx";
import { useMapText } from "../map/map-text.ts";
import { type ScaleBar, scaleBarAt, scaleText } from "../map/scale-bar.ts";
import { buildStyle } from "../map/style.ts";
import { DEFAULT_VIEW, type Language } from "../view.ts";

const ASSETS = { origin: location.origin, fontFaces: fontFaces(location.href) };
const NO_INSETS = { left: 0, bottom: 0 };
const SCALE_PX = 80;
const nothing = () => undefined;

interface CommuneMapProps {
  detail: CommuneDetail;
  /** Dataset version, part of every tile's address. */
  version: number;
  language: Language;
  /** Shown until the picture is there. */
  children: React.ReactNode;
}

/**
 * The commune as the map shows it, as a picture with scale and north: drawn once, then kept as an
 * image, which prints as it is and holds no graphics context.
 */
export function CommuneMap({ detail, version, language, children }: CommuneMapProps) {
  const { t } = useTranslation();
  const text = useMapText();
  const pane = useRef<PaneHandle>(null);
  const [picture, setPicture] = useState<string>();
  const [failure, setFailure] = useState(false);
  const { unit, bbox, asOf, rule, epoch } = detail;
  const style = useMemo(
    () =>
      buildStyle(
        { ...DEFAULT_VIEW, selection: { kind: "commune", id: unitKey(unit) } },
        // Light, for it goes on paper.
        {
          version,
          rule,
          asOf,
          epoch,
          colourScheme: "light",
          language,
          reducedMotion: true,
          demo: false,
        },
        ASSETS,
      ),
    [unit, version, rule, asOf, epoch, language],
  );
  const take = async () => {
    await pane.current?.drawn();
    const drawn = await pane.current?.picture();
    const camera = pane.current?.camera();
    if (!drawn || !camera) return;
    await document.fonts.ready;
    drawScaleAndNorth(drawn, scaleBarAt(camera.lat, camera.zoom, SCALE_PX), text("picture.north"));
    setPicture(drawn.canvas.toDataURL("image/png"));
  };
  const [west = 0, south = 0, east = 1, north = 1] = bbox;
  if (failure) return children;
  return (
    <figure className="sketch commune-map">
      <div className="commune-map-frame">
        {picture ? (
          <img
            src={picture}
            alt={t("commune.sketch", { name: unit.name })}
            className="commune-map-picture"
          />
        ) : (
          <>
            {children}
            <div className="commune-map-darkroom" aria-hidden="true" inert>
              <MapPane
                ref={pane}
                style={style}
                pictureKey=""
                start={[west, south, east, north]}
                inHash={false}
                insets={NO_INSETS}
                label=""
                reducedMotion
                isOverFeature={false}
                isStill
                onReady={() => void take()}
                onClick={nothing}
                onPoint={nothing}
                onMove={nothing}
                onKey={nothing}
                onVersionGone={nothing}
                onFailing={setFailure}
              />
            </div>
          </>
        )}
      </div>
      {picture && <figcaption className="quiet">{t("commune.mapNote")}</figcaption>}
    </figure>
  );
}

const INK = "#1f1e1b";
const PAPER = "rgb(255 255 255 / 78%)";
const EDGE_PX = 6;

/** Part of the picture, so that both stay true at whatever size it is shown. */
function drawScaleAndNorth(
  { canvas, widthPx, heightPx }: PanePicture,
  scale: ScaleBar,
  north: string,
) {
  const paint = canvas.getContext("2d");
  if (!paint) return;
  paint.scale(canvas.width / widthPx, canvas.height / heightPx);
  paint.font = '600 11px "Be Vietnam Pro", sans-serif';
  paint.textAlign = "center";
  const [x, top] = [widthPx - EDGE_PX - 10, EDGE_PX];
  paint.fillStyle = PAPER;
  paint.fillRect(x - 10, top, 20, 34);
  const right = widthPx - EDGE_PX - 4;
  const bottom = heightPx - EDGE_PX - 5;
  paint.fillRect(right - scale.widthPx - 4, bottom - 20, scale.widthPx + 8, 25);
  paint.fillStyle = INK;
  paint.fillText(north, x, top + 11);
  paint.beginPath();
  for (const [dx, dy] of [
    [0, 14],
    [5, 31],
    [0, 27],
    [-5, 31],
  ] as const)
    paint.lineTo(x + dx, top + dy);
  paint.fill();
  paint.fillText(scaleText(scale), right - scale.widthPx / 2, bottom - 8);
  paint.strokeStyle = INK;
  paint.lineWidth = 1.5;
  paint.beginPath();
  paint.moveTo(right - scale.widthPx, bottom - 5);
  paint.lineTo(right - scale.widthPx, bottom);
  paint.lineTo(right, bottom);
  paint.lineTo(right, bottom - 5);
  paint.stroke();
}

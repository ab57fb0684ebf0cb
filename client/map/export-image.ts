import { encode } from "uqr";
import type { ScaleBar } from "./scale-bar.ts";
import type { ClassLook } from "./verdict-classes.ts";

/** What one map shows, drawn finer than the screen for paper and enlarging. */
export interface PanePicture {
  canvas: HTMLCanvasElement;
  /** Its size on the screen, CSS px. */
  widthPx: number;
  heightPx: number;
}

/** Everything that the picture of the map shows beside the map. */
export interface Picture {
  /** The maps, left to right; two when days are compared. */
  panes: readonly (PanePicture & { caption?: string })[];
  title: string;
  /** Day, rule, operator: one line each. */
  lines: readonly string[];
  legend: readonly { look: ClassLook; word: string; count: string }[];
  /** Masts and cables that are drawn, as the legend names them. */
  signs: readonly Sign[];
  /** Said above the legend: of which day its counts are, where two are shown. */
  legendNote?: string;
  scale: ScaleBar & { text: string };
  /** Source and reservations, one line each. */
  notes: readonly string[];
  /** The mark of demonstration data; absent where all rows are real. */
  demo?: string;
  /** Address of the same view, drawn as a QR code with these words beside it. */
  link: string;
  linkText: string;
  /** Letter of north. */
  north: string;
}

/** A sign of the network and its word. */
export interface Sign {
  kind: "dot" | "triangle" | "line";
  color: string;
  /** A full triangle is on air; a line without dashes is in service. */
  isFull: boolean;
  word: string;
}

const PAPER = "#FFFFFF";
const INK = "#1F1E1B";
const FAINT = "#5C574D";
const MARK = "#9B1C31";
const FONT = '"Be Vietnam Pro", sans-serif';
/** CSS px. */
const MARGIN = 24;
const TITLE_PX = 22;
const TEXT_PX = 13;
const LINE = 20;
const QR_PX = 104;
const SWATCH = { width: 26, height: 16 };

/** Draws the picture on white paper and returns it as PNG. */
export async function exportImage(picture: Picture): Promise<Blob> {
  const [first] = picture.panes;
  if (!first) throw new Error("There is no map to draw");
  const ratio = first.canvas.width / first.widthPx;
  const gap = picture.panes.length > 1 ? 12 : 0;
  const paneWidths = picture.panes.map(({ widthPx }) => widthPx);
  const mapWidth =
    paneWidths.reduce((sum, width) => sum + width, 0) + gap * (paneWidths.length - 1);
  const mapHeight = Math.max(...picture.panes.map(({ heightPx }) => heightPx));
  const width = Math.max(mapWidth, 560) + 2 * MARGIN;
  const markHeight = picture.demo ? 30 : 0;
  const headHeight = MARGIN + TITLE_PX + 10 + picture.lines.length * LINE + 6;
  const legendHeight =
    (picture.legend.length + picture.signs.length + (picture.legendNote ? 1 : 0)) * LINE;
  const canvas = document.createElement("canvas");
  const paint = canvas.getContext("2d");
  if (!paint) throw new Error("This browser has no canvas to draw on");
  paint.font = `${TEXT_PX}px ${FONT}`;
  const legendWidth = Math.max(
    paint.measureText(picture.legendNote ?? "").width,
    ...[...picture.legend.map(legendText), ...picture.signs.map(({ word }) => word)].map(
      (words) => paint.measureText(words).width + SWATCH.width + 10,
    ),
  );
  const notesLeft = MARGIN + Math.min(legendWidth + 32, width / 2);
  const notesWidth = width - notesLeft - MARGIN - QR_PX - 24;
  const notes = picture.notes.flatMap((note) => wrapped(paint, note, notesWidth));
  const footHeight = Math.max(legendHeight, QR_PX + LINE, 44 + notes.length * LINE) + MARGIN;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(
    (markHeight + headHeight + mapHeight + MARGIN / 2 + footHeight) * ratio,
  );
  paint.scale(ratio, ratio);
  paint.fillStyle = PAPER;
  paint.fillRect(0, 0, canvas.width, canvas.height);
  paint.textBaseline = "alphabetic";

  if (picture.demo) drawMark(paint, picture.demo, width, markHeight);
  drawHead(paint, picture, markHeight + MARGIN + TITLE_PX - 4);
  const mapTop = markHeight + headHeight;
  let left = MARGIN;
  for (const [index, pane] of picture.panes.entries()) {
    const paneWidth = paneWidths[index] as number;
    paint.drawImage(pane.canvas, left, mapTop, paneWidth, pane.heightPx);
    paint.strokeStyle = FAINT;
    paint.lineWidth = 1;
    paint.strokeRect(left + 0.5, mapTop + 0.5, paneWidth - 1, pane.heightPx - 1);
    if (pane.caption) drawCaption(paint, pane.caption, left, mapTop);
    drawNorth(paint, picture.north, left + paneWidth - 26, mapTop + 14);
    left += paneWidth + gap;
  }
  const footTop = mapTop + mapHeight + MARGIN / 2;
  drawLegend(paint, picture, footTop);
  drawScale(paint, picture.scale, notesLeft, footTop);
  paint.font = `${TEXT_PX}px ${FONT}`;
  paint.fillStyle = FAINT;
  for (const [index, note] of notes.entries())
    paint.fillText(note, notesLeft, footTop + 58 + index * LINE);
  drawQr(paint, picture, width - MARGIN - QR_PX, footTop);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error("The picture could not be encoded"))),
      "image/png",
    );
  });
}

/** Lines of at most `widthPx` in the current font, broken between words. */
function wrapped(
  paint: Pick<CanvasRenderingContext2D, "measureText">,
  text: string,
  widthPx: number,
): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && paint.measureText(`${last} ${word}`).width <= widthPx)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

function drawMark(paint: CanvasRenderingContext2D, demo: string, width: number, height: number) {
  paint.fillStyle = MARK;
  paint.fillRect(0, 0, width, height);
  paint.fillStyle = PAPER;
  paint.font = `600 14px ${FONT}`;
  paint.fillText(demo, MARGIN, height - 10);
}

function drawHead(paint: CanvasRenderingContext2D, picture: Picture, baseline: number) {
  paint.fillStyle = INK;
  paint.font = `600 ${TITLE_PX}px ${FONT}`;
  paint.fillText(picture.title, MARGIN, baseline);
  paint.font = `${TEXT_PX}px ${FONT}`;
  paint.fillStyle = FAINT;
  for (const [index, line] of picture.lines.entries())
    paint.fillText(line, MARGIN, baseline + 6 + (index + 1) * LINE);
}

function drawCaption(paint: CanvasRenderingContext2D, caption: string, left: number, top: number) {
  paint.font = `600 ${TEXT_PX}px ${FONT}`;
  const { width } = paint.measureText(caption);
  paint.fillStyle = PAPER;
  paint.fillRect(left + 10, top + 10, width + 16, 26);
  paint.fillStyle = INK;
  paint.fillText(caption, left + 18, top + 28);
}

function drawNorth(paint: CanvasRenderingContext2D, letter: string, x: number, top: number) {
  paint.fillStyle = PAPER;
  paint.fillRect(x - 13, top - 4, 26, 42);
  paint.fillStyle = INK;
  paint.beginPath();
  paint.moveTo(x, top);
  paint.lineTo(x + 6, top + 18);
  paint.lineTo(x, top + 13);
  paint.lineTo(x - 6, top + 18);
  paint.closePath();
  paint.fill();
  paint.font = `600 12px ${FONT}`;
  paint.textAlign = "center";
  paint.fillText(letter, x, top + 32);
  paint.textAlign = "left";
}

const legendText = ({ word, count }: Picture["legend"][number]) => `${word}: ${count}`;

function drawLegend(
  paint: CanvasRenderingContext2D,
  { legend, legendNote, signs }: Picture,
  top: number,
) {
  paint.font = `${TEXT_PX}px ${FONT}`;
  if (legendNote) {
    paint.fillStyle = FAINT;
    paint.fillText(legendNote, MARGIN, top + 13);
  }
  for (const [index, row] of legend.entries()) {
    const y = top + (index + (legendNote ? 1 : 0)) * LINE;
    drawSwatch(paint, row.look, MARGIN, y);
    paint.fillStyle = INK;
    paint.fillText(legendText(row), MARGIN + SWATCH.width + 10, y + 13);
  }
  const below = top + (legend.length + (legendNote ? 1 : 0)) * LINE;
  for (const [index, sign] of signs.entries()) {
    const y = below + index * LINE;
    drawSign(paint, sign, MARGIN + SWATCH.width / 2, y + SWATCH.height / 2);
    paint.fillStyle = INK;
    paint.fillText(sign.word, MARGIN + SWATCH.width + 10, y + 13);
  }
}

function drawSign(
  paint: CanvasRenderingContext2D,
  { kind, color, isFull }: Sign,
  x: number,
  y: number,
) {
  paint.strokeStyle = color;
  paint.fillStyle = color;
  paint.lineWidth = 1.6;
  paint.beginPath();
  if (kind === "line") {
    paint.setLineDash(isFull ? [] : [5, 3]);
    paint.moveTo(x - SWATCH.width / 2, y);
    paint.lineTo(x + SWATCH.width / 2, y);
    paint.stroke();
    paint.setLineDash([]);
    return;
  }
  if (kind === "dot") paint.arc(x, y, 2, 0, 2 * Math.PI);
  else {
    paint.moveTo(x, y - 5);
    paint.lineTo(x + 5, y + 5);
    paint.lineTo(x - 5, y + 5);
    paint.closePath();
  }
  if (isFull) paint.fill();
  else paint.stroke();
}

/** The same fill and second cue as on the map. */
function drawSwatch(paint: CanvasRenderingContext2D, look: ClassLook, left: number, top: number) {
  const { width, height } = SWATCH;
  paint.save();
  paint.beginPath();
  paint.rect(left, top, width, height);
  paint.clip();
  paint.fillStyle = look.fill;
  paint.globalAlpha = look.strength ?? 1;
  paint.fillRect(left, top, width, height);
  paint.globalAlpha = 1;
  paint.strokeStyle = look.cueColor ?? look.fill;
  paint.fillStyle = look.cueColor ?? look.fill;
  if (look.cue === "hatch") {
    paint.lineWidth = 1.25;
    for (let x = left - height; x < left + width + height; x += 8) {
      paint.beginPath();
      paint.moveTo(x, top + height);
      paint.lineTo(x + height, top);
      paint.stroke();
    }
  }
  if (look.cue === "dots")
    for (let x = 2; x < width; x += 4)
      for (let y = x % 8 === 2 ? 2 : 6; y < height; y += 8) {
        paint.beginPath();
        paint.arc(left + x, top + y, 1.05, 0, 2 * Math.PI);
        paint.fill();
      }
  paint.restore();
  if (look.cue !== "ring") return;
  paint.fillStyle = look.fill;
  paint.strokeStyle = look.cueColor ?? look.fill;
  paint.lineWidth = 1.4;
  paint.beginPath();
  paint.arc(left + width / 2, top + height / 2, 4.6, 0, 2 * Math.PI);
  paint.fill();
  paint.stroke();
}

function drawScale(
  paint: CanvasRenderingContext2D,
  { widthPx, text }: Picture["scale"],
  left: number,
  top: number,
) {
  paint.strokeStyle = INK;
  paint.lineWidth = 1.5;
  paint.beginPath();
  paint.moveTo(left, top + 4);
  paint.lineTo(left, top + 12);
  paint.lineTo(left + widthPx, top + 12);
  paint.lineTo(left + widthPx, top + 4);
  paint.stroke();
  paint.fillStyle = INK;
  paint.font = `${TEXT_PX}px ${FONT}`;
  paint.fillText(text, left, top + 30);
}

function drawQr(paint: CanvasRenderingContext2D, picture: Picture, left: number, top: number) {
  const { data, size } = encode(picture.link, { ecc: "M", border: 2 });
  const cell = QR_PX / size;
  paint.fillStyle = "#000000";
  // A hair wider than a cell: no light seams between dark ones at any device ratio.
  for (const [row, cells] of data.entries())
    for (const [column, isDark] of cells.entries())
      if (isDark) paint.fillRect(left + column * cell, top + row * cell, cell + 0.2, cell + 0.2);
  paint.fillStyle = FAINT;
  paint.font = `11px ${FONT}`;
  paint.textAlign = "right";
  paint.fillText(picture.linkText, left + QR_PX, top + QR_PX + 14);
  paint.textAlign = "left";
}

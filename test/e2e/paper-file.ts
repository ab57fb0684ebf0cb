import { inflateSync } from "node:zlib";

export interface PaperFacts {
  /** Each page's width and height, mm. */
  pagesMm: { width: number; height: number }[];
  /** How often its content puts words on the paper. */
  textRuns: number;
  /** Pictures of more than a thumbnail's size. */
  pictures: number;
}

/** Smaller ones are icons or patterns, px. */
const THUMBNAIL_PX = 300;
const MM_PER_POINT = 25.4 / 72;

/** Sheets and words of a PDF as Chromium writes it: page objects in the open, content deflated. */
export function readPaper(pdf: Buffer): PaperFacts {
  const text = pdf.toString("latin1");
  if (!text.startsWith("%PDF-")) throw new Error("Not a PDF");
  const boxes = text.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g);
  const pagesMm = [...boxes].map(([, width, height]) => ({
    width: Number(width) * MM_PER_POINT,
    height: Number(height) * MM_PER_POINT,
  }));
  let textRuns = 0;
  for (const { 1: length, index, 0: head } of text.matchAll(
    /\/Length (\d+)[^>]*>>\s*stream\r?\n/g,
  )) {
    const start = index + head.length;
    const content = inflated(pdf.subarray(start, start + Number(length)));
    textRuns += content.match(/\bT[jJ]\b/g)?.length ?? 0;
  }
  const pictures = [...text.matchAll(/<<[^<>]*\/Subtype \/Image[^<>]*>>/g)].filter(
    ([dictionary]) => Number(/\/Width (\d+)/.exec(dictionary)?.[1]) > THUMBNAIL_PX,
  ).length;
  return { pagesMm, textRuns, pictures };
}

/** Empty for what is no deflated text: fonts and pictures are stored otherwise. */
function inflated(bytes: Buffer): string {
  try {
    return inflateSync(bytes).toString("latin1");
  } catch (error) {
    if (error instanceof Error && "code" in error && String(error.code).startsWith("Z_")) return "";
    throw error;
  }
}

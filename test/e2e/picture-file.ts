import type { Browser, Page } from "playwright-core";

export interface PictureFacts {
  width: number;
  height: number;
  /** How many colours it has, of 32,768 that are told apart. */
  colours: number;
  /** Of the upper left corner, 0 to 255. */
  corner: { red: number; green: number; blue: number };
}

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

export function isPng(bytes: Buffer): boolean {
  return bytes.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE);
}

let easel: Page | undefined;

/** Decodes a PNG with the browser's own decoder, on a page of nobody's. */
export async function lookAt(browser: Browser, bytes: Buffer): Promise<PictureFacts> {
  if (easel === undefined || easel.isClosed()) easel = await browser.newPage();
  return easel.evaluate(async (base64) => {
    const blob = await (await fetch(`data:image/png;base64,${base64}`)).blob();
    const image = await createImageBitmap(blob);
    const paint = new OffscreenCanvas(image.width, image.height).getContext("2d");
    if (!paint) throw new Error("No canvas to draw on");
    paint.drawImage(image, 0, 0);
    const { data } = paint.getImageData(0, 0, image.width, image.height);
    const seen = new Uint8Array(32_768);
    for (let at = 0; at < data.length; at += 4) {
      const [red = 0, green = 0, blue = 0] = [data[at], data[at + 1], data[at + 2]];
      seen[((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3)] = 1;
    }
    return {
      width: image.width,
      height: image.height,
      colours: seen.reduce((sum, one) => sum + one, 0),
      corner: { red: data[0] ?? 0, green: data[1] ?? 0, blue: data[2] ?? 0 },
    };
  }, bytes.toString("base64"));
}

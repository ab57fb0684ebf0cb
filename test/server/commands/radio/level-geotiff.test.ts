import fc from "fast-check";
import { fromArrayBuffer } from "geotiff";
import { expect, test } from "vitest";
import { levelGeotiff } from "../../../../server/commands/radio/level-geotiff.ts";

const madeAt = new Date("2026-11-26T07:30:15.250Z");
const meaning = {
  band: "RSRP – minh họa",
  description: "Một mô tả",
  software: "Sóng Thôn 1.2.3",
  madeAt,
  items: [
    ["ANTENNA", '<Kathrein & "Söhne">\u0000'],
    ["EIRP_DBM", "61"],
  ] as const,
};
const pixelsOf = (columns: number, rows: number) => ({
  originEastingM: 600_015,
  originNorthingM: 2_400_015,
  cellSizeM: 30,
  columns,
  rows,
});

/** Levels with holes, the same for the same seed. */
function levels(columns: number, rows: number, seed: number): Float32Array {
  let state = seed | 0;
  return Float32Array.from({ length: columns * rows }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return (state & 0x70) === 0 ? NaN : -150 + 120 * ((state >>> 8) / 2 ** 24);
  });
}

async function opened(bytes: Uint8Array) {
  const tiff = await fromArrayBuffer(bytes.slice().buffer);
  const images = await Promise.all(
    Array.from({ length: await tiff.getImageCount() }, (_, i) => tiff.getImage(i)),
  );
  const read = async (level: number) =>
    (await images[level]!.readRasters({ interleave: true })) as Float32Array;
  return { images, read };
}

test("what is written is read again to the last bit, at any size, by another library", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom([1, 1], [2, 3], [41, 41], [255, 257], [256, 256], [513, 300]),
      fc.nat(),
      async ([columns = 1, rows = 1], seed) => {
        const levelDbm = levels(columns, rows, seed);
        const { images, read } = await opened(
          levelGeotiff(pixelsOf(columns, rows), levelDbm, meaning),
        );
        expect([images[0]!.getWidth(), images[0]!.getHeight()]).toEqual([columns, rows]);
        const nodata = levelDbm.map((level) => (Number.isNaN(level) ? -9999 : level));
        expect(Buffer.from((await read(0)).buffer)).toEqual(Buffer.from(nodata.buffer));
      },
    ),
    { numRuns: 15, interruptAfterTimeLimit: 10_000, markInterruptAsFailure: true },
  );
});

test("it is little-endian, in tiles of 256, directories first, overviews before the raster", async () => {
  const bytes = levelGeotiff(pixelsOf(700, 600), levels(700, 600, 4), meaning);
  expect([...bytes.subarray(0, 4)]).toEqual([0x49, 0x49, 42, 0]);
  const { images } = await opened(bytes);
  const sizes = images.map((image) => [image.getWidth(), image.getHeight()]);
  expect(sizes).toEqual([
    [700, 600],
    [350, 300],
    [175, 150],
  ]);
  const starts: number[][] = [];
  for (const image of images) {
    expect([image.getTileWidth(), image.getTileHeight(), image.isTiled]).toEqual([256, 256, true]);
    starts.push(
      Array.from((await image.fileDirectory.loadValue("TileOffsets")) as ArrayLike<number>),
    );
  }
  expect(starts[0]).toHaveLength(9);
  expect(Math.max(...starts[2]!)).toBeLessThan(Math.min(...starts[1]!));
  expect(Math.max(...starts[1]!)).toBeLessThan(Math.min(...starts[0]!));
});

test("an overview is the mean of what is computed, nodata only where nothing is", async () => {
  const levelDbm = Float32Array.of(
    ...[-80, -90, NaN, NaN, -70],
    ...[NaN, -100, NaN, NaN, NaN],
    ...[-60, NaN, -50, -51, NaN],
  );
  const { read } = await opened(levelGeotiff(pixelsOf(5, 3), levelDbm, meaning));
  expect([...(await read(1))]).toEqual([-90, -9999, -70, -60, -50.5, -9999]);
});

test("it says what it is: band, unit, items, day, place", async () => {
  const { images } = await opened(levelGeotiff(pixelsOf(3, 3), levels(3, 3, 1), meaning));
  const [image] = images;
  expect(await image!.getGDALMetadata(0)).toMatchObject({
    DESCRIPTION: "RSRP – minh họa",
    UNITTYPE: "dBm",
  });
  const directory = image!.fileDirectory;
  expect(await directory.loadValue("GDAL_METADATA")).toContain(
    '<Item name="ANTENNA">&lt;Kathrein &amp; &quot;Söhne&quot;&gt;</Item>',
  );
  expect(await directory.loadValue("DateTime")).toContain("2026:11:26 07:30:15");
  expect(await directory.loadValue("ImageDescription")).toContain("Một mô tả");
  expect(await directory.loadValue("Software")).toContain("Sóng Thôn 1.2.3");
  expect(image!.getGDALNoData()).toBe(-9999);
  expect(image!.getGeoKeys()).toMatchObject({
    ProjectedCSTypeGeoKey: 32648,
    GTRasterTypeGeoKey: 1,
  });
  expect(image!.getBoundingBox()).toEqual([600_000, 2_399_940, 600_090, 2_400_030]);
});

import { expect, test } from "vitest";
import type { Bbox } from "../../../../geodata/model/geojson.ts";
import { readTerrainRequest } from "../../../../server/commands/terrain/terrain-request.ts";

const BOX: Bbox = [106.5, 21.6, 107.2, 22.2];

test.each([
  [["a.tif", "--resolution", "0"], /--resolution nhận được 0; cần số mét từ 1 đến 1000/],
  [["a.tif", "--resolution", "fine"], /--resolution nhận được fine/],
  [["a.tif", "--resolution", "1"], /cần không quá 64000000/],
  [
    ["a.tif", "--bounds", "107,21,106,22"],
    /--bounds nhận được 107,21,106,22; cần tây,nam,đông,bắc/,
  ],
  [["a.tif", "--bounds", "106,21,,22"], /--bounds nhận được 106,21,,22/],
  [["a.tif", "--bounds", "106,21,107,22,1"], /--bounds nhận được/],
  [["a.tif", "--bounds", "10,50,11,51"], /múi UTM 48/],
  [["a.tif", "--crs", "EPSG:1"], /--crs nhận được “EPSG:1”; cần mã EPSG/],
  [["a.tif", "--reset"], /--reset không đi cùng tệp nào/],
  [["--source", "x"], /Chưa có tệp nào/],
  [["--depth", "3"], /depth/],
])("%j is refused with what was got and what is wanted", (args, sentence) => {
  expect(() => readTerrainRequest(args, BOX)).toThrow(sentence);
});

test("files, grid, source and system of an import; nothing else asked shows what there is", () => {
  expect(readTerrainRequest([], BOX)).toEqual({ kind: "show" });
  expect(readTerrainRequest(["--reset"], BOX)).toEqual({ kind: "reset" });
  const request = readTerrainRequest(
    ["a.tif", "b.hgt", "--source", "x", "--crs", "epsg:32648", "--bounds=106.8,21.8,106.9,21.9"],
    BOX,
  );
  expect(request).toMatchObject({
    kind: "import",
    paths: ["a.tif", "b.hgt"],
    source: "x",
    acceptsDoubts: false,
    assumed: { name: "epsg:32648", crs: "EPSG:32648" },
    grid: { cellSizeM: 30 },
  });
  expect(readTerrainRequest(["a.tif", "--accept-doubts"], BOX)).toMatchObject({
    acceptsDoubts: true,
  });
});

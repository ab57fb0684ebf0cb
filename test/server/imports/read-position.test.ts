import { expect, test } from "vitest";
import type { ImportRequest } from "../../../server/imports/import-file.ts";
import { errorsOf, importText, openSmallDistrict } from "./small-district.ts";

/** Within the small district. */
const LON = 106.9;
const LAT = 21.93;

async function imported(text: string, request: Partial<ImportRequest> = {}) {
  const store = await openSmallDistrict();
  const outcome = await importText(store, "villages", text, request);
  const village = (await store.rows("villages")).find(({ name }) => name === "Thôn Mới");
  return {
    outcome,
    village,
    messages: outcome.problems.map(({ message }) => message ?? "").join(),
  };
}

test.each([
  ["toa_do", `"21°55'48""N 106°54'00""E"`],
  ["toa_do", '"(21.93, 106.9)"'],
  ["toa_do", '"106.9, 21.93"'],
  ["Vị trí (lat, lon)", '"21.93 106.9 350.0 4.8"'],
  ["WKT", "POINT Z (106.9 21.93 12)"],
  ["the_geom", '"SRID=4326;POINT(106.9 21.93)"'],
  ["geometry", '"{""type"":""MultiPoint"",""coordinates"":[[""106,9"",""21,93""]]}"'],
  ["geom", '"SRID=4756;POINT(106.898107 21.930994)"'],
  ["_latitude;_longitude", "21.93;106.9"],
  ["gps-Latitude;gps-Longitude", "21.93;106.9"],
  ["_diem_gps_latitude;_diem_gps_longitude", "21,93;106,9"],
  ["nhom/vi_do;nhom/kinh_do", "21.93;106.9"],
  ["kinh_do;vi_do;he_toa_do", "106.898107;21.930994;VN-2000"],
])("%s of %s is the place", async (heading, cell) => {
  const { village } = await imported(`ten_thon;xa;${heading}\nThôn Mới;Cao Lâu;${cell}\n`);
  expect(village?.lon).toBeCloseTo(LON, 4);
  expect(village?.lat).toBeCloseTo(LAT, 4);
});

test.each([
  ["kinh_do;vi_do;crs", "106.9;21.93;EPSG:3857", "unknown_word"],
  ["kinh_do;vi_do;crs", "106.9;21.93;EPSG:9215", "unknown_word"],
  ["y;x;crs", "463743;2425931;EPSG:4326", "unknown_word"],
  ["wkt", '"SRID=27700;POINT(106.9 21.93)"', "unknown_word"],
  ["wkt;crs", '"SRID=4326;POINT(106.9 21.93)";VN-2000', "unknown_word"],
  ["wkt", '"MULTIPOINT (106.9 21.93, 106.8 21.9)"', "bad_geometry"],
  ["wkt", '"LINESTRING (106.9 21.93, 106.8 21.9)"', "bad_geometry"],
  ["kinh_do;vi_do", "21.93;106.9", "swapped_coordinates"],
  ["kinh_do;vi_do", "N 21°55';E 106°54'", "swapped_coordinates"],
  ["toa_do", "không rõ", "not_a_number"],
])("%s of %s is refused, not guessed", async (heading, cell, code) => {
  const { outcome, village } = await imported(`ten_thon;xa;${heading}\nThôn Mới;Cao Lâu;${cell}\n`);
  expect(village).toBeUndefined();
  expect(errorsOf(outcome).map(([given]) => given)).toContain(code);
});

test("which grid metres were taken for is said", async () => {
  const { village, messages } = await imported(
    "ten_thon;xa;x;y\nThôn Mới;Cao Lâu;2425931;463743\n",
  );
  expect(village?.lon).toBeCloseTo(LON, 2);
  expect(messages).toContain("EPSG:9215");
});

test("a column that looks like coordinates is named where none is found", async () => {
  const { outcome } = await imported("ten_thon;xa;lat_cu;lon_cu\nThôn Mới;Cao Lâu;21.93;106.9\n");
  expect(outcome.problems[0]?.suggestion).toMatch(/lat_cu, lon_cu.*--map lat=/);
});

test("a heading that is nearly a known one is named with its --map", async () => {
  const { outcome } = await imported("ten_thon_x;xa;toa_do\nThôn Mới;Cao Lâu;1\n");
  expect(outcome.refusedFile?.suggestion).toContain("--map name=ten_thon_x");
});

test("columns count where a geometry stands elsewhere, and that is said", async () => {
  const { village, messages } = await imported(
    '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"ten_thon":"Thôn Mới","xa":"Cao Lâu","kinh_do":106.9,"vi_do":21.93},"geometry":{"type":"Point","coordinates":[106.91,21.93]}}]}',
  );
  expect(village).toMatchObject({ lon: LON, lat: LAT });
  expect(messages).toMatch(/hình \(điểm\) cách tọa độ trong cột 1\.03\d m/);
});

test("a fraction of JSON is no thousand, whatever a sheet would mean by it", async () => {
  const { outcome } = await imported(
    '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"ten_thon":"Thôn Mới","xa":"Cao Lâu","so_ho":1.234},"geometry":{"type":"Point","coordinates":[106.9,21.93]}}]}',
  );
  expect(errorsOf(outcome)).toEqual([["not_a_number", 1, "so_ho"]]);
});

test("an outline that crosses itself is taken with a warning, one in knots is refused", async () => {
  const bow = await imported(
    '"ten_thon";xa;wkt\nThôn Mới;Cao Lâu;"POLYGON((106.9 21.93,106.91 21.94,106.91 21.93,106.9 21.94,106.9 21.93))"\n',
  );
  expect(bow.village).toBeDefined();
  expect(bow.messages).toMatch(/tự cắt ở 1 chỗ, chỗ đầu gần 106,905; 21,935/);
  const ring = Array.from({ length: 202 }, (_, index) => {
    const angle = (2 * Math.PI * index * 100) / 201;
    return `${106.9 + 0.01 * Math.cos(angle)} ${21.93 + 0.01 * Math.sin(angle)}`;
  });
  const star = await imported(`ten_thon;xa;wkt\nThôn Mới;Cao Lâu;"POLYGON((${ring.join()}))"\n`);
  expect(star.village).toBeUndefined();
  expect(star.messages).toContain("tự cắt ở hơn 100 chỗ");
});

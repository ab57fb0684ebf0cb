import type { AdministrativeUnit } from "../../geodata/model/administrative-unit.ts";
import type { Organisation } from "../../geodata/model/organisation.ts";
import { type DatasetFile, geoJsonRows, jsonRows, OWN_DATA } from "./dataset-file.ts";
import type { Geography } from "./geography.ts";
import { UNITS_2023_FROM } from "./units/units.ts";

const MADE_BY = "npm run data (scripts/make-dataset.ts)";
const GEONAMES = "GeoNames, CC BY 4.0";
const FACTS = "Bảng dữ kiện geodata/datasets/facts";
const CRS = "EPSG:4326 (WGS 84), kinh độ rồi vĩ độ";
const BUILT_FROM_FACTS = `${OWN_DATA}; mã, tên và số liệu công khai theo nguồn ghi trong bảng`;

/** The files of the land, in the order in which the catalogue lists them. */
export function geographyFiles(
  geography: Geography,
  organisations: readonly Organisation[],
): DatasetFile[] {
  const common = { dataSource: "demo", madeBy: MADE_BY, crs: CRS } as const;
  return [
    {
      ...common,
      file: "communes-2023.geojson",
      title: { vi: "22 xã, thị trấn trước 01/7/2025", en: "The 22 communes before 2025-07-01" },
      source: `${FACTS}: communes-2023.csv, commune-lattice-2023.csv. Có hiệu lực từ ${UNITS_2023_FROM}, ngày đầu theo Nghị quyết 818/NQ-UBTVQH14 (21/11/2019). Ranh giới gần đúng, không có giá trị pháp lý`,
      licence: BUILT_FROM_FACTS,
      date: "2023",
      rows: geography.communes2023.length,
      bytes: geoJsonRows(geography.communes2023, unitId),
    },
    {
      ...common,
      file: "communes-2025.geojson",
      title: { vi: "8 xã, phường từ 01/7/2025", en: "The 8 communes since 2025-07-01" },
      source: `${FACTS}: communes-2025.csv, crosswalk-2023-2025.csv. Hợp của các xã cũ; bốn đơn vị chỉ vẽ phần thuộc huyện Cao Lộc trước 01/7/2025`,
      licence: BUILT_FROM_FACTS,
      date: "2025-07-01",
      rows: geography.communes2025.length,
      bytes: geoJsonRows(geography.communes2025, unitId),
    },
    {
      ...common,
      dataSource: "real",
      file: "crosswalk.json",
      title: {
        vi: "Xã cũ thuộc về xã mới nào",
        en: "Which commune of 2025 each old one went into",
      },
      source: `${FACTS}: crosswalk-2023-2025.csv`,
      licence: "Số liệu công khai của Nhà nước",
      date: "2025-07-01",
      crs: "không có",
      rows: geography.crosswalk.length,
      bytes: jsonRows(geography.crosswalk),
    },
    {
      ...common,
      file: "villages.json",
      title: { vi: "175 thôn, bản, khu", en: "The 175 villages" },
      source: `${FACTS}: villages.csv (tên; ${GEONAMES}), communes-2023.csv (số thôn, số hộ, dân số theo xã). Từng dòng ghi phần nào là thật, phần nào sinh tự động`,
      licence: `Tên và vị trí có thật: ${GEONAMES} và nguồn ghi ở từng dòng; còn lại: ${OWN_DATA}`,
      date: "2023",
      rows: geography.villages.length,
      bytes: jsonRows(geography.villages),
    },
    {
      ...common,
      file: "village-areas.json",
      title: { vi: "Vùng đất tô màu của từng thôn", en: "The land shaded for each village" },
      source: "Đa giác Voronoi quanh tâm thôn, cắt theo ranh giới gần đúng của xã năm 2023",
      licence: OWN_DATA,
      date: "2023",
      rows: geography.villageAreas.length,
      bytes: jsonRows(geography.villageAreas),
    },
    {
      ...common,
      file: "terrain.json",
      title: { vi: "Tiêu đề lưới độ cao", en: "Header of the height grid" },
      source: geography.terrain.header.source,
      licence: `Điểm độ cao: ${GEONAMES}; còn lại: ${OWN_DATA}`,
      date: "2023",
      rows: 1,
      bytes: new TextEncoder().encode(
        `${JSON.stringify({ file: "terrain.i16", ...geography.terrain.header }, undefined, 2)}\n`,
      ),
    },
    {
      ...common,
      file: "terrain.i16",
      title: { vi: "Lưới độ cao 3 giây cung", en: "Height grid, 3 arc-seconds" },
      source: `${geography.terrain.header.source}. Số nguyên 16 bit, byte thấp trước, mét, từng hàng từ tây bắc`,
      licence: `Điểm độ cao: ${GEONAMES}; còn lại: ${OWN_DATA}`,
      date: "2023",
      rows: geography.terrain.heightsM.length,
      bytes: littleEndian(geography.terrain.heightsM),
    },
    {
      ...common,
      file: "roads.json",
      title: { vi: "Đường (sinh tự động)", en: "Roads (generated)" },
      source:
        "Đường đi rẻ nhất trên lưới độ cao giữa các thôn; không đánh số, không phải đường thật",
      licence: OWN_DATA,
      date: "2023",
      rows: geography.roads.length,
      bytes: jsonRows(geography.roads),
    },
    {
      ...common,
      file: "places.json",
      title: { vi: "Địa danh để tìm kiếm", en: "Place names for the search" },
      source: `${FACTS}: spot-heights.csv (${GEONAMES}), villages.csv`,
      licence: `${GEONAMES}; tên khác theo nguồn ghi ở từng dòng`,
      date: "2023",
      rows: geography.places.length,
      bytes: jsonRows(geography.places),
    },
    {
      ...common,
      dataSource: "real",
      file: "organisations.json",
      title: { vi: "Cơ quan, doanh nghiệp", en: "Offices and enterprises" },
      source: `Kế hoạch phát triển hạ tầng số huyện Cao Lộc 2023 - 2025; ${FACTS}: communes-2023.csv, communes-2025.csv, operators.csv`,
      licence: "Số liệu công khai của Nhà nước",
      date: "2025-07-01",
      crs: "không có",
      rows: organisations.length,
      bytes: jsonRows(organisations),
    },
  ];
}

/** The id of a commune's feature tells the two lives of a code apart. */
function unitId({ code, validFrom }: AdministrativeUnit): string {
  return `${code}@${validFrom}`;
}

function littleEndian(values: Int16Array): Uint8Array {
  const bytes = new Uint8Array(values.length * 2);
  const view = new DataView(bytes.buffer);
  values.forEach((value, index) => {
    view.setInt16(2 * index, value, true);
  });
  return bytes;
}

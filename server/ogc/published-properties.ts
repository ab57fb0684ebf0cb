import { type Static, type TSchema, Type } from "typebox";
import { AdministrativeUnit } from "../../geodata/model/administrative-unit.ts";
import { Day } from "../../geodata/model/day.ts";
import { FibreSpan } from "../../geodata/model/fibre-span.ts";
import { Mast } from "../../geodata/model/mast.ts";
import { DistanceBasis, Precision } from "../../geodata/model/precision.ts";
import { Road } from "../../geodata/model/road.ts";
import { Site, SiteStage } from "../../geodata/model/site.ts";
import { Village } from "../../geodata/model/village.ts";
import { VillageArea } from "../../geodata/model/village-area.ts";
import { VillageListItem } from "../../geodata/model/village-list.ts";

/** A column under its Vietnamese name; the description that it already has stays. */
function column<Schema extends TSchema>(title: string, schema: Schema): Schema {
  return { ...schema, title };
}

/** A column that a feature may lack: published as null so that every page has every column. */
function optional<Schema extends TSchema>(title: string, schema: Schema) {
  return Type.Union([schema, Type.Null()], { title });
}

/** A column of several words as one text, for tables know no lists. */
function list(title: string, description: string) {
  return optional(title, Type.String({ description: `${description}; joined by "; "` }));
}

/** When a version was true, as published: both ends belong to the interval. */
const publishedValidity = {
  validFrom: column("Có giá trị từ", Type.String({ format: "date", description: "First day" })),
  validTo: optional(
    "Có giá trị đến",
    Type.String({ format: "date", description: "Last day; null = still valid" }),
  ),
};
const asOf = column("Tính tại ngày", {
  ...Day,
  format: "date",
  description: "The day that the state is told of",
});
const provenanceColumns = {
  dataSource: column("Loại dữ liệu", Village.properties.dataSource),
  source: column("Nguồn", Village.properties.source),
};
/** Under this name, not an English one: it travels with the file and imports refuse `khai_quat`. */
const vi_tri = column("Vị trí", Precision);

const { verdicts } = VillageListItem.properties;

// Names of at most ten characters: a Shapefile cuts longer ones, and two of them into one.

export const VillageProperties = Type.Object({
  name: column("Tên thôn", Village.properties.name),
  otherNames: list("Tên khác", "Other names"),
  kind: column("Loại", Village.properties.kind),
  unitCode: column("Mã xã", Type.String({ description: "Commune in force on asOf" })),
  unitName: column("Xã", Type.String()),
  lon: column("Kinh độ trung tâm", Village.properties.lon),
  lat: column("Vĩ độ trung tâm", Village.properties.lat),
  households: optional("Số hộ", Type.Integer({ minimum: 0 })),
  population: optional("Dân số", Type.Integer({ minimum: 0 })),
  gridPower: optional("Có điện lưới", Type.Boolean()),
  hardship: optional("Đặc biệt khó khăn", Type.Boolean()),
  remote: column("Vùng sâu, vùng xa", VillageListItem.properties.remote),
  mastDistM: optional("Cách trạm đang phát sóng gần nhất (m)", Type.Integer()),
  mastBasis: optional("Khoảng cách tới trạm theo vị trí", DistanceBasis),
  roadDistM: optional("Cách đường gần nhất (m)", Type.Integer()),
  mobile: column("Băng rộng di động", verdicts.properties.mobile),
  umts: column("3G", verdicts.properties.umts),
  lte: column("4G", verdicts.properties.lte),
  nr: column("5G", verdicts.properties.nr),
  ftth: column("Cáp quang đến hộ", verdicts.properties.ftth),
  operators: column("Số nhà mạng phủ", VillageListItem.properties.operatorCount),
  flags: list("Ghi chú xác minh", "dang_xac_minh"),
  asOf,
  rule: column("Bộ quy tắc", Type.String({ description: "Rule that made the verdicts" })),
  areaSource: optional("Nguồn ranh giới thôn", VillageArea.properties.areaSource),
  ...publishedValidity,
  ...provenanceColumns,
});

export const CommuneProperties = Type.Object({
  code: column("Mã xã", AdministrativeUnit.properties.code),
  name: column("Tên xã", AdministrativeUnit.properties.name),
  kind: column("Loại", AdministrativeUnit.properties.kind),
  areaKm2: optional("Diện tích (km²)", Type.Number()),
  population: optional("Dân số", Type.Integer({ minimum: 0 })),
  border: column("Xã biên giới", AdministrativeUnit.properties.borderCommune),
  partOnly: column(
    "Chỉ phần thuộc huyện Cao Lộc trước 01/7/2025",
    AdministrativeUnit.properties.partOfDistrictOnly,
  ),
  successor: optional("Mã xã từ 01/7/2025", Type.String()),
  lon: column("Kinh độ nhãn", AdministrativeUnit.properties.lon),
  lat: column("Vĩ độ nhãn", AdministrativeUnit.properties.lat),
  ...publishedValidity,
  ...provenanceColumns,
});

export const SiteProperties = Type.Object({
  siteId: column("Mã định danh trạm", Site.properties.id),
  code: optional("Mã trạm của nhà mạng", Type.String()),
  name: optional("Tên trạm", Type.String()),
  operator: column("Nhà mạng", Site.properties.operatorCode),
  mastId: column("Vị trí trạm (cột)", Site.properties.mastId),
  status: column("Trạng thái", Site.properties.status),
  stage: column("Giai đoạn", SiteStage),
  onAirFrom: optional("Ngày phát sóng", Type.String({ format: "date" })),
  technology: list("Công nghệ đang phát", "gsm, umts, lte, nr of its cells on asOf, oldest first"),
  shared: column(
    "Dùng chung cột",
    Type.Boolean({ description: "The mast carries sites on air of two or more operators on asOf" }),
  ),
  heightM: optional("Chiều cao cột (m)", Mast.properties.heightM),
  vi_tri,
  asOf,
  ...publishedValidity,
  ...provenanceColumns,
});

export const FibreSpanProperties = Type.Object({
  spanId: column("Mã tuyến cáp", FibreSpan.properties.id),
  operator: column("Nhà mạng", FibreSpan.properties.operatorCode),
  status: column("Trạng thái", FibreSpan.properties.status),
  stage: column(
    "Giai đoạn",
    Type.Union([
      Type.Literal("in_service"),
      Type.Literal("under_construction"),
      Type.Literal("planned"),
      Type.Literal("off"),
    ]),
  ),
  kind: optional("Loại tuyến", Type.String({ description: "truc, goc, phoi, thue_bao" })),
  mounting: optional("Cách lắp đặt", Type.String({ description: "treo, cong_be, chon" })),
  fibreCount: optional("Số sợi", Type.Integer({ minimum: 1 })),
  vi_tri,
  ...publishedValidity,
  ...provenanceColumns,
});

export const RoadProperties = Type.Object({
  roadId: column("Mã đường", Road.properties.id),
  class: column("Cấp đường", Road.properties.class),
  name: optional("Tên đường", Type.String()),
  ...publishedValidity,
  ...provenanceColumns,
});

export type VillageProperties = Static<typeof VillageProperties>;
export type CommuneProperties = Static<typeof CommuneProperties>;
export type SiteProperties = Static<typeof SiteProperties>;
export type FibreSpanProperties = Static<typeof FibreSpanProperties>;
export type RoadProperties = Static<typeof RoadProperties>;

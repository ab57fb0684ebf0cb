import type { TObject } from "typebox";
import type { Tileset } from "../../geodata/model/tile-layers.ts";
import type { CoverageSnapshot } from "../coverage/coverage-snapshot.ts";
import type { PublicNetwork } from "../coverage/public-network.ts";
import type { FeatureInput } from "./feature-set.ts";
import { communeFeatures } from "./features/commune-features.ts";
import { fibreSpanFeatures, roadFeatures } from "./features/line-features.ts";
import { siteFeatures } from "./features/site-features.ts";
import { villageFeatures } from "./features/village-features.ts";
import {
  CommuneProperties,
  FibreSpanProperties,
  RoadProperties,
  SiteProperties,
  VillageProperties,
} from "./published-properties.ts";

/** What the features of a collection may depend on beside the data. */
export interface FeatureQuestion {
  asOf: string;
  ruleId: string;
}

/** A collection of the OGC API: what it is called, what it holds and how it is made. */
export interface Collection {
  id: string;
  title: string;
  description: string;
  /** Columns of its features. */
  properties: TObject;
  /** Whether `rule` changes its features. */
  isJudged: boolean;
  /** Whether the day asked for changes its features, beside choosing among them. */
  isDated: boolean;
  tileset: Tileset;
  features(
    snapshot: CoverageSnapshot,
    network: PublicNetwork,
    question: FeatureQuestion,
  ): Promise<FeatureInput[]>;
}

const INTERVALS =
  "Không có datetime thì có mọi phiên bản; validTo là ngày cuối cùng còn giá trị. Ngày tính theo giờ Việt Nam (UTC+7).";

export const COLLECTIONS: readonly Collection[] = [
  {
    id: "villages",
    title: "Thôn và kết luận phủ sóng",
    description:
      "Mỗi thôn (bản, khu, khối phố) một đối tượng, với kết luận băng rộng di động, 3G, 4G, 5G và cáp quang tại ngày datetime theo bộ quy tắc rule. Ranh giới thôn suy ra từ các điểm trung tâm, không có giá trị pháp lý; thôn chưa có ranh giới không ở đây: mọi thôn có trong village-centres.",
    properties: VillageProperties,
    isJudged: true,
    isDated: true,
    tileset: "villages",
    features: (snapshot, _network, question) => villageFeatures(snapshot, question, "area"),
  },
  {
    id: "village-centres",
    title: "Điểm trung tâm thôn và kết luận phủ sóng",
    description:
      "Mọi thôn, kể cả thôn chưa có ranh giới: mỗi thôn một điểm, với các cột như villages.",
    properties: VillageProperties,
    isJudged: true,
    isDated: true,
    tileset: "villages",
    features: (snapshot, _network, question) => villageFeatures(snapshot, question, "centre"),
  },
  {
    id: "communes",
    title: "Xã, phường, thị trấn",
    description: `Đơn vị hành chính cấp xã trước và từ 01/7/2025; mã được dùng lại nên định danh là mã@ngày bắt đầu. Ranh giới gần đúng, không có giá trị pháp lý. ${INTERVALS}`,
    properties: CommuneProperties,
    isJudged: false,
    isDated: false,
    tileset: "communes",
    features: (snapshot) => communeFeatures(snapshot),
  },
  {
    id: "sites",
    title: "Trạm của nhà mạng",
    description: `Thiết bị của một nhà mạng trên một cột. Trạm thật chỉ có vị trí khái quát theo ô 0,01 độ (cột vi_tri: khai_quat), định danh không suy ra mã của nhà mạng; ở xã biên giới không công bố. ${INTERVALS}`,
    properties: SiteProperties,
    isJudged: false,
    isDated: true,
    tileset: "sites",
    features: (_snapshot, network, { asOf }) => siteFeatures(network, asOf),
  },
  {
    id: "fibre-spans",
    title: "Tuyến cáp quang",
    description: `Đoạn cáp của một nhà mạng. Tuyến thật được khái quát theo ô 0,01 độ (cột vi_tri: khai_quat), bỏ phần trong xã biên giới. ${INTERVALS}`,
    properties: FibreSpanProperties,
    isJudged: false,
    isDated: false,
    tileset: "fibre",
    features: (_snapshot, network) => fibreSpanFeatures(network),
  },
  {
    id: "roads",
    title: "Đường giao thông",
    description: `Mạng đường dùng để tính khoảng cách tới thôn. ${INTERVALS}`,
    properties: RoadProperties,
    isJudged: false,
    isDated: false,
    tileset: "roads",
    features: (snapshot) => roadFeatures(snapshot),
  },
];

export function collectionOf(id: string): Collection | undefined {
  return COLLECTIONS.find((collection) => collection.id === id);
}

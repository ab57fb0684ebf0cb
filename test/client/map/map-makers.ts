import type { MapContext } from "../../../client/map/map-context.ts";
import type { MapText } from "../../../client/map/map-text.ts";
import type { StyleAssets } from "../../../client/map/style.ts";
import { mapVi } from "../../../client/text/map.vi.ts";
import type { View } from "../../../client/view.ts";
import type { VillageListItem } from "../../../geodata/model/village-list.ts";

/** A view of the map as it opens. */
export const makeView = (change: Partial<View> = {}): View => ({
  shading: "mobile",
  hidden: [],
  hiddenLayers: [],
  shownLayers: [],
  remoteOnly: false,
  text: "",
  ...change,
});

export const makeContext = (change: Partial<MapContext> = {}): MapContext => ({
  version: 7,
  rule: "ke-hoach-2023",
  asOf: "2025-12-31",
  epoch: "2025",
  colourScheme: "light",
  language: "vi",
  reducedMotion: false,
  demo: true,
  ...change,
});

export const ASSETS: StyleAssets = {
  origin: "http://127.0.0.1:8080",
  fontFaces: {
    "Be Vietnam Pro Medium": [{ url: "http://127.0.0.1:8080/assets/medium.woff2" }],
    "Be Vietnam Pro SemiBold": [{ url: "http://127.0.0.1:8080/assets/semibold.woff2" }],
  },
};

/** A covered thôn of Cao Lâu; change what the test is about. */
export const makeVillage = (change: Partial<VillageListItem> = {}): VillageListItem => ({
  id: "v1",
  name: "Nà Lộc",
  otherNames: [],
  communeCode: "06196",
  communeName: "Xã Cao Lâu",
  lon: 106.9,
  lat: 21.93,
  remote: false,
  verdicts: {
    mobile: "phu_song",
    umts: "phu_song",
    lte: "phu_song",
    nr: "trang_song",
    ftth: "co_cap",
  },
  operatorCount: 2,
  flags: [],
  dataSource: "demo",
  ...change,
});

/** The Vietnamese words of the map, their places filled in as i18next does. */
export const makeText =
  (): MapText =>
  (word, values = {}) => {
    const found = word
      .split(".")
      .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], mapVi);
    return String(found).replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));
  };

import type { VillageListItem } from "../../geodata/model/village-list.ts";

/** A covered thôn of Xã Ba Sơn; what a test is about is given. */
export function makeVillage(
  given: Omit<Partial<VillageListItem>, "verdicts"> & {
    id: string;
    verdicts?: Partial<VillageListItem["verdicts"]>;
  },
): VillageListItem {
  return {
    name: given.id,
    otherNames: [],
    communeCode: "06196",
    communeName: "Xã Ba Sơn",
    lon: 107,
    lat: 21.9,
    households: 100,
    remote: false,
    operatorCount: 2,
    flags: [],
    dataSource: "demo",
    ...given,
    verdicts: {
      mobile: "phu_song",
      umts: "phu_song",
      lte: "phu_song",
      nr: "trang_song",
      ftth: "co_cap",
      ...given.verdicts,
    },
  };
}

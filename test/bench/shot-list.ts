/** One picture of the product, as somebody sees it. */
export interface Shot {
  name: string;
  /** `{thon}` stands for an uncovered thôn, `{xa}` for its commune with its time. */
  address: string;
  width: 360 | 768 | 1024 | 1366 | 1440 | 1920;
  scheme?: "dark";
  /** As paper, A4. */
  isPaper?: true;
}

/** Forty pictures that are looked at one by one before anything is called done. */
export const SHOTS: readonly Shot[] = [
  { name: "di-dong", address: "/", width: 1366 },
  { name: "di-dong-1440", address: "/", width: 1440 },
  { name: "di-dong-1920-toi", address: "/", width: 1920, scheme: "dark" },
  { name: "di-dong-1024", address: "/", width: 1024 },
  { name: "di-dong-768", address: "/", width: 768 },
  { name: "di-dong-360", address: "/", width: 360 },
  { name: "di-dong-360-en-toi", address: "/?lang=en", width: 360, scheme: "dark" },
  { name: "4g", address: "/?shading=lte", width: 1366 },
  { name: "5g", address: "/?shading=nr", width: 1366 },
  { name: "5g-toi", address: "/?shading=nr", width: 1440, scheme: "dark" },
  { name: "3g", address: "/?shading=umts", width: 1024 },
  { name: "cap-quang", address: "/?shading=ftth", width: 1366 },
  { name: "cap-quang-toi", address: "/?shading=ftth", width: 1920, scheme: "dark" },
  { name: "cap-quang-360", address: "/?shading=ftth", width: 360 },
  { name: "so-nha-mang", address: "/?shading=operators", width: 1366 },
  { name: "so-nha-mang-en", address: "/?shading=operators&lang=en", width: 1440 },
  { name: "mot-nha-mang", address: "/?operator=VTL", width: 1366 },
  { name: "thon", address: "/?select=village:{thon}", width: 1366 },
  { name: "thon-360", address: "/?select=village:{thon}", width: 360 },
  { name: "thon-768", address: "/?select=village:{thon}", width: 768 },
  { name: "thon-gan", address: "/?select=village:{thon}#map=13/{lat}/{lon}", width: 1440 },
  {
    name: "thon-gan-toi",
    address: "/?select=village:{thon}#map=13/{lat}/{lon}",
    width: 1366,
    scheme: "dark",
  },
  { name: "thon-en", address: "/?select=village:{thon}&lang=en", width: 1024 },
  { name: "so-sanh", address: "/?compareWith=2023-06-30", width: 1920 },
  { name: "so-sanh-keo", address: "/?compareWith=2023-06-30&swipe=1", width: 1366 },
  { name: "so-sanh-360", address: "/?compareWith=2023-06-30", width: 360 },
  { name: "giua-2023", address: "/?asOf=2023-06-30", width: 1366 },
  { name: "bang-rong", address: "/?table=wide", width: 1440 },
  { name: "xa-tren-ban-do", address: "/?select=commune:{xa}", width: 1366 },
  { name: "thon-chua-phu", address: "/thon-chua-phu", width: 1366 },
  { name: "thon-chua-phu-360", address: "/thon-chua-phu?shading=ftth", width: 360 },
  {
    name: "thon-chua-phu-toi",
    address: "/thon-chua-phu?operator=VTL",
    width: 1024,
    scheme: "dark",
  },
  { name: "xa", address: "/xa/{xa}", width: 1366 },
  { name: "xa-360", address: "/xa/{xa}", width: 360 },
  { name: "chi-tieu", address: "/chi-tieu", width: 1440 },
  { name: "chi-tieu-768-en", address: "/chi-tieu?lang=en", width: 768 },
  { name: "giay-xa", address: "/xa/{xa}", width: 768, isPaper: true },
  { name: "giay-thon-chua-phu", address: "/thon-chua-phu", width: 768, isPaper: true },
  { name: "giay-ban-do", address: "/", width: 1024, isPaper: true },
  { name: "giay-chi-tieu", address: "/chi-tieu", width: 768, isPaper: true },
];

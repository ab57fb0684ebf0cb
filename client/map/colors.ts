import type { ColourScheme } from "./map-context.ts";

/** Every colour of the map by what it means, `#rrggbb`. */
export interface Palette {
  ground: string;
  /** Land of communes that hold no thôn of ours. */
  landOutside: string;
  hillShadow: string;
  hillLight: string;
  covered: string;
  covered5g: string;
  /** Covered by what nobody promised: to be found beside `without`. */
  coveredFound: string;
  /** Lõm sóng: the centre is covered, a cluster is not; always under the hatch. */
  partly: string;
  hatch: string;
  /** Trắng sóng: no signal at the centre; a tint of the area, and a ring with the dark outline. */
  uncovered: string;
  uncoveredOutline: string;
  /** Chưa rõ: no evidence; always under the dots. */
  unknown: string;
  dots: string;
  fibreYes: string;
  /** The same beside `without`. */
  fibreYesFound: string;
  fibreNo: string;
  fibreNoOutline: string;
  /** Without what nobody promised: 5G, 3G, one operator. */
  without: string;
  /** One, two, three, four and more operators; none is `uncovered`. */
  operatorCounts: readonly [one: string, two: string, three: string, four: string];
  /** Đang xác minh: dashed around the thôn. */
  flagged: string;
  villageBorder: string;
  communeBorder: string;
  road: string;
  roadMajor: string;
  fibreLine: string;
  siteOnAir: string;
  siteBuilding: string;
  sitePlanned: string;
  siteBlocked: string;
  siteOff: string;
  siteUnknown: string;
  sector: string;
  selection: string;
  text: string;
  communeText: string;
  /** Names that are not the subject: neighbours, spot heights. */
  placeText: string;
  textHalo: string;
}

const LIGHT: Palette = {
  ground: "#F8F5EF",
  landOutside: "#F1EDE4",
  hillShadow: "#8A7F6C",
  hillLight: "#FFFFFF",
  covered: "#CFE5EA",
  covered5g: "#7FB8C9",
  coveredFound: "#5598AD",
  partly: "#F2C14E",
  hatch: "#4F3700",
  uncovered: "#D1495B",
  uncoveredOutline: "#240509",
  unknown: "#C9C9C4",
  dots: "#3C3C38",
  fibreYes: "#BFD8B8",
  fibreYesFound: "#5F9A66",
  fibreNo: "#8E4A9E",
  fibreNoOutline: "#1A0620",
  without: "#EDE8DD",
  operatorCounts: ["#E4EFF1", "#AFD0D9", "#74A9BA", "#397084"],
  flagged: "#2B2A27",
  villageBorder: "#8FAAB1",
  communeBorder: "#7C7466",
  road: "#B9AF9F",
  roadMajor: "#A0937F",
  fibreLine: "#2F6F4F",
  siteOnAir: "#23414D",
  siteBuilding: "#7A5200",
  sitePlanned: "#4E5D66",
  siteBlocked: "#9C2F12",
  siteOff: "#8A8A84",
  siteUnknown: "#5F4B8B",
  sector: "#23414D",
  selection: "#0B5C74",
  text: "#2B2A27",
  communeText: "#544D41",
  placeText: "#857C6C",
  textHalo: "#FCFBF8",
};

/** The same order of loudness on a dark ground: covered recedes, the uncovered glows. */
const DARK: Palette = {
  ground: "#17191A",
  landOutside: "#1E2122",
  hillShadow: "#050606",
  hillLight: "#7D8A8E",
  covered: "#24414A",
  covered5g: "#285867",
  coveredFound: "#37748A",
  partly: "#D9A72F",
  hatch: "#241A00",
  uncovered: "#E14B60",
  uncoveredOutline: "#FFF4F5",
  unknown: "#4B4D4D",
  dots: "#E6E6E0",
  fibreYes: "#2F4A35",
  fibreYesFound: "#48805A",
  fibreNo: "#A95FBD",
  fibreNoOutline: "#FCF3FE",
  without: "#222425",
  operatorCounts: ["#22383F", "#2B4F59", "#33697A", "#3F8499"],
  flagged: "#F1EFEA",
  villageBorder: "#4B6A73",
  communeBorder: "#8F8A80",
  road: "#4A4740",
  roadMajor: "#615C52",
  fibreLine: "#7CC4A0",
  siteOnAir: "#CFE3EA",
  siteBuilding: "#F0C878",
  sitePlanned: "#A3B1B8",
  siteBlocked: "#FF9C7A",
  siteOff: "#7E7E7A",
  siteUnknown: "#BBA8E6",
  sector: "#CFE3EA",
  selection: "#7FD3EA",
  text: "#F1EFEA",
  communeText: "#CFC9BD",
  placeText: "#8F897E",
  textHalo: "#17191A",
};

export const PALETTES: Record<ColourScheme, Palette> = { light: LIGHT, dark: DARK };

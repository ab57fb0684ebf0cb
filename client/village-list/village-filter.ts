import type { VillageListItem } from "../../geodata/model/village-list.ts";
import { foldKey, matchesFolded } from "../../geodata/text/fold.ts";
import { classOf } from "../map/verdict-classes.ts";
import { unitOfView, type View } from "../view.ts";

/** Whether a thôn passes the filters of the list: commune, remote, text without diacritics. */
export function passesFilters(village: VillageListItem, view: View): boolean {
  const commune = unitOfView(view);
  if (commune !== undefined && village.communeCode !== commune.code) return false;
  if (view.remoteOnly && !village.remote) return false;
  if (view.text.trim() === "") return true;
  const words = [village.name, ...village.otherNames, village.communeName].join(" ");
  return matchesFolded(foldKey(words), view.text);
}

/** Whether a thôn's class was not hidden in the legend. */
export function isShown(village: VillageListItem, view: View): boolean {
  return !view.hidden.includes(classOf(village, view.shading));
}

/** Whether nothing is left to do for a thôn by what the map is shaded by. */
export function isInOrder(village: VillageListItem, shading: View["shading"]): boolean {
  const name = classOf(village, shading);
  return name === "phu_song" || name === "co_cap" || /^[1-9]$/.test(name);
}

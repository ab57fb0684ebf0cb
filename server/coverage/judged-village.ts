import type { DataSourceMix } from "../../geodata/model/provenance.ts";
import type { Village } from "../../geodata/model/village.ts";
import type { Judgement } from "../../geodata/model/village-detail.ts";
import type { VillageListItem } from "../../geodata/model/village-list.ts";
import type { RemoteReason } from "../../geodata/rules/remote.ts";

/** One thôn as the rule judges it on one day: what every list, tile and export is made from. */
export interface JudgedVillage {
  /** The stored row that is valid that day (clusters, validity, provenance). */
  village: Village;
  /** As lists, tiles and downloads carry it; `communeCode` is of the epoch asked for. */
  item: VillageListItem;
  /** Mobile broadband by the rule, with its reasons; `points` holds the state of each cluster. */
  judgeMobile(): Judgement;
  /** Why it is remote by the rule; empty when it is not. */
  remoteReasons: readonly RemoteReason[];
  /** Of the thôn itself and of each row of evidence that its verdicts can rest on. */
  sourceMix: DataSourceMix;
}

import type { SiteStatus } from "../../geodata/model/site.ts";
import type { RowReader } from "./row-reader.ts";
import { difficultyOf, findWord, SITE_STATUSES, wordsOf } from "./word-lists.ts";

/** The status of a site, and whether somebody assumed it. */
export interface ReadStatus {
  status: SiteStatus;
  isAssumed: boolean;
}

/**
 * The status that a row tells. Words of our list are taken as they are, free text as the difficulty
 * that it names, else as not known: never as on air. Without any text the known status stays; a day on
 * air that is past says "on air", which is told as assumed; nothing else says anything.
 */
export function readStatus(
  reader: RowReader,
  onAirFrom: string | undefined,
  today: string,
  known: ReadStatus | undefined,
): ReadStatus {
  const field = reader.hasColumn("status") ? "status" : "";
  const text = reader.text("status");
  if (text !== undefined) {
    const word = findWord(SITE_STATUSES, text);
    if (word) return { status: word.value, isAssumed: false };
    const difficulty = difficultyOf(text);
    reader.warn(field, "assumed", {
      message: difficulty
        ? `trạng thái “${text}” được hiểu là ${difficulty.words[0]}`
        : `không hiểu trạng thái “${text}”: ghi là chưa rõ, không tính là đang hoạt động`,
      suggestion: `Trạng thái hiểu được: ${wordsOf(SITE_STATUSES)}.`,
    });
    return { status: difficulty?.value ?? "chua_ro", isAssumed: true };
  }
  if (known) {
    if (reader.hasColumn("status"))
      reader.warn(field, "kept", { message: "ô trạng thái để trống: giữ trạng thái đã biết" });
    return known;
  }
  const isPast = onAirFrom !== undefined && onAirFrom <= today;
  reader.warn(field, "assumed", {
    message: isPast
      ? "giả định đang hoạt động: không có trạng thái, ngày phát sóng đã qua"
      : `không có trạng thái${onAirFrom === undefined ? " và ngày phát sóng" : ", ngày phát sóng chưa đến"}: ghi là chưa rõ, không tính là đang hoạt động`,
  });
  return { status: isPast ? "hoat_dong" : "chua_ro", isAssumed: true };
}

import type { Verdict } from "../model/verdict.ts";

/** Verdicts as people say them: on the screen, on pages for browsers, in files that people open. */
export const VERDICT_WORDS: Record<Verdict, string> = {
  phu_song: "Đã phủ sóng",
  lom_song: "Lõm sóng",
  trang_song: "Trắng sóng",
  co_cap: "Đã có cáp quang",
  chua_co_cap: "Chưa có cáp quang",
  chua_ro: "Chưa rõ",
};

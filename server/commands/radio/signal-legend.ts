import { SIGNAL_CLASSES, type SignalClass } from "../../../geodata/radio/thresholds.ts";

interface ClassLook {
  /** As on the screen, Vietnamese. */
  name: string;
  /** In the lines of the commands. */
  english: string;
  /** `#rrggbb`: lighter from class to class, so that a grey print and every eye keep the order. */
  color: string;
}

/** From enough for a call upwards the map's blue, below it the yellow of "partly". */
const LOOKS: Record<SignalClass, ClassLook> = {
  rat_tot: { name: "Rất tốt", english: "very good", color: "#102F3C" },
  tot: { name: "Tốt", english: "good", color: "#23586B" },
  du_dung: { name: "Đủ dùng", english: "enough", color: "#5B93A6" },
  yeu: { name: "Yếu", english: "weak", color: "#E3AE3A" },
  rat_yeu: { name: "Rất yếu", english: "very weak", color: "#F3DC8E" },
  khong_song: { name: "Không có sóng", english: "none", color: "#FDF8EC" },
};

/** The classes of a level with their looks, best first. */
export const SIGNAL_LEGEND = SIGNAL_CLASSES.map(({ id, fromDbm }) => ({
  id,
  fromDbm,
  ...LOOKS[id],
}));

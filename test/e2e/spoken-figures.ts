/** A share as the screen says it: "169/175 thôn (96,5%)". */
export interface SpokenShare {
  numerator: number;
  denominator: number;
  /** As written, without the sign: "96,5". */
  percent: string;
}

const whole = (written: string) => Number(written.replace(/[.,]/g, ""));

/** A count and what stands for it in per cent, at most a word and a bracket apart. */
const SHARE = /(\d[\d.,]*)\/(\d[\d.,]*)(?:\s+\p{L}+)?[\s·(]{1,4}(\d+(?:[.,]\d+)?)\s?%/gu;

/** Every share in a text of the screen. */
export function sharesIn(text: string): SpokenShare[] {
  return [...text.matchAll(SHARE)].map(([, numerator = "", denominator = "", percent = ""]) => ({
    numerator: whole(numerator),
    denominator: whole(denominator),
    percent,
  }));
}

/** What may be written for a share: one decimal, cut and not rounded; none where it is exact. */
export function cutPercent({ numerator, denominator }: Omit<SpokenShare, "percent">): string {
  const tenths = Math.floor((numerator * 1000) / denominator);
  const isExact = tenths % 10 === 0 && tenths * denominator === numerator * 1000;
  return isExact ? String(tenths / 10) : `${Math.floor(tenths / 10)},${tenths % 10}`;
}

/** 1 800 m for "1,8 km", 850 m for "850 m", 0 for "dưới 10 m". */
export function metresOf(written: string): number {
  if (written === "dưới 10 m") return 0;
  const match = /^([\d.,]+)\s(km|m)$/.exec(written);
  if (!match) throw new Error(`Not a distance: got "${written}", expected "4,8 km"`);
  const number = Number(match[1]?.replaceAll(".", "").replace(",", "."));
  return match[2] === "km" ? number * 1000 : number;
}

/** 30/06/2023 for 2023-06-30. */
export function dayOnScreen(day: string): string {
  return day.split("-").toReversed().join("/");
}

const QUARTERS: Readonly<Record<string, string>> = {
  "03-31": "I",
  "06-30": "II",
  "09-30": "III",
  "12-31": "IV",
};

/** "Quý II/2023" for 2023-06-30. */
export function quarterOnScreen(day: string): string {
  const quarter = QUARTERS[day.slice(5)];
  if (!quarter) throw new Error(`Not the last day of a quarter: ${day}`);
  return `Quý ${quarter}/${day.slice(0, 4)}`;
}

/** What the first lines of the screen say of one target. */
export interface SpokenTarget extends SpokenShare {
  /** "5G" or an operator, where only that part is counted. */
  part: string | undefined;
  /** 0 where the screen says that the target is reached; undefined where it tells no target. */
  shortfall: number | undefined;
}

const TARGET =
  /(Băng rộng di động|Cáp quang \(FTTH\))(?:, riêng (\D+?|\dG\b\D*?))?\s+([\d.]+)\s*\/([\d.]+) thôn \(([\d,]+)%\)\s*(?:Còn thiếu (\d+) thôn\s+để đạt mục tiêu \d+%|(Đã đạt mục tiêu \d+%))?/g;

/** Both targets out of the sentences of the answer. */
export function targetsIn(text: string): { mobile: SpokenTarget; ftth: SpokenTarget } {
  const found = new Map<string, SpokenTarget>();
  for (const [
    ,
    subject = "",
    part,
    above = "",
    below = "",
    percent = "",
    short,
    reached,
  ] of text.matchAll(TARGET))
    found.set(subject, {
      part,
      numerator: whole(above),
      denominator: whole(below),
      percent,
      shortfall: reached ? 0 : short === undefined ? undefined : Number(short),
    });
  const mobile = found.get("Băng rộng di động");
  const ftth = found.get("Cáp quang (FTTH)");
  if (!mobile || !ftth) throw new Error(`Not an answer about both targets: ${text}`);
  return { mobile, ftth };
}

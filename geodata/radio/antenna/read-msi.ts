import { type MsiAntenna, makeMsiAntenna } from "./msi-antenna.ts";
import { type MsiCut, readMsiCut, USUAL_SAMPLES } from "./read-msi-cut.ts";
import { MAX_PROBLEMS, type MsiProblem, makeMsiProblem, readNumber } from "./read-msi-line.ts";

/** `antenna` is there exactly when there are no problems. */
export interface MsiReading {
  readonly antenna?: MsiAntenna;
  /** At most `MAX_PROBLEMS`, in the order of the lines. */
  readonly problems: readonly MsiProblem[];
}

/** A line of the header after its keyword; `at` counts lines from 0. */
interface HeaderLine {
  readonly at: number;
  readonly value: string;
}

interface Sections {
  readonly header: ReadonlyMap<string, HeaderLine>;
  readonly cuts: ReadonlyMap<string, MsiCut>;
}

const KEYWORDS =
  /^(NAME|MAKE|FREQUENCY|H_WIDTH|V_WIDTH|FRONT_TO_BACK|GAIN|\w*TILT|POLARI[SZ]ATION|COMMENTS?|HORIZONTAL|VERTICAL)\b/i;

/** Gain of a half-wave dipole, dBi. */
const DIPOLE_GAIN_DBI = 2.15;

/** Base station antennas have 0 to 30 dBi; beyond this it is another quantity. */
const LEAST_GAIN_DBI = -20;
const GREATEST_GAIN_DBI = 60;

/**
 * Reads the text of a Planet antenna file, .msi or .pln (described at radiomobile.pe1mew.nl, "MSI").
 * GAIN without a unit is dBd; both cuts hold losses of 0 dB or more at equal angles (360, 720,
 * 3600, ...), the horizontal one clockwise, the vertical one downwards from the horizon ahead. Decimal commas are
 * read as points; keywords that are not ours are passed over.
 */
export function readMsi(text: string): MsiReading {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  const problems: MsiProblem[] = [];
  const { header, cuts } = readSections(lines, problems);
  const gain = header.get("GAIN");
  const gainDbi = gain && readGainDbi(gain.value);
  if (gain && gainDbi === undefined)
    problems.push(makeMsiProblem(gain.at, lines[gain.at], "GAIN as in 15.35 dBd or 17.5 dBi"));
  const horizontal = cuts.get("HORIZONTAL");
  const vertical = cuts.get("VERTICAL");
  const expectAlso = (what: string) =>
    problems.push(makeMsiProblem(lines.length - 1, undefined, what));
  if (!gain) expectAlso("a line with GAIN");
  if (!horizontal) expectAlso(`a line HORIZONTAL ${USUAL_SAMPLES} and its rows`);
  if (!vertical) expectAlso(`a line VERTICAL ${USUAL_SAMPLES} and its rows`);
  if (problems.length > 0 || !horizontal || !vertical || gainDbi === undefined)
    return { problems: problems.sort((a, b) => a.line - b.line).slice(0, MAX_PROBLEMS) };
  const name = header.get("NAME")?.value;
  const tilt = header.get("TILT")?.value;
  const frequencyMhz = readFrequencyMhz(header.get("FREQUENCY")?.value ?? "");
  return {
    problems,
    antenna: makeMsiAntenna(gainDbi, horizontal.lossDb, vertical.lossDb, {
      ...(name && { name }),
      ...(frequencyMhz !== undefined && { frequencyMhz }),
      ...(tilt && { tilt }),
    }),
  };
}

function readSections(lines: readonly string[], problems: MsiProblem[]): Sections {
  const header = new Map<string, HeaderLine>();
  const cuts = new Map<string, MsiCut>();
  const first = lines.findIndex((line) => line.trim() !== "");
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!.trim();
    if (line === "") continue;
    const [keyword = "", ...words] = line.split(/\s+/);
    const key = keyword.toUpperCase();
    if (key === "HORIZONTAL" || key === "VERTICAL") {
      const cut = readMsiCut(lines, at);
      problems.push(...cut.problems);
      if (cuts.has(key)) problems.push(makeMsiProblem(at, line, `one section ${key}`));
      cuts.set(key, cut);
      at = cut.lastLine;
    } else if (at === first && !KEYWORDS.test(line)) {
      // Some vendors leave out the word NAME.
      header.set("NAME", { at, value: line });
    } else if (readNumber(keyword) !== undefined) {
      problems.push(makeMsiProblem(at, line, "a keyword such as HORIZONTAL"));
    } else header.set(key, { at, value: words.join(" ") });
  }
  return { header, cuts };
}

function readGainDbi(value: string): number | undefined {
  const [, figure = "", unit = ""] = /^(\S*?)\s*(dBd|dBi)?$/i.exec(value) ?? [];
  const gain = readNumber(figure);
  if (gain === undefined) return undefined;
  const gainDbi = unit.toLowerCase() === "dbi" ? gain : gain + DIPOLE_GAIN_DBI;
  return gainDbi >= LEAST_GAIN_DBI && gainDbi <= GREATEST_GAIN_DBI ? gainDbi : undefined;
}

/** MHz unless it says GHz; undefined for a range or a word: no gain depends on it. */
function readFrequencyMhz(value: string): number | undefined {
  const [, figure = "", unit = ""] = /^(\S*?)\s*(MHz|GHz)?$/i.exec(value) ?? [];
  const frequency = readNumber(figure);
  return unit.toLowerCase() === "ghz" && frequency !== undefined ? frequency * 1000 : frequency;
}

/** CPU time of this process for each of some pieces of work, seconds: all its threads, so the compiler's and the collector's share too. */
export interface Timed {
  name: string;
  /** Median of the counted rounds. */
  seconds: number;
  /** Least of them. */
  bestSeconds: number;
}

interface Rounds {
  /** Not counted. */
  warmUp: number;
  counted: number;
}

/** Runs all in turn in every round, so that a busy moment of the machine meets them all. */
export function timeInTurn(work: Record<string, () => void>, { warmUp, counted }: Rounds): Timed[] {
  const names = Object.keys(work);
  const seconds = names.map((): number[] => []);
  for (let round = 0; round < warmUp + counted; round++)
    for (const [position, name] of names.entries()) {
      const start = process.cpuUsage();
      work[name]!();
      const { user, system } = process.cpuUsage(start);
      if (round >= warmUp) seconds[position]!.push((user + system) / 1e6);
    }
  return names.map((name, position) => {
    const sorted = seconds[position]!.toSorted((a, b) => a - b);
    return { name, seconds: sorted[sorted.length >> 1]!, bestSeconds: sorted[0]! };
  });
}

/** A binary heap of numbers that leave in the order of their keys; of equal keys the smallest first. */
export function makeQueue() {
  const items: number[] = [];
  const keys: number[] = [];
  let size = 0;
  const before = (key: number, item: number, other: number) =>
    key < keys[other]! || (key === keys[other]! && item < items[other]!);
  const put = (place: number, item: number, key: number) => {
    items[place] = item;
    keys[place] = key;
  };
  return {
    size: () => size,
    push(item: number, key: number): void {
      let hole = size++;
      for (; hole > 0; hole = (hole - 1) >> 1) {
        const parent = (hole - 1) >> 1;
        if (!before(key, item, parent)) break;
        put(hole, items[parent]!, keys[parent]!);
      }
      put(hole, item, key);
    },
    pop(): { item: number; key: number } {
      const top = { item: items[0]!, key: keys[0]! };
      const [item, key] = [items[--size]!, keys[size]!];
      let hole = 0;
      for (let child = 1; child < size; child = 2 * hole + 1) {
        if (child + 1 < size && before(keys[child + 1]!, items[child + 1]!, child)) child++;
        if (before(key, item, child)) break;
        put(hole, items[child]!, keys[child]!);
        hole = child;
      }
      put(hole, item, key);
      return top;
    },
  };
}

/**
 * Dijkstra's search over places that are numbers, up to the first goal: what the way to each place
 * costs, the place before it (-1 at a start), and the goal that was reached, if there is one.
 */
export function cheapestWays(
  starts: readonly number[],
  forSteps: (place: number, visit: (next: number, cost: number) => void) => void,
  isGoal: (place: number) => boolean = () => false,
) {
  const cost = new Map<number, number>();
  const before = new Map<number, number>();
  const done = new Set<number>();
  const queue = makeQueue();
  const reach = (place: number, total: number, from: number) => {
    if (done.has(place) || total >= (cost.get(place) ?? Number.POSITIVE_INFINITY)) return;
    cost.set(place, total);
    before.set(place, from);
    queue.push(place, total);
  };
  for (const start of starts) reach(start, 0, -1);
  while (queue.size() > 0) {
    const { item: place, key: soFar } = queue.pop();
    if (done.has(place)) continue;
    done.add(place);
    if (isGoal(place)) return { cost, before, goal: place };
    forSteps(place, (next, step) => reach(next, soFar + step, place));
  }
  return { cost, before, goal: undefined };
}

import { expect, test } from "vitest";
import { makeWorkQueue } from "../../../server/http/work-queue.ts";

test("one piece of work at a time, client by client, a failure ends only itself", async () => {
  const queue = makeWorkQueue();
  const order: string[] = [];
  let running = 0;
  const work = (name: string) => async () => {
    running += 1;
    expect(running).toBe(1);
    await Promise.resolve();
    order.push(name);
    running -= 1;
    if (name === "a2") throw new Error(name);
    return name;
  };
  const results = await Promise.allSettled([
    ...["a1", "a2", "a3", "a4"].map((name) => queue.run("a", work(name))),
    queue.run("b", work("b1")),
    queue.run("c", work("c1")),
    queue.run("b", work("b2")),
  ]);
  expect(order).toEqual(["a1", "a2", "b1", "c1", "a3", "b2", "a4"]);
  expect(results.map(({ status }) => status === "fulfilled")).toEqual([
    true,
    false,
    true,
    true,
    true,
    true,
    true,
  ]);
  expect(await queue.run("a", work("a5"))).toBe("a5");
});

test("who has too much waiting is refused, others are not", async () => {
  const queue = makeWorkQueue();
  let release: () => void = () => {};
  const held = queue.run("a", () => new Promise<void>((done) => (release = done)));
  const waiting = Array.from({ length: 64 }, () => queue.run("a", async () => {}));
  await expect(queue.run("a", async () => {})).rejects.toMatchObject({
    kind: "unavailable",
    headers: { "retry-after": "5" },
  });
  const other = queue.run("b", async () => "b");
  release();
  expect(await other).toBe("b");
  await Promise.all([held, ...waiting]);
});

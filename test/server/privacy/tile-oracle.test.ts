import { expect, test } from "vitest";
import { serveWorld, WORLD } from "../ogc/served-world.ts";

// The attack that worked once: all rows but one mast are known, so its position was tried in a copy
// of the server until the name of the data in the tile address was the one that is published.

/** The name of the data in the tile addresses, and the tag of the answer that holds it. */
async function published(mastId: string, place: { lon: number; lat: number }) {
  const masts = (WORLD.masts ?? []).map((mast) =>
    mast.id === mastId ? { ...mast, ...place } : mast,
  );
  const { app, get } = await serveWorld({ ...WORLD, masts });
  const answer = await get("/tiles/villages,sites.json");
  await app.close();
  return [new URL(answer.json().tiles[0]).searchParams.get("data"), answer.headers.etag];
}

test("no guess at a hidden coordinate can be tried against the tile address", async () => {
  const stored = await published("m2", { lon: 106.9412345, lat: 21.9312345 });
  expect(await published("m2", { lon: 106.9412346, lat: 21.9312345 })).toEqual(stored);
  expect(await published("m2", { lon: 106.9499, lat: 21.9399 })).toEqual(stored);
  // What is shown still names the data: a mast in another square is another data set.
  expect((await published("m2", { lon: 106.9312345, lat: 21.9312345 }))[0]).not.toBe(stored[0]);
});

test("nor one at a mast in a border commune, wherever in it", async () => {
  const stored = await published("m3", { lon: 106.87, lat: 21.93 });
  expect(await published("m3", { lon: 106.8612, lat: 21.9512 })).toEqual(stored);
});

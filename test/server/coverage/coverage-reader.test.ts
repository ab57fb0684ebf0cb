import { expect, test } from "vitest";
import { NotFoundError } from "../../../server/errors.ts";
import { openMemoryStore } from "../../../server/stores/memory-store.ts";
import { makeEvidence, makeRule, makeVillage } from "../../makers.ts";
import { commit, publicReader, smallWorld } from "../small-world.ts";

const QUESTION = { asOf: "2025-12-31", ruleId: "ke-hoach-2023", epoch: "2025" } as const;

async function openReader(now = () => 0) {
  const store = openMemoryStore();
  await commit(store, { put: smallWorld() });
  return { store, reader: publicReader(store, { now }) };
}

test("a question is judged once for a version, however many ask", async () => {
  const { store, reader } = await openReader();
  let asked = 0;
  const { evidenceAsOf } = store;
  store.evidenceAsOf = (asOf) => {
    asked += 1;
    return evidenceAsOf.call(store, asOf);
  };
  const answers = await Promise.all(Array.from({ length: 20 }, () => reader.judged(QUESTION)));
  expect(new Set(answers).size).toBe(1);
  // Between two quarters nothing is added: another day of the same quarter asks for nothing new.
  await reader.judged({ ...QUESTION, asOf: "2026-02-14" });
  expect(asked).toBe(1);
});

test("the store is asked for its version at most every 500 ms", async () => {
  let nowMs = 0;
  const { store, reader } = await openReader(() => nowMs);
  const { datasetVersion } = store;
  let asked = 0;
  store.datasetVersion = () => {
    asked += 1;
    return datasetVersion.call(store);
  };
  await Promise.all([reader.version(), reader.version(), reader.version()]);
  nowMs = 499;
  await reader.version();
  expect(asked).toBe(1);
  nowMs = 500;
  await reader.version();
  expect(asked).toBe(2);
});

test("an answer during which something was committed is made again: versions are never mixed", async () => {
  const { store, reader } = await openReader();
  const { rows } = store;
  let committed = false;
  store.rows = async (kind, validOn) => {
    const before = await rows.call(store, kind, validOn);
    if (kind === "villages" && !committed) {
      committed = true;
      await commit(store, {
        put: {
          villages: [makeVillage({ id: "v6", name: "Thôn Mới" })],
          evidence: [makeEvidence({ id: "e60", villageId: "v6" })],
        },
      });
    }
    return before as never;
  };
  const judged = await reader.judged(QUESTION);
  expect(await reader.version()).toBe(2);
  expect(judged.map(({ item }) => [item.id, item.verdicts.mobile])).toContainEqual([
    "v6",
    "phu_song",
  ]);
});

test("a failed reading is told and tried again for the next one who asks", async () => {
  const { store, reader } = await openReader();
  const { rows } = store;
  store.rows = () => Promise.reject(new Error("disk I/O error"));
  await expect(reader.judged(QUESTION)).rejects.toThrow("disk I/O error");
  store.rows = rows;
  expect(await reader.judged(QUESTION)).toHaveLength(5);
});

test("a store that is written without pause gives up instead of turning for ever", async () => {
  const { store, reader } = await openReader();
  const { evidenceDays } = store;
  store.evidenceDays = async () => {
    await commit(store, { put: { rules: [makeRule()] } });
    return evidenceDays.call(store);
  };
  await expect(reader.defaults()).rejects.toThrow();
});

test("a rule or operator that does not exist is not found", async () => {
  const { reader } = await openReader();
  await expect(reader.judged({ ...QUESTION, ruleId: "nope" })).rejects.toThrow(NotFoundError);
  await expect(reader.judged({ ...QUESTION, operator: "XX" })).rejects.toThrow(NotFoundError);
});

test("without any evidence there is still a day to ask about", async () => {
  const reader = publicReader(openMemoryStore());
  expect(await reader.defaults()).toEqual({ asOf: "2023-06-30", ruleId: "ke-hoach-2023" });
});

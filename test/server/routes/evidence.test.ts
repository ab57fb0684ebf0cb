import { parse } from "csv-parse/sync";
import type { FastifyInstance } from "fastify";
import { Check } from "typebox/value";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EvidenceList } from "../../../geodata/model/evidence-list.ts";
import { makeEvidence } from "../../makers.ts";
import { openTestApp, smallWorld } from "../small-world.ts";

let app: FastifyInstance;
beforeAll(async () => {
  ({ app } = await openTestApp());
});
afterAll(() => app.close());

test("every row that a figure of the day can rest on is there, page after page", async () => {
  const ids: string[] = [];
  let next: string | undefined = "/api/evidence?asOf=2023-06-30&limit=4";
  while (next !== undefined) {
    const answer = await app.inject(next);
    const page: EvidenceList = answer.json();
    expect(Check(EvidenceList, page)).toBe(true);
    expect([page.asOf, page.dataSource, page.numberMatched]).toEqual(["2023-06-30", "demo", 10]);
    ids.push(...page.items.map((row) => row.id));
    next = page.next;
  }
  expect(ids.sort()).toEqual(smallWorldIds((day) => day === "2023-06-30"));
});

test("a claim that a newer one took the place of is not among them", async () => {
  const { items }: EvidenceList = (await app.inject("/api/evidence")).json();
  const ids = items.map((row) => row.id);
  expect(ids).toContain("e04");
  expect(ids).not.toContain("e03");
});

function smallWorldIds(admits: (day: string) => boolean): string[] {
  return (smallWorld().evidence ?? [])
    .filter((row) => admits(row.observedOn))
    .map((row) => row.id)
    .sort();
}

test("the CSV is complete however long it is", async () => {
  const villages = smallWorld().villages ?? [];
  const evidence = Array.from({ length: 1203 }, (_, at) =>
    makeEvidence({
      id: `m${String(at).padStart(4, "0")}`,
      villageId: villages[at % villages.length]?.id ?? "v1",
      kind: "measured",
      rsrpDbm: -80 - (at % 40),
      clusters: [
        { clusterId: "a", covered: true },
        { clusterId: "b", covered: false },
        { clusterId: "c", covered: false },
      ],
      note: at === 0 ? 'thôn nói "có sóng",\nrồi mất' : "=1+1",
    }),
  );
  const { app: busy } = await openTestApp({ rows: { ...smallWorld(), evidence } });
  for (const coding of ["identity", "gzip"]) {
    const answer = await busy.inject({
      url: "/api/evidence?format=csv&limit=10",
      headers: { "accept-encoding": coding },
    });
    expect(answer.headers["content-disposition"]).toContain("bang-chung-2023-06-30.csv");
    if (coding === "gzip") {
      expect(answer.headers["content-encoding"]).toBe("gzip");
      continue;
    }
    const rows: Record<string, string>[] = parse(answer.body, { columns: true, bom: true });
    expect(rows).toHaveLength(1203);
    const first = rows.find((row) => row.ma_bang_chung === "m0000");
    expect(first).toMatchObject({
      phu_trung_tam: "1",
      cum_co_song: "a",
      cum_khong_song: "b|c",
      rsrp_dbm: "-80",
      ghi_chu: 'thôn nói "có sóng",\nrồi mất',
    });
    expect(rows.find((row) => row.ma_bang_chung === "m0001")?.ghi_chu).toBe("'=1+1");
  }
  await busy.close();
});

/**
 * The two figures from the exports alone, by the plain words of the rule: a thôn has mobile
 * broadband when the newest word of some operator about 3G, 4G or 5G at its centre is yes.
 */
test.each(["2023-06-30", "2025-12-31"])(
  "the summary of %s can be recomputed from the two CSV exports",
  async (asOf) => {
    const table = async (url: string) => {
      const { body } = await app.inject(url);
      return parse(body, { columns: true, bom: true }) as Record<string, string>[];
    };
    const villages = await table(`/api/villages?format=csv&asOf=${asOf}`);
    const evidence = await table(`/api/evidence?format=csv&asOf=${asOf}`);
    const positive = (technologies: string[]) =>
      villages.filter(({ ma_thon }) =>
        evidence.some(
          (row) =>
            row.ma_thon === ma_thon &&
            technologies.includes(row.cong_nghe ?? "") &&
            row.phu_trung_tam === "1",
        ),
      ).length;
    const { targets } = (await app.inject(`/api/summary?asOf=${asOf}`)).json();
    expect(targets[0]).toMatchObject({
      numerator: positive(["umts", "lte", "nr"]),
      denominator: villages.length,
    });
    expect(targets[1]).toMatchObject({
      numerator: positive(["ftth"]),
      denominator: villages.length,
    });
    const covered = villages.filter((row) =>
      ["phu_song", "lom_song"].includes(row.bang_rong_di_dong ?? ""),
    );
    expect(covered).toHaveLength(targets[0].numerator);
  },
);

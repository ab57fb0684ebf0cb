import type { FastifyInstance } from "fastify";
import { Check } from "typebox/value";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Site } from "../../../geodata/model/site.ts";
import type { SiteDetail } from "../../../geodata/model/site-detail.ts";
import { VillageDetail } from "../../../geodata/model/village-detail.ts";
import {
  makeAccessPoint,
  makeCell,
  makeEvidence,
  makeMast,
  makeSite,
  makeSpan,
} from "../../makers.ts";
import { openTestApp, smallWorld } from "../small-world.ts";

let app: FastifyInstance;
beforeAll(async () => {
  ({ app } = await openTestApp());
});
afterAll(() => app.close());

async function detail(id: string, query = "", of: FastifyInstance = app): Promise<VillageDetail> {
  const answer = await of.inject(`/api/villages/${id}${query}`);
  expect(answer.statusCode).toBe(200);
  expect(Check(VillageDetail, answer.json())).toBe(true);
  return answer.json();
}

test("the verdict of the list and that of the panel are one", async () => {
  for (const rule of ["ke-hoach-2023", "cv1603-2024"]) {
    for (const asOf of ["2023-06-30", "2025-12-31"]) {
      const question = `?rule=${rule}&asOf=${asOf}`;
      const { items } = (await app.inject(`/api/villages${question}`)).json();
      for (const item of items) {
        const { village, mobile, ftth } = await detail(item.id, question);
        expect(village).toMatchObject(item);
        expect([mobile.verdict, ftth.verdict]).toEqual([item.verdicts.mobile, item.verdicts.ftth]);
      }
    }
  }
});

test("a superseded claim is told beside the one that stands", async () => {
  const { ftth } = await detail("v1");
  expect(ftth.used.map(({ evidence }) => evidence.id)).toEqual(["e04"]);
  expect(ftth.setAside.map(({ evidence, reason }) => [evidence.id, reason])).toEqual([
    ["e03", "superseded"],
  ]);
});

test("a thôn that nobody spoke of says whom to ask", async () => {
  const { mobile, ftth, operators } = await detail("v4");
  expect([mobile.verdict, mobile.next, ftth.next]).toEqual([
    "chua_ro",
    "ask_operator_claim",
    "ask_operator_claim",
  ]);
  expect(operators).toHaveLength(8);
  expect(operators.every((one) => one.verdict === "chua_ro" && one.evidenceId === undefined)).toBe(
    true,
  );
});

test("each operator and technology has its own answer; 2G is told and not counted", async () => {
  const { operators, technologies } = await detail("v1");
  const told = operators
    .filter((one) => one.evidenceId !== undefined)
    .map((one) => [one.operatorCode, one.technology, one.verdict, one.counted, one.evidenceId]);
  expect(told).toEqual([
    ["VNPT", "lte", "phu_song", true, "e02"],
    ["VTL", "gsm", "phu_song", false, "e13"],
    ["VTL", "lte", "phu_song", true, "e01"],
    ["VTL", "ftth", "co_cap", true, "e04"],
  ]);
  expect(technologies.map((one) => [one.technology, one.verdict, one.counted])).toEqual([
    ["gsm", "phu_song", false],
    ["umts", "chua_ro", true],
    ["lte", "phu_song", true],
    ["nr", "chua_ro", true],
  ]);
});

test("it tells why it is remote, its communes of both epochs, and its place in VN-2000", async () => {
  const { remoteReasons, village } = await detail("v3");
  expect(remoteReasons).toEqual(["no_grid_power"]);
  expect(village.communes).toEqual([
    { epoch: "2023", code: "06193", validFrom: expect.any(String), name: "Xã Thanh Lòa" },
    { epoch: "2025", code: "06211", validFrom: "2025-07-01", name: "Xã Cao Lộc" },
  ]);
  expect(village.vn2000.x).toBeGreaterThan(2_428_000);
  expect(village.vn2000.x).toBeLessThan(2_430_000);
  expect(village.vn2000.y).toBeGreaterThan(443_000);
  expect(village.vn2000.y).toBeLessThan(446_000);
});

test("the nearest masts come with who and what is on air; a planned site is not", async () => {
  const { nearestMasts, nearestFibre, village } = await detail("v5");
  expect(nearestMasts.map(({ position: _position, ...mast }) => mast)).toEqual([
    { mastId: "m2", distanceM: 757, operatorCodes: ["VNPT"], technologies: ["nr"] },
    {
      mastId: "m1",
      distanceM: expect.closeTo(21_720, -2),
      operatorCodes: ["VNPT", "VTL"],
      technologies: ["gsm", "lte"],
    },
  ]);
  expect(nearestFibre).toMatchObject({ spanId: "f1", operatorCode: "VTL" });
  expect(village.distanceToCabinetM).toBeGreaterThan(20_000);
});

test("the history has a verdict for each day with evidence, whatever day is looked at", async () => {
  const { history } = await detail("v1", "?asOf=2023-06-30");
  expect(history).toEqual([
    { asOf: "2023-06-30", mobile: "phu_song", ftth: "chua_co_cap" },
    { asOf: "2025-12-31", mobile: "phu_song", ftth: "co_cap" },
  ]);
});

test("a centre outside its commune's outline is told with the distance and stays", async () => {
  const { villages = [], ...rows } = smallWorld();
  const { app: moved } = await openTestApp({
    rows: {
      ...rows,
      villages: villages.map((village) =>
        village.id === "v1" ? { ...village, lon: 106.96 } : village,
      ),
    },
  });
  const { village } = await detail("v1", "", moved);
  expect(village.communeCode).toBe("06196");
  expect(village.outsideCommuneM).toBeGreaterThan(1000);
  expect(village.outsideCommuneM).toBeLessThan(1050);
  expect((await detail("v2", "", moved)).village.outsideCommuneM).toBeUndefined();
  await moved.close();
});

describe("what is being done", () => {
  const world = smallWorld();
  const [village] = (world.villages ?? []).filter(({ id }) => id === "v1");
  const place = { lon: village?.lon ?? 0, lat: village?.lat ?? 0 };
  /** About 111 m of latitude each. */
  const north = (steps: number) => ({ lon: place.lon, lat: place.lat + steps * 0.001 });
  const site = (id: string, mastId: string, status: Site["status"]) =>
    makeSite({ id, code: id.toUpperCase(), mastId, operatorCode: "VTL", status });

  test("masts that are planned, blocked or being built are told, nearest first, others are not", async () => {
    const { app: busy } = await openTestApp({
      rows: {
        ...world,
        masts: [
          makeMast({ id: "a", ...north(8) }),
          makeMast({ id: "b", ...north(2) }),
          makeMast({ id: "far", ...north(60) }),
        ],
        sites: [
          site("s-build", "a", "dang_xay_dung"),
          site("s-blocked", "b", "vuong_mat_bang"),
          site("s-air", "b", "hoat_dong"),
          site("s-gone", "b", "thao_do"),
          site("s-far", "far", "ke_hoach"),
        ],
        cells: [],
      },
    });
    const { works } = await detail("v1", "", busy);
    expect(works).toEqual([
      {
        siteId: "s-blocked",
        code: "S-BLOCKED",
        operatorCode: "VTL",
        status: "vuong_mat_bang",
        distanceM: expect.closeTo(222, -1),
      },
      {
        siteId: "s-build",
        code: "S-BUILD",
        operatorCode: "VTL",
        status: "dang_xay_dung",
        distanceM: expect.closeTo(890, -1),
      },
    ]);
    const near: SiteDetail = (await busy.inject("/api/sites/s-build")).json();
    expect(near.villagesNear[0]).toMatchObject({ id: "v1", distanceM: works[1]?.distanceM });
    await busy.close();
  });

  test("a mast on air beside its operator's report of no signal is flagged, farther off it is not", async () => {
    for (const [steps, isFlagged] of [
      [6, true],
      [12, false],
    ] as const) {
      const { app: odd } = await openTestApp({
        rows: {
          ...world,
          masts: [makeMast({ id: "a", ...north(steps) })],
          sites: [site("s-air", "a", "hoat_dong")],
          cells: [makeCell({ siteId: "s-air", technology: "lte" })],
          evidence: [
            makeEvidence({
              villageId: "v1",
              operatorCode: "VTL",
              technology: "lte",
              covered: false,
            }),
          ],
        },
      });
      const { contradictions } = await detail("v1", "", odd);
      expect(contradictions).toEqual(
        isFlagged
          ? [
              {
                siteId: "s-air",
                operatorCode: "VTL",
                technology: "lte",
                distanceM: expect.closeTo(667, -1),
              },
            ]
          : [],
      );
      await odd.close();
    }
  });
});

describe("real masts and cables", () => {
  const real = { dataSource: "real" as const };
  const rows = {
    ...smallWorld(),
    masts: [makeMast({ ...real, lon: 106.9137, lat: 21.9312, communeCode: "06196" })],
    spans: [makeSpan(real)],
    accessPoints: [makeAccessPoint({ ...real, lon: 106.9012, lat: 21.9344 })],
  };

  test("in a border commune no distance to them is told, and the answer says so", async () => {
    const { app: withReal } = await openTestApp({ rows });
    const answer = await detail("v2", "", withReal);
    expect(answer.village).toMatchObject({
      mastDistanceBasis: "khong_cong_bo",
      fibreDistanceBasis: "khong_cong_bo",
    });
    expect(answer).toMatchObject({
      remoteReasonsLeftOut: ["far_from_mast"],
      nearestMasts: [],
      works: [],
      contradictions: [],
    });
    expect(answer).not.toHaveProperty("nearestFibre");
    for (const name of ["distanceToMastM", "distanceToSpanM", "distanceToCabinetM"])
      expect(answer.village).not.toHaveProperty(name);
    await withReal.close();
  });

  test("elsewhere distances are to the centres of their squares, and technologies are not told", async () => {
    const units = rows.units?.map((unit) => ({ ...unit, borderCommune: false })) ?? [];
    const { app: withReal } = await openTestApp({ rows: { ...rows, units } });
    const answer = await detail("v2", "", withReal);
    expect(answer.village).toMatchObject({ distanceToMastM: 757, mastDistanceBasis: "khai_quat" });
    expect(answer.village.fibreDistanceBasis).toBe("khai_quat");
    expect(answer).not.toHaveProperty("remoteReasonsLeftOut");
    expect(answer.nearestMasts).toEqual([
      {
        mastId: "kq-cot-10691-2193-1",
        distanceM: 757,
        operatorCodes: ["VNPT", "VTL"],
        technologies: [],
        position: { lon: 106.915, lat: 21.935 },
      },
    ]);
    await withReal.close();
  });

  test("with full detail they are told to the metre and where they stand", async () => {
    const config = { publicDetail: "full", requestsPerMinute: 0, maxLagMs: 0 } as const;
    const { app: open } = await openTestApp({ rows, config });
    const answer = await detail("v2", "", open);
    expect(answer.nearestMasts[0]?.position).toEqual({ lon: 106.9137, lat: 21.9312 });
    expect(answer.village.distanceToMastM).toBe(664);
    expect(answer.village.mastDistanceBasis).toBe("chinh_xac");
    await open.close();
  });
});

test("a thôn that is not there that day is not found", async () => {
  expect((await app.inject("/api/villages/v1?asOf=2019-01-01")).statusCode).toBe(404);
  expect((await app.inject("/api/villages/constructor")).statusCode).toBe(404);
});

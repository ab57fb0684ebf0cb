import i18next from "i18next";
import { beforeAll, expect, test } from "vitest";
import {
  fibreSentences,
  mobileSentences,
  remoteSentence,
  ruleSentence,
} from "../../../../client/panels/village/conclusion.ts";
import { evidenceSentence } from "../../../../client/panels/village/evidence-sentence.ts";
import type { Speaker } from "../../../../client/panels/village/speaker.ts";
import { vi } from "../../../../client/text/vi.ts";
import cv1603 from "../../../../geodata/datasets/rules/cv1603-2024.json" with { type: "json" };
import plan from "../../../../geodata/datasets/rules/ke-hoach-2023.json" with { type: "json" };
import type { Evidence } from "../../../../geodata/model/evidence.ts";
import type { Rule } from "../../../../geodata/model/rule.ts";
import type { Judgement, VillageDetail } from "../../../../geodata/model/village-detail.ts";
import { makeVillage } from "../../make-village.ts";

const NAMES: Record<string, string> = { VTL: "Viettel", MBF: "MobiFone" };
let speaker: Speaker;
beforeAll(async () => {
  await i18next.init({
    lng: "vi",
    resources: { vi: { translation: vi } },
    interpolation: { escapeValue: false },
  });
  speaker = { t: i18next.t, language: "vi", operatorName: (code) => NAMES[code] ?? code };
});

const claim = (given: Partial<Evidence>): Evidence => ({
  id: "e1",
  villageId: "v",
  operatorCode: "VTL",
  technology: "lte",
  kind: "claimed",
  covered: false,
  clusters: [],
  observedOn: "2025-12-31",
  author: "Viettel",
  dataSource: "demo",
  source: "seed",
  ...given,
});
const judgement = (given: Partial<Judgement>): Judgement => ({
  verdict: "trang_song",
  flags: [],
  points: [{ point: "centre", decides: true, state: "uncovered", coveredBy: [] }],
  used: [{ evidence: claim({}), point: "centre" }],
  setAside: [],
  next: "measure_centre",
  ...given,
});
const clusters = [
  { id: "c1", name: "Nà Pài", lon: 107, lat: 21.9 },
  { id: "c2", lon: 107, lat: 21.9 },
];
const detail = (given: Partial<VillageDetail>): VillageDetail => ({
  asOf: "2025-12-31",
  rule: "ke-hoach-2023",
  epoch: "2025",
  village: {
    ...makeVillage({ id: "v", distanceToMastM: 5240, distanceToRoadM: 800 }),
    kind: "thon",
    clusters,
    source: "seed",
    vn2000: { x: 1, y: 2 },
    communes: [],
  },
  remoteReasons: [],
  works: [],
  contradictions: [],
  mobile: judgement({}),
  ftth: judgement({ verdict: "chua_ro", used: [], points: [] }),
  technologies: [],
  operators: [],
  nearestMasts: [],
  history: [],
  ...given,
});

test("a thôn without signal is told so, with the technologies that were looked for", () => {
  const text = mobileSentences(detail({}), plan as Rule, speaker).join(" ");
  expect(text).toBe(
    "Băng rộng di động: Trắng sóng. Không nhà mạng nào có sóng 3G, 4G, 5G tại trung tâm thôn. Kết luận này dựa trên dữ liệu minh họa.",
  );
});

test("a thôn without evidence is called unknown, neither covered nor uncovered", () => {
  const mobile = judgement({ verdict: "chua_ro", used: [] });
  const text = mobileSentences(detail({ mobile }), plan as Rule, speaker).join(" ");
  expect(text).toContain("chưa thể nói là đã phủ hay chưa phủ");
  expect(text).not.toContain("minh họa");
});

test("a thôn with a dark cluster says which one, and by whom its centre is covered", () => {
  const mobile = judgement({
    verdict: "lom_song",
    points: [
      {
        point: "centre",
        decides: true,
        state: "covered",
        coveredBy: [
          { operatorCode: "VTL", technology: "lte" },
          { operatorCode: "VTL", technology: "nr" },
          { operatorCode: "MBF", technology: "lte" },
        ],
      },
      { point: "c1", decides: true, state: "uncovered", coveredBy: [] },
      { point: "c2", decides: true, state: "uncovered", coveredBy: [] },
    ],
  });
  const text = mobileSentences(detail({ mobile }), cv1603 as Rule, speaker).join(" ");
  expect(text).toContain("Trung tâm thôn có sóng 4G, 5G của Viettel và 4G của MobiFone.");
  expect(text).toContain("không có sóng ở cụm Nà Pài và cụm 2.");
});

test("clusters that the rule does not look at are not spoken of", () => {
  const mobile = judgement({
    verdict: "phu_song",
    points: [
      {
        point: "centre",
        decides: true,
        state: "covered",
        coveredBy: [{ operatorCode: "VTL", technology: "umts" }],
      },
      { point: "c1", decides: false, state: "uncovered", coveredBy: [] },
    ],
  });
  const text = mobileSentences(detail({ mobile }), plan as Rule, speaker).join(" ");
  expect(text).not.toContain("cụm");
});

test("each claim of the demonstration says in its own sentence that the operator never made it", () => {
  const { text, demo } = evidenceSentence(claim({}), clusters, speaker);
  expect(text).toBe("Viettel báo cáo không có sóng 4G tại trung tâm thôn (31/12/2025).");
  expect(demo).toBe("Đây là dữ liệu minh họa, không phải báo cáo thật của Viettel.");
  expect(evidenceSentence(claim({ dataSource: "real" }), clusters, speaker).demo).toBeUndefined();
});

test("a measurement says its level, its day and who measured", () => {
  const measured = claim({ kind: "measured", rsrpDbm: -118, author: "Phòng VH&TT" });
  expect(evidenceSentence(measured, clusters, speaker).text).toBe(
    "Đo thực tế 4G của Viettel tại trung tâm thôn: không đạt, -118 dBm (31/12/2025, Phòng VH&TT).",
  );
});

test("a claim about clusters names them", () => {
  const row = claim({ covered: true, clusters: [{ clusterId: "c1", covered: false }] });
  expect(evidenceSentence(row, clusters, speaker).text).toContain("Không có sóng ở cụm Nà Pài.");
});

test("remote is explained by distances and the limits of the rule", () => {
  const remote = detail({ remoteReasons: ["no_grid_power", "far_from_mast"] });
  expect(remoteSentence(remote, plan as Rule, speaker)).toBe(
    "Thôn thuộc vùng sâu, vùng xa vì chưa có điện lưới và cách trạm gần nhất 5,2 km (hơn 5 km).",
  );
});

test("the rule is told in one sentence", () => {
  expect(ruleSentence(cv1603 as Rule, speaker)).toContain(
    "tính sóng 4G, 5G; xét trung tâm thôn và các cụm dân cư; dùng kết quả đo thực tế, nếu không có thì dùng báo cáo của nhà mạng.",
  );
});

test("fibre that nobody reported on is unknown, not absent", () => {
  expect(fibreSentences(detail({}), speaker)[1]).toContain("chưa thể nói là có hay chưa có");
});

test("where the distance to a mast is not published, it is said that it was not considered", () => {
  const leftOut = { remoteReasonsLeftOut: ["far_from_mast" as const] };
  const words = "Không xét tiêu chí cách trạm, vì khoảng cách không công bố.";
  expect(remoteSentence(detail(leftOut), plan as Rule, speaker)).toBe(
    `Thôn không thuộc vùng sâu, vùng xa theo cách tính này. ${words}`,
  );
  const remote = detail({ ...leftOut, remoteReasons: ["no_grid_power"] });
  expect(remoteSentence(remote, plan as Rule, speaker)).toBe(
    `Thôn thuộc vùng sâu, vùng xa vì chưa có điện lưới. ${words}`,
  );
});

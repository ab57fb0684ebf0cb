import type { FastifyInstance } from "fastify";
import { type Static, Type } from "typebox";
import { epochOf } from "../../geodata/model/administrative-unit.ts";
import { Comparison } from "../../geodata/model/comparison.ts";
import { DATA_SOURCE_TEXT } from "../../geodata/model/provenance.ts";
import { Rule } from "../../geodata/model/rule.ts";
import { movedVillages } from "../../geodata/rules/comparison.ts";
import { summarise, villageTargetsOf } from "../../geodata/rules/coverage-summary.ts";
import { VERDICT_WORDS } from "../../geodata/text/verdict-words.ts";
import type { CoverageSnapshot } from "../coverage/coverage-snapshot.ts";
import { operatorParameter, questionParameters, RealDay } from "../coverage/question.ts";
import { sourceOfAll } from "../coverage/summary.ts";
import type { RouteDeps } from "../deps.ts";
import type { TableFile } from "../http/table-file.ts";
import { addApiRoute } from "./api-route.ts";
import { fileNameOf } from "./file-name.ts";

const ruleOf = (side: string) =>
  Type.Optional({ ...Rule.properties.id, description: `Rule of the ${side} side` });
const dayOf = (side: string) =>
  Type.Optional({ ...RealDay, description: `Day of the ${side} side; the latest by default` });

const Query = Type.Object({
  from: dayOf("first"),
  to: dayOf("second"),
  fromRule: ruleOf("first"),
  toRule: ruleOf("second"),
  epoch: questionParameters.epoch,
  operator: operatorParameter,
});
type Query = Static<typeof Query>;
type Moved = Comparison["moved"][number];

/** `GET /api/compare`: two days, two rules or both, and every thôn whose verdict differs. */
export function registerCompare(app: FastifyInstance, deps: RouteDeps): void {
  addApiRoute(app, deps, {
    url: "/api/compare",
    allow: "everybody",
    summary: "Both targets on two sides, and each thôn whose verdict differs",
    query: Query,
    response: Comparison,
    make: (snapshot, asked) => comparisonOf(snapshot, deps, asked),
    makeTable: async (snapshot, asked) =>
      movedTable(snapshot, await comparisonOf(snapshot, deps, asked), asked.operator),
  });
}

async function comparisonOf(
  snapshot: CoverageSnapshot,
  deps: RouteDeps,
  { from, to, fromRule, toRule, epoch: asked, operator }: Query,
): Promise<Comparison> {
  const defaults = await snapshot.defaults();
  const epoch = asked ?? epochOf(to ?? defaults.asOf);
  const targets = villageTargetsOf(deps.indicators);
  const sideOf = async (asOf: string, ruleId: string) => {
    const judged = await snapshot.judged({
      asOf,
      ruleId,
      epoch,
      ...(operator !== undefined && { operator }),
    });
    const items = judged.map(({ item }) => item);
    const side = { asOf, rule: ruleId, targets: summarise(items, [], targets).targets };
    return { judged, items, side };
  };
  const before = await sideOf(from ?? defaults.asOf, fromRule ?? defaults.ruleId);
  const after = await sideOf(to ?? defaults.asOf, toRule ?? defaults.ruleId);
  return {
    epoch,
    dataSource: sourceOfAll([...before.judged, ...after.judged]),
    from: before.side,
    to: after.side,
    moved: movedVillages(before.items, after.items),
  };
}

/** Every thôn that moved, with what it was and what it is. */
async function movedTable(
  snapshot: CoverageSnapshot,
  { from, to, dataSource, moved, epoch }: Comparison,
  operatorCode: string | undefined,
): Promise<TableFile<Moved>> {
  const sideText = async ({ asOf, rule }: Comparison["from"]) =>
    `${asOf}, ${(await snapshot.rule(rule)).name.vi}`;
  const [before, after] = [await sideText(from), await sideText(to)];
  const operator = operatorCode && (await snapshot.operator(operatorCode)).name;
  const verdicts = (theme: "mobile" | "ftth", name: string, title: string) =>
    (["from", "to"] as const).map((side) => ({
      name: `${name}_${side === "from" ? "truoc" : "sau"}`,
      title: `${title}, ${side === "from" ? "trước" : "sau"}`,
      value: (row: Moved) => row[theme]?.[side],
      words: (row: Moved) => row[theme] && VERDICT_WORDS[row[theme][side]],
    }));
  return {
    fileName: fileNameOf(["so-sanh", operator ?? "", from.asOf, from.rule, to.asOf, to.rule]),
    sheet: "Thôn đổi kết quả",
    columns: [
      { name: "ma_thon", title: "Mã thôn", value: (row) => row.id },
      { name: "ten_thon", title: "Thôn", value: (row) => row.name },
      { name: "ma_xa", title: "Mã xã", value: (row) => row.communeCode },
      { name: "ten_xa", title: "Xã", value: (row) => row.communeName },
      { name: "so_ho", title: "Số hộ", value: (row) => row.households },
      ...verdicts("mobile", "di_dong", "Di động"),
      ...verdicts("ftth", "cap_quang", "Cáp quang"),
      { name: "truoc", title: "Trước", value: () => before },
      { name: "sau", title: "Sau", value: () => after },
      {
        name: "nguon_du_lieu",
        title: "Nguồn dữ liệu",
        value: () => DATA_SOURCE_TEXT[dataSource],
      },
    ],
    rows: moved,
    notes: [
      ["Dữ liệu", DATA_SOURCE_TEXT[dataSource]],
      ["Trước", before],
      ["Sau", after],
      ["Đơn vị hành chính", `năm ${epoch}`],
      ...(operator ? [["Nhà mạng", operator] as const] : []),
      ["Số thôn đổi kết quả", String(moved.length)],
    ],
  };
}

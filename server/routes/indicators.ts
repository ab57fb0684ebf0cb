import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { epochOf } from "../../geodata/model/administrative-unit.ts";
import { IndicatorList } from "../../geodata/model/indicator-result.ts";
import { DATA_SOURCE_TEXT } from "../../geodata/model/provenance.ts";
import { type Figures, indicatorResults } from "../../geodata/rules/indicator-values.ts";
import type { CoverageSnapshot } from "../coverage/coverage-snapshot.ts";
import { questionOf, questionParameters } from "../coverage/question.ts";
import { sourceOfAll } from "../coverage/summary.ts";
import type { RouteDeps } from "../deps.ts";
import type { TableFile } from "../http/table-file.ts";
import { addApiRoute } from "./api-route.ts";
import { fileNameOf } from "./file-name.ts";

/** `GET /api/indicators`: every row of the plan, with ours where it can be counted. */
export function registerIndicators(app: FastifyInstance, deps: RouteDeps): void {
  addApiRoute(app, deps, {
    url: "/api/indicators",
    allow: "everybody",
    summary: "The plan's indicators, and our figure and its course where one can be counted",
    query: Type.Object({ asOf: questionParameters.asOf, rule: questionParameters.rule }),
    response: IndicatorList,
    make: (snapshot, asked) => indicatorsOf(snapshot, deps, asked),
    makeTable: async (snapshot, asked) =>
      indicatorsTable(snapshot, await indicatorsOf(snapshot, deps, asked)),
  });
}

async function indicatorsOf(
  snapshot: CoverageSnapshot,
  deps: RouteDeps,
  asked: { asOf?: string; rule?: string },
): Promise<IndicatorList> {
  const { asOf, ruleId } = await questionOf(snapshot, asked);
  const course = [];
  for (const day of await snapshot.evidenceDays())
    course.push({ asOf: day, figures: await figuresOf(snapshot, day, ruleId) });
  const figures = await figuresOf(snapshot, asOf, ruleId);
  const names = new Map((await snapshot.rows("organisations")).map(({ id, name }) => [id, name]));
  const items = indicatorResults(deps.indicators, figures, course).map((item) => {
    const responsibleName = item.responsible && names.get(item.responsible);
    return { ...item, ...(responsibleName && { responsibleName }) };
  });
  return { asOf, rule: ruleId, items };
}

type Item = IndicatorList["items"][number];

/** The plan's rows with ours; a figure of the plan stays as the plan prints it. */
async function indicatorsTable(
  snapshot: CoverageSnapshot,
  { asOf, rule, items }: IndicatorList,
): Promise<TableFile<Item>> {
  const sources = items.flatMap(({ computed }) => (computed ? [computed.dataSource] : []));
  const isMixed = sources.some((source) => source !== sources[0]);
  const source = DATA_SOURCE_TEXT[isMixed ? "mixed" : (sources[0] ?? "real")];
  return {
    fileName: fileNameOf(["chi-tieu", asOf, rule]),
    sheet: "Chỉ tiêu",
    columns: [
      { name: "ma_chi_tieu", title: "Mã", value: (item) => item.code },
      { name: "chi_tieu", title: "Chỉ tiêu", value: (item) => item.name.vi },
      { name: "don_vi_tinh", title: "Đơn vị tính", value: (item) => item.unit },
      {
        name: "hien_trang_ke_hoach",
        title: "Hiện trạng (Kế hoạch)",
        value: (item) => item.baseline,
      },
      { name: "muc_tieu_ke_hoach", title: "Mục tiêu (Kế hoạch)", value: (item) => item.target },
      { name: "dem_duoc", title: "Đếm được", value: (item) => item.computed?.numerator },
      { name: "tren_tong", title: "Trên tổng", value: (item) => item.computed?.denominator },
      { name: "chua_ro", title: "Chưa rõ", value: (item) => item.computed?.unknown },
      { name: "con_thieu", title: "Còn thiếu", value: (item) => item.computed?.shortfall },
      { name: "don_vi_theo_doi", title: "Đơn vị theo dõi", value: (item) => item.responsibleName },
      { name: "ngay_so_lieu", title: "Ngày số liệu", value: () => asOf },
      { name: "quy_tac", title: "Cách tính", value: () => rule },
      {
        name: "nguon_du_lieu",
        title: "Nguồn dữ liệu",
        value: (item) => item.computed && DATA_SOURCE_TEXT[item.computed.dataSource],
      },
    ],
    rows: items,
    notes: [
      ["Dữ liệu", source],
      ["Số liệu đến ngày", asOf],
      ["Cách tính", (await snapshot.rule(rule)).name.vi],
    ],
  };
}

/** The computed figures of a day; which units group them does not change a total. */
function figuresOf(snapshot: CoverageSnapshot, day: string, ruleId: string): Promise<Figures> {
  return snapshot.derive(`figures ${day} ${ruleId}`, async () => {
    const judged = await snapshot.judged({ asOf: day, ruleId, epoch: epochOf(day) });
    const figures = await snapshot.exactCounts.figuresOn(
      day,
      judged.map(({ item }) => item),
    );
    // A thôn's verdict also rests on its evidence, which may be of another source than the thôn.
    const dataSource = sourceOfAll(judged);
    return {
      ...figures,
      MBB_VILLAGES: { ...figures.MBB_VILLAGES, dataSource },
      FTTH_VILLAGES: { ...figures.FTTH_VILLAGES, dataSource },
    };
  });
}

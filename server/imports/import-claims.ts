import type { ClusterCoverage, Evidence } from "../../geodata/model/evidence.ts";
import type { Operator } from "../../geodata/model/operator.ts";
import type { Technology } from "../../geodata/model/technology.ts";
import type { Village } from "../../geodata/model/village.ts";
import { foldKey } from "../../geodata/text/fold.ts";
import { makeVillageFinder, type VillageFinder } from "./find-village.ts";
import { makeFirstOfKey } from "./first-of-key.ts";
import {
  compareRows,
  type Importer,
  type ImportPlan,
  type PlanContext,
  readRows,
} from "./import-plan.ts";
import { readOperator } from "./read-operator.ts";
import { readTechnologies } from "./read-technologies.ts";
import type { RowReader } from "./row-reader.ts";
import { operatorWords, type WordList, YES_NO } from "./word-lists.ts";

/** What operators report per thôn (templates thon_phu_song and thon_ftth). */
export const importClaims: Importer = {
  fields: [
    { name: "commune", headers: ["xa", "ten xa", "commune"] },
    {
      name: "village",
      headers: ["thon", "ten thon", "ma thon", "village", "village id"],
      isRequired: true,
    },
    { name: "operator", headers: ["nha mang", "doanh nghiep", "operator"], isRequired: true },
    { name: "technology", headers: ["cong nghe", "technology"] },
    { name: "covered", headers: ["phu trung tam", "phu song", "covered"] },
    { name: "hasFtth", headers: ["co ftth", "ftth", "co cap quang"] },
    { name: "uncoveredClusters", headers: ["cum khong song", "uncovered clusters"] },
    {
      name: "day",
      headers: ["ngay", "ngay bao cao", "day", "date", "observed on"],
      isRequired: true,
    },
    { name: "note", headers: ["ghi chu", "note"] },
  ],
  plan: planClaims,
};

function planClaims(context: PlanContext): ImportPlan {
  const { stored, replace, epoch } = context;
  const finder = makeVillageFinder(stored.villages, stored.crosswalk, epoch);
  const operators = operatorWords(stored.operators);
  const claims = makeFirstOfKey("village", "mỗi thôn, nhà mạng, công nghệ và ngày một lần");
  const { rows, problems } = readRows(context, (reader) => {
    const read = readClaims(reader, context, finder, operators);
    const isNew = read?.every((claim) => claims.isFirst(reader, claim.id));
    return isNew ? read : undefined;
  });
  const left = stored.evidence.filter((row) => !replace || row.dataSource === "real");
  const compared = compareRows(
    "evidence",
    rows.flatMap(({ row }) => row),
    left,
  );
  return {
    ...compared,
    problems,
    retire: left.length < stored.evidence.length ? [{ kind: "evidence", dataSource: "demo" }] : [],
    put: { evidence: compared.put },
    notes: [],
  };
}

/** One claim for each technology that the row names; the FTTH template names it by its column. */
function readClaims(
  reader: RowReader,
  { table, today }: PlanContext,
  finder: VillageFinder,
  operators: WordList<Operator>,
): Evidence[] | undefined {
  const village = readVillage(reader, finder);
  const operator = readOperator(reader, operators);
  const isFtthFile = reader.hasColumn("hasFtth") && !reader.hasColumn("covered");
  const technologies: Technology[] | undefined =
    isFtthFile && !reader.hasColumn("technology") ? ["ftth"] : readTechnologies(reader, false);
  const field = isFtthFile ? "hasFtth" : "covered";
  const covered =
    reader.requiredText(field, "1 (có) hoặc 0 (không)") === undefined
      ? undefined
      : reader.word(field, YES_NO);
  const day =
    reader.requiredText("day", "ngày dạng dd/mm/yyyy") === undefined
      ? undefined
      : reader.pastDay("day", today);
  const clusters = village && covered !== undefined ? readClusters(reader, village, covered) : [];
  const note = reader.text("note");
  if (reader.isRefused || !village || !operator || !technologies || day === undefined)
    return undefined;
  return technologies.map((technology): Evidence => {
    const claim: Evidence = {
      id: claimId(village, operator, technology, day),
      villageId: village.id,
      operatorCode: operator.code,
      technology,
      kind: "claimed",
      ...(covered === undefined ? {} : { covered }),
      clusters,
      observedOn: day,
      author: operator.name,
      ...(note === undefined ? {} : { note }),
      dataSource: "real",
      source: `Tệp ${table.fileName}`,
    };
    reader.conforms("evidence", claim);
    return claim;
  });
}

/** The same for the same thing said of the same day, so that a later file corrects an earlier one. */
function claimId(village: Village, operator: Operator, technology: Technology, day: string) {
  return `claim-${village.id}-${operator.code}-${technology}-${day}`;
}

function readVillage(reader: RowReader, finder: VillageFinder): Village | undefined {
  const name = reader.requiredText("village", "tên thôn hoặc mã thôn");
  if (name === undefined) return undefined;
  const result = finder.find(reader.text("commune"), name);
  if ("found" in result) return result.found;
  const { code, expected, suggestion } = result.problem;
  const isOfCommune = code === "unknown_commune" || code === "missing";
  return reader.error(isOfCommune ? "commune" : "village", code, {
    got: isOfCommune ? (reader.text("commune") ?? "") : name,
    ...(expected === undefined ? {} : { expected }),
    ...(suggestion === undefined ? {} : { suggestion }),
  });
}

/**
 * Clusters without signal, by id or name. Where the centre is covered, clusters that are not named
 * have signal; where it is not, nothing is said of them.
 */
function readClusters(reader: RowReader, village: Village, covered: boolean): ClusterCoverage[] {
  if (!reader.hasColumn("uncoveredClusters")) return [];
  const named = (reader.text("uncoveredClusters") ?? "")
    .split(/[|;,]/)
    .map((name) => name.trim())
    .filter((name) => name !== "");
  const without = new Set<string>();
  for (const name of named) {
    const cluster = village.clusters.find(
      (known) => known.id === name || foldKey(known.name ?? known.id) === foldKey(name),
    );
    if (cluster) without.add(cluster.id);
    else
      reader.error("uncoveredClusters", "unknown_cluster", {
        got: name,
        expected:
          village.clusters.length === 0
            ? "ô để trống: thôn này chưa có cụm dân cư nào"
            : `cụm của thôn: ${village.clusters.map((known) => known.name ?? known.id).join(", ")}`,
      });
  }
  return village.clusters
    .filter(({ id }) => covered || without.has(id))
    .map(({ id }) => ({ clusterId: id, covered: !without.has(id) }));
}

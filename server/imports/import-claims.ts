import { isDeepStrictEqual } from "node:util";
import type { ClusterCoverage, Evidence, EvidenceKind } from "../../geodata/model/evidence.ts";
import type { Operator } from "../../geodata/model/operator.ts";
import type { Technology } from "../../geodata/model/technology.ts";
import type { Cluster, Village } from "../../geodata/model/village.ts";
import { plainEvidenceId, withPublicEvidenceIds } from "../../geodata/rules/public-evidence.ts";
import { PUBLIC_AUTHOR } from "../../geodata/rules/visibility.ts";
import { foldKey } from "../../geodata/text/fold.ts";
import { hasMarks, nameKey } from "../../geodata/text/written-name.ts";
import {
  type CommuneFinder,
  makeFindCommunes,
  makeVillageFinder,
  type VillageFinder,
} from "./find-village.ts";
import { makeFirstOfKey } from "./first-of-key.ts";
import {
  compareRows,
  type Importer,
  type ImportPlan,
  type PlanContext,
  readRows,
} from "./import-plan.ts";
import { questionOf } from "./names-like.ts";
import { vietnameseDay } from "./parse-day.ts";
import { PROVENANCE_FIELDS, withProvenance } from "./provenance.ts";
import { readOperator } from "./read-operator.ts";
import { readTechnologies } from "./read-technologies.ts";
import type { RowReader } from "./row-reader.ts";
import { EVIDENCE_KINDS, operatorWords, type WordList, YES_NO } from "./word-lists.ts";

/**
 * What operators report per thôn (templates thon_phu_song and thon_ftth), and the rows of our export
 * of evidence, of any kind.
 */
export const importClaims: Importer = {
  fields: [
    { name: "id", headers: ["ma bang chung", "evidence id"] },
    { name: "commune", headers: ["xa", "ten xa", "commune"] },
    {
      name: "village",
      headers: ["thon", "ten thon", "ma thon", "village", "village id"],
      isRequired: true,
    },
    { name: "operator", headers: ["nha mang", "doanh nghiep", "operator"], isRequired: true },
    { name: "technology", headers: ["cong nghe", "technology"] },
    { name: "covered", headers: ["phu trung tam", "phu song", "co song", "covered"] },
    { name: "hasFtth", headers: ["co ftth", "ftth", "co cap quang"] },
    { name: "kind", headers: ["loai bang chung", "evidence kind"] },
    { name: "coveredClusters", headers: ["cum co song", "covered clusters"] },
    { name: "uncoveredClusters", headers: ["cum khong song", "uncovered clusters"] },
    {
      name: "day",
      headers: [
        "ngay quan sat",
        "ngay",
        "ngay bao cao",
        "ngay so lieu",
        "day",
        "date",
        "observed on",
      ],
    },
    { name: "rsrpDbm", headers: ["rsrp dbm", "rsrp"] },
    { name: "mccMnc", headers: ["mcc mnc"] },
    { name: "author", headers: ["nguoi bao cao", "author"] },
    { name: "note", headers: ["ghi chu", "note"] },
    ...PROVENANCE_FIELDS,
  ],
  plan: planClaims,
};

interface Readers {
  finder: VillageFinder;
  findCommunes: CommuneFinder;
  operators: WordList<Operator>;
  known: ReadonlyMap<string, Evidence>;
}

function planClaims(context: PlanContext): ImportPlan {
  const { stored, replace, epoch } = context;
  const left = stored.evidence.filter((row) => !replace || row.dataSource === "real");
  const readers: Readers = {
    finder: makeVillageFinder(stored.villages, stored.crosswalk, epoch),
    findCommunes: makeFindCommunes(stored.crosswalk, epoch),
    operators: operatorWords(stored.operators),
    known: knownEvidence(stored.evidence),
  };
  const claims = makeFirstOfKey("village", "mỗi thôn, nhà mạng, công nghệ và ngày một lần");
  const { rows, problems } = readRows(context, (reader) => {
    const read = readClaims(reader, context, readers);
    const isNew = read?.every((claim) => claims.isFirst(reader, claim.id));
    return isNew ? read : undefined;
  });
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

/** One row for each technology that the row names; the FTTH template names it by its column. */
function readClaims(
  reader: RowReader,
  context: PlanContext,
  { finder, findCommunes, operators, known }: Readers,
): Evidence[] | undefined {
  const village = readVillage(reader, finder, findCommunes);
  const operator = readOperator(reader, operators);
  const isFtthFile = reader.hasColumn("hasFtth") && !reader.hasColumn("covered");
  const technologies: Technology[] | undefined =
    isFtthFile && !reader.hasColumn("technology") ? ["ftth"] : readTechnologies(reader, false);
  const ownId = reader.text("id");
  const covered = readCovered(reader, isFtthFile ? "hasFtth" : "covered", ownId !== undefined);
  const day = readDay(reader, context);
  const kind = reader.word("kind", EVIDENCE_KINDS) ?? "claimed";
  const rsrpDbm = reader.number("rsrpDbm", { min: -150, max: -30 });
  const mccMnc = reader.text("mccMnc");
  const clusters = village ? readClusters(reader, village, covered) : [];
  const note = reader.text("note");
  if (reader.isRefused || !village || !operator || !technologies || day === undefined)
    return undefined;
  if (ownId !== undefined && technologies.length > 1)
    return reader.error("technology", "ambiguous", {
      got: reader.text("technology") ?? "",
      expected: "một công nghệ cho một mã bằng chứng",
    });
  const rows = technologies.map((technology): Evidence | undefined => {
    const about = { kind, villageId: village.id, operatorCode: operator.code, technology };
    const given = ownId ?? plainEvidenceId({ ...about, observedOn: day });
    const old = known.get(given);
    const id = old?.id ?? given;
    if (old && !isAbout(old, village, operator, technology, kind))
      return reader.error("id", "duplicate", {
        got: id,
        expected: "mã bằng chứng của đúng thôn, nhà mạng, công nghệ và loại",
        suggestion: `Mã này đã dùng cho thôn ${old.villageId}, ${old.operatorCode}, ${old.technology}.`,
      });
    const make = (provenance: Pick<Evidence, "dataSource" | "source">): Evidence => ({
      id,
      villageId: village.id,
      operatorCode: operator.code,
      technology,
      kind,
      ...(covered === undefined ? {} : { covered }),
      clusters: inKnownOrder(clusters, old),
      observedOn: day,
      ...(rsrpDbm === undefined ? {} : { rsrpDbm }),
      ...(mccMnc === undefined ? {} : { mccMnc }),
      author: authorOf(reader, operator, old, given),
      ...noteOf(note, old, given),
      ...provenance,
    });
    // A claim says so little that an operator may well say what the demonstration says: only the id
    // of our export tells a copy of it.
    const isOurs = ownId !== undefined;
    const row = withProvenance(reader, context, old, make, (twin, before) =>
      isOurs ? isDeepStrictEqual(twin, before) : false,
    );
    return row && reader.conforms("evidence", row) ? row : undefined;
  });
  return rows.every((row) => row !== undefined) ? rows : undefined;
}

/** What is said of the centre; a row of our export may say nothing of it. */
function readCovered(reader: RowReader, field: string, isOurs: boolean): boolean | undefined {
  if (isOurs && reader.text(field) === undefined) return undefined;
  return reader.requiredText(field, "1 (có) hoặc 0 (không)") === undefined
    ? undefined
    : reader.word(field, YES_NO);
}

/** The day that a row speaks of; without one, that of the file's data. */
function readDay(reader: RowReader, { today, asOf, isAsOfGiven }: PlanContext): string | undefined {
  if (reader.text("day") !== undefined) return reader.pastDay("day", today);
  reader.warn(reader.hasColumn("day") ? "day" : "", "assumed", {
    message: `không có ngày: lấy ngày ${vietnameseDay(asOf)} (${isAsOfGiven ? "ngày số liệu của tệp, --as-of" : "ngày nhập"})`,
  });
  return asOf;
}

function isAbout(
  row: Evidence,
  village: Village,
  operator: Operator,
  technology: Technology,
  kind: EvidenceKind,
): boolean {
  return (
    row.villageId === village.id &&
    row.operatorCode === operator.code &&
    row.technology === technology &&
    row.kind === kind
  );
}

/** Stored rows by their ids, and real ones by those that the public gets of them as well. */
function knownEvidence(rows: readonly Evidence[]): Map<string, Evidence> {
  const real = withPublicEvidenceIds(rows.filter((row) => row.dataSource === "real"));
  return new Map([
    ...real.map(({ publicId, row }) => [publicId, row] as const),
    ...rows.map((row) => [row.id, row] as const),
  ]);
}

/** A public export tells neither who wrote a row nor the note on it: what it leaves out stays. */
function isPublicCopy(old: Evidence | undefined, given: string): old is Evidence {
  return old !== undefined && old.id !== given;
}

function authorOf(
  reader: RowReader,
  operator: Operator,
  old: Evidence | undefined,
  given: string,
): string {
  const said = reader.text("author");
  if (isPublicCopy(old, given) && said === PUBLIC_AUTHOR[old.kind]) return old.author;
  return said ?? operator.name;
}

function noteOf(
  said: string | undefined,
  old: Evidence | undefined,
  given: string,
): Pick<Evidence, "note"> {
  const note = said ?? (isPublicCopy(old, given) ? old.note : undefined);
  return note === undefined ? {} : { note };
}

function readVillage(
  reader: RowReader,
  finder: VillageFinder,
  findCommunes: CommuneFinder,
): Village | undefined {
  const name = reader.requiredText("village", "tên thôn hoặc mã thôn");
  if (name === undefined) return undefined;
  const commune = reader.text("commune");
  const result = finder.find(commune, name);
  if ("found" in result) {
    const communeReadAs = commune === undefined ? undefined : findCommunes.readAs(commune);
    if (communeReadAs !== undefined && result.found.id !== name)
      reader.warn("commune", "read_as", { message: `“${commune}” được đọc là ${communeReadAs}` });
    if (result.readAs !== undefined)
      reader.warn("village", "read_as", {
        message: `“${name}” không có dấu, được đọc là ${result.readAs}`,
      });
    return result.found;
  }
  const { code, expected, suggestion } = result.problem;
  const isOfCommune = code === "unknown_commune" || code === "missing";
  return reader.error(isOfCommune ? "commune" : "village", code, {
    got: isOfCommune ? (commune ?? "") : name,
    ...(expected === undefined ? {} : { expected }),
    ...(suggestion === undefined ? {} : { suggestion }),
  });
}

/**
 * Clusters by id or name. With a column of those that have signal, exactly those that are named are
 * spoken of. Without it, clusters of a covered thôn that are not named have signal, and of one that is
 * not covered nothing is said of them.
 */
function readClusters(
  reader: RowReader,
  village: Village,
  covered: boolean | undefined,
): ClusterCoverage[] {
  const without = readNamedClusters(reader, "uncoveredClusters", village);
  const having = readNamedClusters(reader, "coveredClusters", village);
  const both = village.clusters.find(({ id }) => without.has(id) && having.has(id));
  if (both)
    reader.error("uncoveredClusters", "ambiguous", {
      got: both.name ?? both.id,
      expected: "mỗi cụm ở một cột: có sóng hoặc không có sóng",
    });
  if (reader.hasColumn("coveredClusters"))
    return village.clusters
      .filter(({ id }) => having.has(id) || without.has(id))
      .map(({ id }) => ({ clusterId: id, covered: having.has(id) }));
  if (!reader.hasColumn("uncoveredClusters")) return [];
  return village.clusters
    .filter(({ id }) => covered || without.has(id))
    .map(({ id }) => ({ clusterId: id, covered: !without.has(id) }));
}

function readNamedClusters(reader: RowReader, field: string, village: Village): Set<string> {
  const names = (reader.text(field) ?? "")
    .split(/[|;,]/)
    .map((name) => name.trim())
    .filter((name) => name !== "");
  const found = new Set<string>();
  for (const name of names) {
    const nameOf = (known: Cluster) => known.name ?? known.id;
    const exact =
      village.clusters.find(({ id }) => id === name) ??
      onlyOne(village.clusters.filter((known) => nameKey(nameOf(known)) === nameKey(name)));
    const like = village.clusters.filter((known) => foldKey(nameOf(known)) === foldKey(name));
    const unmarked = exact || hasMarks(name) ? undefined : onlyOne(like);
    if (unmarked)
      reader.warn(field, "read_as", {
        message: `“${name}” không có dấu, được đọc là ${nameOf(unmarked)}`,
      });
    const cluster = exact ?? unmarked;
    if (cluster) found.add(cluster.id);
    else
      reader.error(field, like.length > 1 ? "ambiguous" : "unknown_cluster", {
        got: name,
        expected:
          village.clusters.length === 0
            ? "ô để trống: thôn này chưa có cụm dân cư nào"
            : `cụm của thôn: ${village.clusters.map((known) => known.name ?? known.id).join(", ")}`,
        ...questionOf(like.map((known) => `${nameOf(known)} (mã ${known.id})`)),
      });
  }
  return found;
}

const onlyOne = <T>(found: readonly T[]): T | undefined =>
  found.length === 1 ? found[0] : undefined;

/** Clusters in the order that is stored where they say the same: order says nothing. */
function inKnownOrder(clusters: ClusterCoverage[], old: Evidence | undefined): ClusterCoverage[] {
  const key = (all: readonly ClusterCoverage[]) =>
    JSON.stringify(all.map(({ clusterId, covered }) => [clusterId, covered]).sort());
  return old && key(old.clusters) === key(clusters) ? old.clusters : clusters;
}

import { isValidOn } from "../../../geodata/model/day.ts";
import type { VillageTileProperties } from "../../../geodata/model/tile-layers.ts";
import type { CoverageSnapshot, Question } from "../coverage-snapshot.ts";
import type { JudgedVillage } from "../judged-village.ts";
import { stretchAround } from "../validity-stretch.ts";
import { attributesOf, fieldsOf, type LayerSource } from "./layer-source.ts";

/** Clusters are small: below this zoom they would hide the thôn that they belong to. */
const CLUSTERS_FROM_ZOOM = 11;

/** Areas, centres and clusters of the thôn, with the verdicts of the question. */
export function villageLayers(snapshot: CoverageSnapshot) {
  const shapesKey = async ({ asOf }: Question) =>
    stretchAround(await snapshot.rows("villages"), asOf);
  const attributesKey = async ({ asOf, ruleId, epoch, operator }: Question) =>
    [asOf, ruleId, epoch, operator ?? ""].join("|");
  const valid = async ({ asOf }: Question) =>
    (await snapshot.rows("villages")).filter((village) => isValidOn(village, asOf));

  const villages: LayerSource = {
    minZoom: 0,
    ofOneQuestion: true,
    fields: VILLAGE_FIELDS,
    shapesKey,
    attributesKey,
    async shapes(question) {
      const areas = new Map(
        (await snapshot.rows("villageAreas")).map(({ villageId, geometry }) => [
          villageId,
          geometry,
        ]),
      );
      return (await valid(question)).flatMap(({ id }) => {
        const geometry = areas.get(id);
        return geometry ? [{ key: id, geometry }] : [];
      });
    },
    async attributes(question) {
      const judged = await snapshot.judged(question);
      return attributesOf(
        "villages",
        judged.map((one) => [one.item.id, tileProperties(one)]),
      );
    },
  };

  const centres: LayerSource = {
    ...villages,
    attributesAs: "villages",
    async shapes(question) {
      return (await valid(question)).map(({ id, lon, lat }) => ({
        key: id,
        geometry: { type: "Point", coordinates: [lon, lat] },
      }));
    },
  };

  const clusters: LayerSource = {
    minZoom: CLUSTERS_FROM_ZOOM,
    ofOneQuestion: true,
    fields: fieldsOf("clusters", { id: "String", villageId: "String", state: "String" }),
    shapesKey,
    attributesKey,
    async shapes(question) {
      return (await valid(question)).flatMap((village) =>
        village.clusters.map(({ id, lon, lat }) => ({
          key: clusterKey(village.id, id),
          geometry: { type: "Point", coordinates: [lon, lat] },
        })),
      );
    },
    async attributes(question) {
      const judged = await snapshot.judged(question);
      return attributesOf(
        "clusters",
        judged.flatMap(({ village, judgeMobile }) => {
          const { points } = judgeMobile();
          return village.clusters.map(({ id }) => {
            const state = points.find(({ point }) => point === id)?.state ?? "unknown";
            return [clusterKey(village.id, id), { id, villageId: village.id, state }] as const;
          });
        }),
      );
    },
  };

  return { villages, "village-centres": centres, clusters };
}

/** Ids of clusters are unique within their thôn only. */
function clusterKey(villageId: string, clusterId: string): string {
  return `${villageId}/${clusterId}`;
}

const VILLAGE_FIELDS = fieldsOf("villages", {
  id: "String",
  name: "String",
  communeCode: "String",
  mobile: "String",
  umts: "String",
  lte: "String",
  nr: "String",
  ftth: "String",
  operatorCount: "Number",
  remote: "Boolean",
  flagged: "Boolean",
  demo: "Boolean",
  households: "Number",
  distanceToMastM: "Number",
  mastDistanceBasis: "String",
  distanceToRoadM: "Number",
});

function tileProperties({ item }: JudgedVillage): VillageTileProperties {
  const { households, distanceToMastM, mastDistanceBasis, distanceToRoadM } = item;
  return {
    id: item.id,
    name: item.name,
    communeCode: item.communeCode,
    ...item.verdicts,
    operatorCount: item.operatorCount,
    remote: item.remote,
    flagged: item.flags.includes("dang_xac_minh"),
    demo: item.dataSource === "demo",
    ...(households !== undefined && { households }),
    ...(distanceToMastM !== undefined && { distanceToMastM }),
    ...(mastDistanceBasis !== undefined && { mastDistanceBasis }),
    ...(distanceToRoadM !== undefined && { distanceToRoadM }),
  };
}

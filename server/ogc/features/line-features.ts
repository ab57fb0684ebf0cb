import { precisionOf } from "../../../geodata/rules/visibility.ts";
import type { CoverageSnapshot } from "../../coverage/coverage-snapshot.ts";
import { FIBRE_STAGE } from "../../coverage/fibre-stage.ts";
import type { PublicNetwork } from "../../coverage/public-network.ts";
import type { FeatureInput } from "../feature-set.ts";
import type { FibreSpanProperties, RoadProperties } from "../published-properties.ts";
import { publishedValidity, validityOf, versionId } from "./published-validity.ts";

/** Every version of every cable that the public may see. */
export async function fibreSpanFeatures(network: PublicNetwork): Promise<FeatureInput[]> {
  return (await network.spans()).map(({ span, generalised }) => {
    const properties: FibreSpanProperties = {
      spanId: span.id,
      operator: span.operatorCode,
      status: span.status,
      stage: FIBRE_STAGE[span.status],
      kind: span.kind ?? null,
      mounting: span.mounting ?? null,
      fibreCount: span.fibreCount ?? null,
      vi_tri: precisionOf(generalised),
      ...publishedValidity(span),
      dataSource: span.dataSource,
      source: span.source,
    };
    return {
      id: versionId(span.id, span),
      geometry: span.geometry,
      properties,
      ...validityOf(span),
    };
  });
}

/** Every version of every road. */
export async function roadFeatures(snapshot: CoverageSnapshot): Promise<FeatureInput[]> {
  return (await snapshot.rows("roads")).map((road) => {
    const properties: RoadProperties = {
      roadId: road.id,
      class: road.class,
      name: road.name ?? null,
      ...publishedValidity(road),
      dataSource: road.dataSource,
      source: road.source,
    };
    return {
      id: versionId(road.id, road),
      geometry: road.geometry,
      properties,
      ...validityOf(road),
    };
  });
}

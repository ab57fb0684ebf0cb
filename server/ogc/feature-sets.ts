import type { DataSource, DataSourceMix } from "../../geodata/model/provenance.ts";
import { mixOf } from "../../geodata/model/provenance.ts";
import type { CoverageSnapshot } from "../coverage/coverage-snapshot.ts";
import { makePublicNetwork } from "../coverage/public-network.ts";
import type { Collection, FeatureQuestion } from "./collections.ts";
import { realColumnsOf } from "./feature-schema.ts";
import { type FeatureSet, makeFeatureSet } from "./feature-set.ts";

/** A collection's features for one question, ready to be joined into pages. */
export interface PreparedCollection {
  collection: Collection;
  set: FeatureSet;
  dataSource: DataSourceMix;
}

/** What a feature takes beside its text, bytes. */
const FEATURE_BYTES = 300;

/** The features of a collection on a day, by a rule. */
export function prepare(
  snapshot: CoverageSnapshot,
  collection: Collection,
  question: FeatureQuestion,
): Promise<PreparedCollection> {
  const day = collection.isDated ? question.asOf : "";
  const rule = collection.isJudged ? question.ruleId : "";
  return snapshot.derive(
    `features ${collection.id} ${day} ${rule}`,
    async () => {
      const network = makePublicNetwork(snapshot);
      const inputs = await collection.features(snapshot, network, question);
      const set = makeFeatureSet(inputs, realColumnsOf(collection));
      const sources = inputs.map(({ properties }) => properties.dataSource as DataSource);
      return { collection, set, dataSource: mixOf(sources) };
    },
    ({ set }) => set.features.reduce((sum, { json }) => sum + json.length + FEATURE_BYTES, 0),
  );
}

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

/** With its geometry and properties beside its text, a feature takes about so much of the text. */
const TIMES_ITS_TEXT = 3;

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
      const sources = set.features.map(({ properties }) => properties.dataSource as DataSource);
      return { collection, set, dataSource: mixOf(sources) };
    },
    ({ set }) =>
      TIMES_ITS_TEXT * set.features.reduce((sum, feature) => sum + feature.json.length, 0),
  );
}

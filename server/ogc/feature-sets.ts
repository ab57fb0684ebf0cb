import { LRUCache } from "lru-cache";
import type { DataSource, DataSourceMix } from "../../geodata/model/provenance.ts";
import { mixOf } from "../../geodata/model/provenance.ts";
import type { CoverageSnapshot } from "../coverage/coverage-snapshot.ts";
import type { Collection, FeatureQuestion } from "./collections.ts";
import { realColumnsOf } from "./feature-schema.ts";
import { type FeatureSet, makeFeatureSet } from "./feature-set.ts";
import { makePublicNetwork, type PublicNetwork } from "./public-network.ts";

/** A collection's features for one question, ready to be joined into pages. */
export interface PreparedCollection {
  collection: Collection;
  set: FeatureSet;
  dataSource: DataSourceMix;
}

/** The prepared collections of one snapshot. */
export interface FeatureSets {
  prepare(collection: Collection, question: FeatureQuestion): Promise<PreparedCollection>;
}

/** All collections of some dozens of days, bytes. */
const MAX_BYTES = 32e6;

export function makeFeatureSets(snapshot: CoverageSnapshot): FeatureSets {
  const network = makePublicNetwork(snapshot);
  const kept = new LRUCache<string, PreparedCollection, () => Promise<PreparedCollection>>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ set }) =>
      set.features.reduce((sum, feature) => sum + feature.json.length, 1),
    fetchMethod: (_key, _stale, { context: make }) => make(),
  });
  return {
    async prepare(collection, question) {
      const key = [
        collection.id,
        collection.isDated ? question.asOf : "",
        collection.isJudged ? question.ruleId : "",
      ].join("|");
      return (
        kept.get(key) ??
        (await kept.forceFetch(key, {
          context: () => prepare(snapshot, network, collection, question),
        }))
      );
    },
  };
}

async function prepare(
  snapshot: CoverageSnapshot,
  network: PublicNetwork,
  collection: Collection,
  question: FeatureQuestion,
): Promise<PreparedCollection> {
  const inputs = await collection.features(snapshot, network, question);
  const set = makeFeatureSet(inputs, realColumnsOf(collection));
  const sources = set.features.map(({ properties }) => properties.dataSource as DataSource);
  return { collection, set, dataSource: mixOf(sources) };
}

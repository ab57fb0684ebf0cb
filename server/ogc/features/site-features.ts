import { SITE_STAGE } from "../../../geodata/model/site.ts";
import { precisionOf } from "../../../geodata/rules/visibility.ts";
import type { PublicNetwork } from "../../coverage/public-network.ts";
import type { FeatureInput } from "../feature-set.ts";
import type { SiteProperties } from "../published-properties.ts";
import { joined } from "./joined.ts";
import { publishedValidity, validityOf, versionId } from "./published-validity.ts";

/** Every version of every site that the public may see, at its mast. */
export async function siteFeatures(network: PublicNetwork, asOf: string): Promise<FeatureInput[]> {
  const sites = await network.allSites(asOf);
  return sites.map(({ site, mast, technologies, shared, generalised, day }) => {
    const properties: SiteProperties = {
      siteId: site.id,
      code: site.code ?? null,
      name: site.name ?? null,
      operator: site.operatorCode,
      mastId: site.mastId,
      status: site.status,
      stage: SITE_STAGE[site.status],
      onAirFrom: site.onAirFrom ?? null,
      technology: joined(technologies),
      shared,
      heightM: mast.heightM ?? null,
      vi_tri: precisionOf(generalised),
      asOf: day,
      ...publishedValidity(site),
      dataSource: site.dataSource,
      source: site.source,
    };
    return {
      id: versionId(site.id, site),
      geometry: { type: "Point", coordinates: [mast.lon, mast.lat] },
      properties,
      ...validityOf(site),
    };
  });
}

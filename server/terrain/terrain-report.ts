import type { TerrainReport } from "../../geodata/model/catalogue.ts";
import type { MetricTerrain } from "../../geodata/radio/terrain/metric-terrain.ts";
import type { TerrainReader } from "./terrain-reader.ts";

/** Days are those of the district, whatever the machine's clock is set to. */
const localDay = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Ho_Chi_Minh" });

/**
 * What the terrain in use is, and when and with what result it came in. An imported terrain that
 * cannot be read is reported as such: the page of sources is where its cause is looked for.
 *
 * @param onUnreadable is told why
 */
export async function reportTerrain(
  read: TerrainReader,
  onUnreadable: (error: unknown) => void,
): Promise<TerrainReport> {
  let terrain: MetricTerrain;
  try {
    terrain = await read();
  } catch (error) {
    onUnreadable(error);
    return { status: "unreadable", files: [] };
  }
  const { header, imported } = terrain;
  return {
    status: header.synthetic ? "demonstration" : "imported",
    files: header.sources.map(({ file, crs, cellSizeM, source }) => ({
      file,
      crs,
      cellSizeM,
      ...(source === undefined ? {} : { source }),
    })),
    ...(imported && { importedOn: localDay.format(new Date(imported.madeAt)) }),
    ...(imported?.check && { check: imported.check }),
  };
}

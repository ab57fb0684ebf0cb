import { DEMONSTRATION_MARK } from "../../../geodata/model/provenance.ts";
import {
  LOCATION_DEVIATION_DB,
  resourceElementShareDb,
} from "../../../geodata/radio/link-budget.ts";
import { LINK_DEFAULTS } from "../../../geodata/radio/p1812/link.ts";
import type { MetricTerrainHeader } from "../../../geodata/radio/terrain/metric-terrain.ts";
import type { UtmPoint } from "../../../geodata/radio/terrain/utm48.ts";
import type { CoverageRequest } from "./coverage-request.ts";
import type { LevelMeaning } from "./level-geotiff.ts";

/** One coverage as it was computed. */
export interface ComputedCoverage {
  request: CoverageRequest;
  terrain: MetricTerrainHeader;
  mast: UtmPoint;
  groundM: number;
  stepM: number;
  warnings: readonly string[];
}

const MODEL =
  "ITU-R P.1812-8 at 50 % of the time over land: free space + delta-Bullington (ITU-R P.526-16 section 4.5.2)";
const MODEL_LIMITS =
  "Outdoors over bare ground: no clutter, no buildings, no vegetation; equal to P.1812-8 up to 20 km; P.1812 begins at 0.25 km from the mast";

/** All that a file says of itself, so that it can be judged, and computed again, without us. */
export function coverageMeaning(
  coverage: ComputedCoverage,
  program: { name: string; version: string },
  madeAt: Date,
): LevelMeaning {
  const { request, terrain, mast, groundM, stepM, warnings } = coverage;
  const { eirpDbm, eirpParts, resourceBlocks, antenna } = request.transmitter;
  const mark = terrain.synthetic ? [DEMONSTRATION_MARK] : [];
  const software = `${program.name} ${program.version}`;
  const figure = (value: number, digits: number) => `${Number(value.toFixed(digits))}`;
  const items: [string, string | number | undefined][] = [
    ["NOTICE", mark[0]],
    ["QUANTITY", "RSRP (LTE) or SS-RSRP (NR): power of one resource element, dBm; not RSSI"],
    ["SITE_LON_DEG", request.lon],
    ["SITE_LAT_DEG", request.lat],
    ["SITE_EASTING_M", figure(mast.eastingM, 2)],
    ["SITE_NORTHING_M", figure(mast.northingM, 2)],
    ["SITE_GROUND_AMSL_M", figure(groundM, 2)],
    ["ANTENNA_HEIGHT_AGL_M", request.heightAglM],
    ["RECEIVER_HEIGHT_AGL_M", request.rxHeightAglM],
    ["FREQUENCY_MHZ", request.frequencyMhz],
    ["POLARIZATION", request.polarization],
    ["EIRP_DBM", figure(eirpDbm, 3)],
    ["EIRP_IS", "of the whole carrier, in the antenna's strongest direction"],
    ["POWER_DBM", eirpParts?.powerDbm],
    ["ANTENNA_GAIN_DBI", eirpParts && figure(eirpParts.gainDbi, 3)],
    ["FEEDER_LOSS_DB", eirpParts?.feederLossDb],
    ["RESOURCE_BLOCKS", resourceBlocks],
    ["REFERENCE_EIRP_DBM", figure(eirpDbm + resourceElementShareDb(resourceBlocks), 3)],
    ["ANTENNA", antenna.name],
    ["ANTENNA_AZIMUTH_DEG", antenna.azimuthDeg ?? "none (omnidirectional)"],
    ["ANTENNA_DOWNTILT_DEG", antenna.downtiltDeg],
    ["ANTENNA_FILE_DOWNTILT_DEG", antenna.fileDowntiltDeg && figure(antenna.fileDowntiltDeg, 2)],
    ["PLACES_PERCENT", request.placesPercent],
    ["LOCATION_DEVIATION_DB", LOCATION_DEVIATION_DB],
    ["RECEIVER_PLACE", request.place],
    ["MARGIN_DB", figure(request.marginDb, 3)],
    ["TIME_PERCENT", 50],
    ["RADIUS_M", request.radiusM],
    ["STEP_M", stepM],
    ["MODEL", MODEL],
    ["MODEL_LIMITS", MODEL_LIMITS],
    ["LAPSE_RATE_N_PER_KM", LINK_DEFAULTS.lapseRateNPerKm],
    ["TERRAIN_SHA256", terrain.sha256],
    ["TERRAIN_IS", terrain.synthetic ? "demonstration (synthetic)" : "imported"],
    ["TERRAIN_CELL_M", terrain.cellSizeM],
    [
      "TERRAIN_SOURCES",
      terrain.sources.map(({ file, source }) => (source ? `${file} (${source})` : file)).join("; "),
    ],
    ["WARNINGS", warnings.length > 0 ? warnings.join(" ") : undefined],
    ["PROGRAM", program.name],
    ["PROGRAM_VERSION", program.version],
    ["MADE_AT", madeAt.toISOString()],
  ];
  return {
    band: ["RSRP", ...mark].join(" – "),
    description: [
      ...mark,
      `RSRP (dBm) of a mast at ${request.lon}, ${request.lat}, antenna ${request.heightAglM} m above ground, ${request.frequencyMhz} MHz, EIRP ${figure(eirpDbm, 1)} dBm; ${request.placesPercent} % of places, ${request.place}`,
    ].join(". "),
    software,
    madeAt,
    items: items.flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)] as const],
    ),
  };
}

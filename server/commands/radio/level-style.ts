import { escapeXml } from "./escape-xml.ts";
import { SIGNAL_LEGEND } from "./signal-legend.ts";

/**
 * QGIS's own style of a raster of levels: the classes of `thresholds.ts` in our colours, with
 * Vietnamese words in the legend. QGIS takes it by itself when it lies beside the raster under the same
 * name. `notice` becomes a line of the legend.
 */
export function levelStyle(notice: string | undefined): string {
  const item = (value: string, color: string, label: string, alpha = 255) =>
    `          <item value="${value}" color="${color}" alpha="${alpha}" label="${escapeXml(label)}"/>`;
  // A class of QGIS ends with its value, ours begin with theirs: the float just below.
  const classes = SIGNAL_LEGEND.toReversed().map(({ name, fromDbm, color }, i, all) => {
    const above = all[i + 1];
    const upTo = above ? floatBelow(above.fromDbm).toPrecision(10) : "inf";
    const range =
      fromDbm === -Infinity ? `dưới ${figure(above!.fromDbm)} dBm` : `từ ${figure(fromDbm)} dBm`;
    return item(upTo, color, `${name} (${range})`);
  });
  // No level is as low as the value of the notice: it colours nothing.
  const lines = notice === undefined ? classes : [item("-9000", "#FFFFFF", notice, 0), ...classes];
  const least = SIGNAL_LEGEND.at(-2)!.fromDbm;
  const most = SIGNAL_LEGEND[0]!.fromDbm;
  return `<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22" styleCategories="Symbology" hasScaleBasedVisibilityFlag="0">
  <pipe>
    <provider>
      <resampling enabled="false" zoomedInResamplingMethod="nearestNeighbour" zoomedOutResamplingMethod="nearestNeighbour" maxOversampling="2"/>
    </provider>
    <rasterrenderer type="singlebandpseudocolor" band="1" opacity="1" alphaBand="-1" nodataColor="" classificationMin="${least}" classificationMax="${most}">
      <rasterTransparency/>
      <minMaxOrigin>
        <limits>None</limits>
        <extent>WholeRaster</extent>
        <statAccuracy>Exact</statAccuracy>
      </minMaxOrigin>
      <rastershader>
        <colorrampshader colorRampType="DISCRETE" classificationMode="1" clip="0" minimumValue="${least}" maximumValue="${most}" labelPrecision="0">
${lines.join("\n")}
        </colorrampshader>
      </rastershader>
    </rasterrenderer>
    <brightnesscontrast brightness="0" contrast="0" gamma="1"/>
    <huesaturation saturation="0" grayscaleMode="0" colorizeOn="0"/>
    <rasterresampler maxOversampling="2"/>
  </pipe>
  <blendMode>0</blendMode>
</qgis>
`;
}

/** The greatest Float32 below a negative one. */
function floatBelow(value: number): number {
  const float = Float32Array.of(value);
  const bits = new Uint32Array(float.buffer);
  bits[0]! += 1;
  return float[0]!;
}

/** A minus that is not a hyphen. */
const figure = (dbm: number) => `${dbm}`.replace("-", "\u2212");

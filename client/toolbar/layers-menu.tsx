import { useTranslation } from "react-i18next";
import { Tick } from "../parts/tick.tsx";
import { ToolMenu } from "../parts/tool-button.tsx";
import { useOutlook } from "../use-view.ts";
import { isLayerShown, layerSwitched, OPTIONAL_LAYERS } from "../view.ts";

/** What the map draws beside the thôn. */
export function LayersMenu() {
  const { t } = useTranslation();
  return (
    <ToolMenu icon="layers" label={t("toolbar.layers")}>
      <LayerTicks />
    </ToolMenu>
  );
}

export function LayerTicks() {
  const { t } = useTranslation();
  const { view, change } = useOutlook();
  return (
    <fieldset className="ticks">
      <legend>{t("toolbar.layers")}</legend>
      {OPTIONAL_LAYERS.map((layer) => (
        <Tick
          key={layer}
          label={t(`layer.${layer}`)}
          isOn={isLayerShown(view, layer)}
          onChange={(isShown) => change(layerSwitched(view, layer, isShown))}
        />
      ))}
    </fieldset>
  );
}

import { useTranslation } from "react-i18next";
import { Tick } from "../parts/tick.tsx";
import { ToolMenu } from "../parts/tool-button.tsx";
import { useOutlook } from "../use-view.ts";
import { columnsOf, VILLAGE_COLUMNS } from "./village-columns.ts";

/** Which columns the table shows; the name always stays. */
export function ColumnMenu() {
  const { t } = useTranslation();
  const { view, change } = useOutlook();
  const shown = columnsOf(view);
  return (
    <ToolMenu icon="columns" label={t("list.columns")} worded>
      <fieldset className="ticks">
        <legend>{t("list.columns")}</legend>
        {VILLAGE_COLUMNS.filter(({ id }) => id !== "name").map(({ id }) => (
          <Tick
            key={id}
            label={t(`column.${id}`)}
            isOn={shown.includes(id)}
            onChange={(isOn) =>
              change(
                {
                  columns: VILLAGE_COLUMNS.map((column) => column.id).filter((known) =>
                    known === id ? isOn : shown.includes(known),
                  ),
                },
                "table",
              )
            }
          />
        ))}
      </fieldset>
    </ToolMenu>
  );
}

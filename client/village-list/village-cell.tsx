import { useTranslation } from "react-i18next";
import type { VillageListItem } from "../../geodata/model/village-list.ts";
import { MastDistance } from "../parts/mast-distance.tsx";
import { VerdictMark } from "../parts/verdict-mark.tsx";
import { countText, distanceText } from "../text/formats.ts";
import type { Language } from "../view.ts";
import type { VillageColumnId } from "./village-columns.ts";

interface VillageCellProps {
  id: VillageColumnId;
  village: VillageListItem;
  /** The commune stands under the name where it has no column of its own. */
  withCommune: boolean;
  isTabStop: boolean;
  isSelected: boolean;
  onFocus: () => void;
}

/** What stands before the name of every commune and takes the room of the name. */
const KIND = /^(Xã|Phường|Thị trấn) /;

/** One value of one thôn as the table writes it; what is not known is a dash, never a nought. */
export function VillageCell({
  id,
  village,
  withCommune,
  isTabStop,
  isSelected,
  onFocus,
}: VillageCellProps) {
  const { t, i18n } = useTranslation();
  const language = i18n.language as Language;
  switch (id) {
    case "name":
      return (
        <th scope="row" data-kind="text" data-column="name">
          <button
            type="button"
            className="row-link"
            data-opens={village.id}
            tabIndex={isTabStop ? 0 : -1}
            aria-current={isSelected || undefined}
            onFocus={onFocus}
          >
            {village.name}
          </button>
          {withCommune && (
            <span className="row-note" title={village.communeName}>
              {village.communeName.replace(KIND, "")}
            </span>
          )}
        </th>
      );
    case "communeName":
      return <td data-kind="text">{village.communeName}</td>;
    case "mobile":
    case "lte":
    case "nr":
    case "umts":
    case "ftth":
      return (
        <td data-kind="verdict">
          <VerdictMark
            theme={id}
            isShort
            verdict={village.verdicts[id]}
            flags={id === "mobile" ? village.flags : []}
          />
        </td>
      );
    case "operatorCount":
      // Nobody reported: how many operators there are is as unknown as the rest.
      if (village.operatorCount === 0 && village.verdicts.mobile === "chua_ro")
        return <td data-kind="figure">{t("verdict.chua_ro").toLocaleLowerCase(language)}</td>;
      return <Figure value={village[id]} write={(value) => countText(value, language)} />;
    case "households":
    case "population":
      return <Figure value={village[id]} write={(value) => countText(value, language)} />;
    case "distanceToMastM":
      return (
        <td data-kind="figure">
          <MastDistance village={village} missing={<Missing />} />
        </td>
      );
    case "distanceToRoadM":
      return <Figure value={village[id]} write={(value) => distanceText(value, language)} />;
    default: {
      const value = village[id];
      return (
        <td data-kind="yes">
          {value === undefined ? <Missing /> : value ? t("list.yes") : t("list.no")}
        </td>
      );
    }
  }
}

function Figure({ value, write }: { value: number | undefined; write: (value: number) => string }) {
  return <td data-kind="figure">{value === undefined ? <Missing /> : write(value)}</td>;
}

function Missing() {
  const { t } = useTranslation();
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">{t("list.missing")}</span>
    </>
  );
}

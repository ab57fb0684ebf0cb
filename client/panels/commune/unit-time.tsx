import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { unitKey } from "../../../geodata/model/administrative-unit.ts";
import type { CommuneDetail } from "../../../geodata/model/commune-detail.ts";
import { dayBefore, isValidOn } from "../../../geodata/model/day.ts";
import { communePath } from "../../pages/page-paths.ts";
import { dayText, listText } from "../../text/formats.ts";
import { pageAddress, useView } from "../../use-view.ts";

/**
 * What must be said of a commune's time: that it is not of the day whose figures are shown, which
 * thôn they are of then, and which other unit had or has the same code.
 */
export function UnitTime({ detail }: { detail: CommuneDetail }) {
  const { t } = useTranslation();
  const { view, language } = useView();
  const { unit, asOf, predecessors, successor, sameCode } = detail;
  const day = dayText(asOf, language);
  const names = listText(
    predecessors.map(({ name }) => name),
    language,
  );
  const isOfDay = isValidOn(unit, asOf);
  if (isOfDay && sameCode.length === 0) return null;
  return (
    <div className="notice unit-time">
      {!isOfDay && (
        <p>
          {unit.validFrom > asOf
            ? t("commune.notYet", {
                name: unit.name,
                from: dayText(unit.validFrom, language),
                day,
                names,
              })
            : t("commune.noMore", {
                name: unit.name,
                last: dayText(dayBefore(unit.validTo ?? asOf), language),
                day,
                successor: successor?.name ?? "–",
              })}
        </p>
      )}
      {sameCode.map((other) => (
        <p key={other.validFrom}>
          {other.validTo !== undefined && other.validTo <= unit.validFrom
            ? t("commune.codeBefore", {
                code: unit.code,
                day: dayText(other.validTo, language),
                name: other.name,
              })
            : t("commune.codeSince", {
                code: unit.code,
                day: dayText(other.validFrom, language),
                name: other.name,
              })}{" "}
          <Link href={pageAddress(communePath(unitKey(other)), view, { epoch: undefined })}>
            {t("commune.see", { name: other.name })}
          </Link>
        </p>
      ))}
    </div>
  );
}

import { useTranslation } from "react-i18next";
import type { Judgement, VillageDetail } from "../../../geodata/model/village-detail.ts";
import { distanceText } from "../../text/formats.ts";
import { useOutlook } from "../../use-view.ts";
import { type Speaker, technologyText } from "./speaker.ts";

interface WhatNextProps {
  detail: VillageDetail;
  speaker: Speaker;
}

/** Whether anything about it is open: nobody knows, somebody disagrees, or the proof grew old. */
export function isUnclear({ verdict, flags, next }: Pick<Judgement, "verdict" | "flags" | "next">) {
  return verdict === "chua_ro" || flags.length > 0 || next === "renew_measurement";
}

/**
 * What would settle what is unclear; what is being done about what is missing; and what does not go
 * together. Nothing where all is settled and there.
 */
export function WhatNext({ detail, speaker }: WhatNextProps) {
  const { mobile, ftth } = detail;
  return (
    <>
      <Clarify detail={detail} />
      {mobile.verdict === "trang_song" && <Works detail={detail} speaker={speaker} />}
      {ftth.verdict === "chua_co_cap" && <FibreWay detail={detail} />}
      <Contradictions detail={detail} speaker={speaker} />
    </>
  );
}

function Clarify({ detail }: { detail: VillageDetail }) {
  const { t } = useTranslation();
  const open = (["mobile", "ftth"] as const).filter((theme) => isUnclear(detail[theme]));
  if (open.length === 0) return null;
  return (
    <>
      <h3>{t("why.nextTitle")}</h3>
      {open.map((theme) => (
        <p key={theme}>
          {t(`why.${theme}`)}: {t(`why.next.${detail[theme].next}`)}
        </p>
      ))}
    </>
  );
}

/** Masts of a later day within reach. */
function Works({ detail: { works, village }, speaker }: WhatNextProps) {
  const { t } = useTranslation();
  const { language, change } = useOutlook();
  return (
    <>
      <h3>{t("why.worksTitle")}</h3>
      {works.length === 0 && (
        <p>
          {t(village.mastDistanceBasis === "khong_cong_bo" ? "why.worksWithheld" : "why.noWorks")}
        </p>
      )}
      <ul className="sentences">
        {works.map((work) => (
          <li key={work.siteId}>
            <button
              type="button"
              className="link"
              onClick={() => change({ selection: { kind: "site", id: work.siteId } })}
            >
              {work.code ?? t("why.workOf", { operator: speaker.operatorName(work.operatorCode) })}
            </button>{" "}
            {t(work.basis === "khai_quat" ? "why.workCoarse" : "why.work", {
              status: t(`site.status.${work.status}`).toLocaleLowerCase(language),
              distance: distanceText(work.distanceM, language),
            })}
          </li>
        ))}
      </ul>
    </>
  );
}

/** How far the cable is from which the thôn could be served. */
function FibreWay({ detail: { village } }: { detail: VillageDetail }) {
  const { t } = useTranslation();
  const { language } = useOutlook();
  const { distanceToSpanM, distanceToCabinetM, fibreDistanceBasis } = village;
  const distance = (metres: number) => distanceText(metres, language);
  return (
    <>
      <h3>{t("why.fibreWayTitle")}</h3>
      <p>
        {fibreDistanceBasis === "khong_cong_bo"
          ? t("why.fibreWithheld")
          : distanceToSpanM === undefined
            ? t("why.noFibre")
            : distanceToCabinetM === undefined
              ? t("why.fibreWay", { span: distance(distanceToSpanM) })
              : t("why.fibreWayCabinet", {
                  span: distance(distanceToSpanM),
                  cabinet: distance(distanceToCabinetM),
                })}
      </p>
    </>
  );
}

function Contradictions({ detail: { contradictions }, speaker }: WhatNextProps) {
  const { t } = useTranslation();
  const { language } = useOutlook();
  if (contradictions.length === 0) return null;
  return (
    <div className="notice">
      {contradictions.map(({ siteId, operatorCode, technology, distanceM }) => (
        <p key={siteId + technology}>
          {t("why.contradiction", {
            operator: speaker.operatorName(operatorCode),
            technology: technologyText(speaker, technology),
            distance: distanceText(distanceM, language),
          })}
        </p>
      ))}
    </div>
  );
}

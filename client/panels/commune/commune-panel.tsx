import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { unitKey } from "../../../geodata/model/administrative-unit.ts";
import type { CommuneDetail } from "../../../geodata/model/commune-detail.ts";
import { communePath } from "../../pages/page-paths.ts";
import { Skeleton, Trouble } from "../../parts/panel-states.tsx";
import { VerdictMark } from "../../parts/verdict-mark.tsx";
import { communeQuery, questionFrom } from "../../queries.ts";
import { pageAddress, useView } from "../../use-view.ts";
import { sortingOf } from "../../village-list/village-columns.ts";
import { worstFirst } from "../../village-list/worst-first.ts";
import { PanelFrame } from "../panel-frame.tsx";
import { CommuneFacts } from "./commune-facts.tsx";
import { CommuneFigures } from "./commune-figures.tsx";
import { UnitTime } from "./unit-time.tsx";

/** One commune: its two figures, what stands there, and its thôn. */
export function CommunePanel({ code }: { code: string }) {
  const { t } = useTranslation();
  const { view } = useView();
  const { data, error, refetch } = useQuery(communeQuery(code, questionFrom(view)));
  if (!data)
    return (
      <PanelFrame title={t("commune.title")}>
        {error ? <Trouble error={error} retry={() => void refetch()} /> : <Skeleton lines={10} />}
      </PanelFrame>
    );
  return (
    <PanelFrame
      title={data.unit.name}
      subtitle={data.unit.partOfDistrictOnly ? t("commune.partOnly") : undefined}
    >
      <UnitTime detail={data} />
      <CommuneFigures result={data.result} />
      <p>
        <Link href={pageAddress(communePath(unitKey(data.unit)), view, { epoch: undefined })}>
          {t("commune.page")}
        </Link>
      </p>
      <CommuneFacts detail={data} />
      <CommuneVillages detail={data} />
    </PanelFrame>
  );
}

function CommuneVillages({ detail }: { detail: CommuneDetail }) {
  const { t } = useTranslation();
  const { view, change } = useView();
  const isFibre = sortingOf(view)[0]?.id === "ftth";
  return (
    <>
      <h3>{t("commune.villages")}</h3>
      <ul className="village-rows">
        {worstFirst(detail.villages, isFibre ? "ftth" : "mobile").map((village) => (
          <li key={village.id}>
            <button
              type="button"
              className="row-link"
              onClick={() => change({ selection: { kind: "village", id: village.id } })}
            >
              {village.name}
            </button>
            <VerdictMark theme="mobile" verdict={village.verdicts.mobile} flags={village.flags} />
            <VerdictMark theme="ftth" verdict={village.verdicts.ftth} />
          </li>
        ))}
      </ul>
    </>
  );
}

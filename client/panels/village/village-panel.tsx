import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Rule } from "../../../geodata/model/rule.ts";
import type { VillageDetail } from "../../../geodata/model/village-detail.ts";
import { Skeleton, Trouble } from "../../parts/panel-states.tsx";
import { VerdictMark } from "../../parts/verdict-mark.tsx";
import { questionFrom, rulesQuery, villageQuery } from "../../queries.ts";
import { countText, listText } from "../../text/formats.ts";
import { useOperatorName } from "../../use-operator-name.ts";
import { useOutlook } from "../../use-view.ts";
import { PanelFrame } from "../panel-frame.tsx";
import { fibreSentences, mobileSentences, remoteSentence, ruleSentence } from "./conclusion.ts";
import { EvidenceList } from "./evidence-list.tsx";
import type { Speaker } from "./speaker.ts";
import { VillageHistory } from "./village-history.tsx";
import { VillageOperators } from "./village-operators.tsx";
import { VillagePlace } from "./village-place.tsx";
import { WhatNext } from "./what-next.tsx";

/** One thôn: what it has, and why, in sentences that can be read aloud. */
export function VillagePanel({ id }: { id: string }) {
  const { t } = useTranslation();
  const { view } = useOutlook();
  const detail = useQuery(villageQuery(id, questionFrom(view)));
  const rules = useQuery(rulesQuery);
  const rule = rules.data?.find((known) => known.id === detail.data?.rule);
  const error = detail.error ?? rules.error;
  if (!detail.data || !rule)
    return (
      <PanelFrame title={detail.data?.village.name ?? t("list.title")}>
        {error ? (
          <Trouble
            error={error}
            retry={() => {
              void detail.refetch();
              void rules.refetch();
            }}
          />
        ) : (
          <Skeleton lines={12} />
        )}
      </PanelFrame>
    );
  return <VillageSheet detail={detail.data} rule={rule} />;
}

function VillageSheet({ detail, rule }: { detail: VillageDetail; rule: Rule }) {
  const { t } = useTranslation();
  const { language } = useOutlook();
  const operatorName = useOperatorName();
  const speaker: Speaker = { t, language, operatorName };
  const { mobile, ftth } = detail;
  const isReached = mobile.verdict === "phu_song" && ftth.verdict === "co_cap";
  return (
    <PanelFrame title={detail.village.name} subtitle={<VillageSubtitle detail={detail} />}>
      <p className="verdict-line">
        <VerdictMark theme="mobile" verdict={mobile.verdict} flags={mobile.flags} />
        <VerdictMark theme="ftth" verdict={ftth.verdict} flags={ftth.flags} />
      </p>
      <h3>{t(isReached ? "why.reached" : "why.notYet")}</h3>
      <Sentences sentences={mobileSentences(detail, rule, speaker)} />
      {mobile.flags.length > 0 && <p className="notice">{t("why.flagged")}</p>}
      <Sentences sentences={fibreSentences(detail, speaker)} />
      <p className="quiet">{ruleSentence(rule, speaker)}</p>

      <WhatNext detail={detail} speaker={speaker} />

      <h3>{t("why.remoteTitle")}</h3>
      <p>{remoteSentence(detail, rule, speaker)}</p>

      <VillagePlace detail={detail} speaker={speaker} />
      <VillageOperators detail={detail} speaker={speaker} />
      <VillageHistory history={detail.history} />
      <EvidenceList detail={detail} speaker={speaker} />
    </PanelFrame>
  );
}

/** The first sentence is the conclusion and stands out; the rest give its reasons. */
function Sentences({ sentences: [first, ...rest] }: { sentences: readonly string[] }) {
  return (
    <p>
      <strong>{first}</strong> {rest.join(" ")}
    </p>
  );
}

function VillageSubtitle({ detail }: { detail: VillageDetail }) {
  const { t } = useTranslation();
  const { language } = useOutlook();
  const { village } = detail;
  const parts = [
    village.communeName,
    village.households !== undefined &&
      t("why.households", { n: countText(village.households, language) }),
    village.population !== undefined &&
      t("why.population", { n: countText(village.population, language) }),
    village.gridPower !== undefined && t(village.gridPower ? "why.grid" : "why.noGrid"),
    village.otherNames.length > 0 &&
      t("why.otherNames", { names: listText(village.otherNames, language) }),
  ];
  return <>{parts.filter(Boolean).join(" · ")}</>;
}

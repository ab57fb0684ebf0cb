import { useTranslation } from "react-i18next";
import type { CommuneResult } from "../../../geodata/model/summary.ts";
import { Fact, Facts } from "../../parts/facts.tsx";
import { percentText } from "../../text/formats.ts";
import { useView } from "../../use-view.ts";

/** A commune's two shares as counts. */
export function CommuneFigures({ result }: { result: CommuneResult }) {
  const { t } = useTranslation();
  const { language } = useView();
  return (
    <Facts>
      {(["mobile", "ftth"] as const).map((theme) => {
        const ratio = result[theme];
        return (
          <Fact key={theme} name={t(`commune.${theme}`)}>
            <strong className="figures">
              {ratio.denominator === 0
                ? t("answer.noVillages")
                : t("commune.share", {
                    numerator: ratio.numerator,
                    denominator: ratio.denominator,
                    percent: percentText(ratio, language),
                  })}
            </strong>
            {ratio.unknown > 0 && <> · {t("commune.unknown", { n: ratio.unknown })}</>}
          </Fact>
        );
      })}
    </Facts>
  );
}

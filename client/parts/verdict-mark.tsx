import { useTranslation } from "react-i18next";
import type { Verdict, VerdictFlag } from "../../geodata/model/verdict.ts";

/** A verdict as the map draws it, with its word. The pattern is the second cue beside the colour. */
export function VerdictMark({
  verdict,
  flags = [],
}: {
  verdict: Verdict;
  flags?: readonly VerdictFlag[];
}) {
  const { t } = useTranslation();
  return (
    <span className="verdict">
      <span className="swatch" data-class={verdict} />
      <span>
        {t(`verdict.${verdict}`)}
        {flags.map((flag) => (
          <span key={flag} className="flag">
            {t(`flag.${flag}`)}
          </span>
        ))}
      </span>
    </span>
  );
}

import { useTranslation } from "react-i18next";
import type { CoverageTheme } from "../../geodata/model/technology.ts";
import type { Verdict, VerdictFlag } from "../../geodata/model/verdict.ts";
import { classWord } from "../map/verdict-classes.ts";
import { useOutlook } from "../use-view.ts";

interface VerdictMarkProps {
  verdict: Verdict;
  /** What the verdict is about; what is not promised alarms nobody. */
  theme: CoverageTheme;
  flags?: readonly VerdictFlag[];
  /** One word, where a column says what it is about. */
  isShort?: boolean;
}

/** A verdict as the map draws it, with its word. The pattern is the second cue beside the colour. */
export function VerdictMark({ verdict, theme, flags = [], isShort }: VerdictMarkProps) {
  const { t } = useTranslation();
  const { view } = useOutlook();
  const word = classWord({ ...view, shading: theme }, verdict);
  const isWithout = word.startsWith("without.");
  return (
    <span className="verdict" title={isShort ? t(word) : undefined}>
      <span className="swatch" data-class={isWithout ? "without" : verdict} />
      <span>
        {isShort ? t(`short.${isWithout ? "without" : verdict}`) : t(word)}
        {flags.map((flag) => (
          <span key={flag} className="flag">
            {t(`flag.${flag}`)}
          </span>
        ))}
      </span>
    </span>
  );
}

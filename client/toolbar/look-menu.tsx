import { useTranslation } from "react-i18next";
import { ToolMenu } from "../parts/tool-button.tsx";
import { setTheme, type ThemePreference } from "../theme.ts";
import { useTheme } from "../use-theme.ts";

const PREFERENCES: readonly ThemePreference[] = ["auto", "light", "dark"];

/** Light, dark, or as the device says. */
export function LookMenu() {
  const { t } = useTranslation();
  return (
    <ToolMenu icon="theme" label={t("toolbar.theme")}>
      <LookChoice />
    </ToolMenu>
  );
}

export function LookChoice() {
  const { t } = useTranslation();
  const { preference } = useTheme();
  return (
    <fieldset className="ticks">
      <legend>{t("toolbar.theme")}</legend>
      {PREFERENCES.map((name) => (
        <label key={name} className="tick">
          <input
            type="radio"
            name="look"
            checked={preference === name}
            onChange={() => setTheme(name)}
          />
          <span>{t(`look.${name}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

import { useSyncExternalStore } from "react";
import { onThemeChange, preference, resolved, type ThemePreference } from "./theme.ts";

/** What was chosen on this device and what that means now. */
export function useTheme(): { preference: ThemePreference; resolved: "light" | "dark" } {
  return {
    preference: useSyncExternalStore(onThemeChange, preference),
    resolved: useSyncExternalStore(onThemeChange, resolved),
  };
}

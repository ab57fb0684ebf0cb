export type ThemePreference = "auto" | "light" | "dark";
const KEY = "song-thon-theme";
const listeners = new Set<() => void>();
const systemDark = () => matchMedia("(prefers-color-scheme: dark)");

/** What was chosen on this device. */
export function preference(): ThemePreference {
  const stored = localStorage.getItem(KEY);
  return stored === "light" || stored === "dark" ? stored : "auto";
}

/** What the choice means now. */
export function resolved(): "light" | "dark" {
  const wanted = preference();
  if (wanted !== "auto") return wanted;
  return systemDark().matches ? "dark" : "light";
}

function applyTheme(): void {
  document.documentElement.dataset.theme = resolved();
  for (const listener of listeners) listener();
}

/** Writes the theme onto the document, where tokens.css reads it, now and whenever the device turns. */
export function followTheme(): void {
  applyTheme();
  systemDark().addEventListener("change", applyTheme);
}

/** Calls back at every change; returns how to stop that. */
export function onThemeChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function setTheme(wanted: ThemePreference): void {
  if (wanted === "auto") localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, wanted);
  applyTheme();
}

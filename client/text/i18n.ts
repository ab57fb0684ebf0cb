import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import type { Language } from "../view.ts";
import { vi } from "./vi.ts";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "translation";
    resources: { translation: typeof vi };
  }
}

/** Prepares the words. Vietnamese is in the first download, English comes when it is asked for. */
export async function startText(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: "vi",
    fallbackLng: "vi",
    resources: { vi: { translation: vi } },
    interpolation: { escapeValue: false },
  });
  await speak(language);
}

/** Changes the language of every word and of the document. */
export async function speak(language: Language): Promise<void> {
  if (language === "en" && !i18next.hasResourceBundle("en", "translation")) {
    const { en } = await import("./en.ts");
    i18next.addResourceBundle("en", "translation", en);
  }
  if (i18next.language !== language) await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

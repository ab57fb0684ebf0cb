import type { TFunction } from "i18next";
import type { Technology } from "../../../geodata/model/technology.ts";
import type { Language } from "../../view.ts";

/** What sentences are made with: the words, the language, and the operators' names. */
export interface Speaker {
  t: TFunction;
  language: Language;
  operatorName: (code: string) => string;
}

/** "3G", "4G", …; fibre by its own word. */
export function technologyText({ t }: Speaker, technology: Technology): string {
  return technology === "ftth" ? t("theme.ftth").toLocaleLowerCase("vi") : t(`theme.${technology}`);
}

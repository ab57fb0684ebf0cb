import type { i18n } from "i18next";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { mapEn } from "../text/map.en.ts";
import { mapVi } from "../text/map.vi.ts";

type Paths<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}`;
}[keyof T & string];
/** A key of the map's own words, e.g. `legend.title`. */
export type MapWord = Paths<typeof mapVi>;
/** Puts a word on the screen in the language of the page. */
export type MapText = (word: MapWord, values?: Record<string, string | number>) => string;

const NAMESPACE = "map";

/** The map's words in the page's language. */
export function useMapText(): MapText {
  const { i18n } = useTranslation();
  const language = i18n.language;
  return useMemo(() => mapText(i18n, language), [i18n, language]);
}

/** The words join i18next when the map's code arrives, after the first paint. */
function mapText(i18n: i18n, language: string): MapText {
  if (!i18n.hasResourceBundle("vi", NAMESPACE)) {
    i18n.addResourceBundle("vi", NAMESPACE, mapVi);
    i18n.addResourceBundle("en", NAMESPACE, mapEn);
  }
  // The page's type of i18next knows only the page's own words; `MapWord` types these.
  const translate = i18n.getFixedT(language) as unknown as (
    word: string,
    values: Record<string, string | number>,
  ) => string;
  return (word, values) => translate(word, { ...values, ns: NAMESPACE });
}

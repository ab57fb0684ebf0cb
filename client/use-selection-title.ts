import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { unitOfKey } from "../geodata/model/administrative-unit.ts";
import { questionFrom, summaryQuery, villagesQuery } from "./queries.ts";
import { useView } from "./use-view.ts";
import type { Selection } from "./view.ts";

/** The name of what is selected, from lists that are there anyway. */
export function useSelectionTitle(selection: Selection | undefined): string | undefined {
  const { t } = useTranslation();
  const { view } = useView();
  const question = questionFrom(view);
  const { data: list } = useQuery({
    ...villagesQuery(question),
    enabled: selection?.kind === "village",
  });
  const { data: summary } = useQuery(summaryQuery(question));
  if (selection?.kind === "village") return list?.items.find(({ id }) => id === selection.id)?.name;
  if (selection?.kind === "commune")
    return summary?.communes.find(({ code }) => code === unitOfKey(selection.id).code)?.name;
  if (selection?.kind === "site") return t("site.title");
  return selection && t("span.title");
}

import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";
import { operatorsQuery } from "./queries.ts";

/** An operator's name by its code; the code itself until the names are there. */
export function useOperatorName(): (code: string) => string {
  const { data } = useQuery(operatorsQuery);
  return useCallback(
    (code) => data?.find((operator) => operator.code === code)?.name ?? code,
    [data],
  );
}

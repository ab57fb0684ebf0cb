import type { Validity } from "../../../geodata/model/day.ts";
import { dayBefore } from "../../../geodata/model/day.ts";

/** Stored intervals are half-open; published ones end on the day before the next begins. */
export function publishedValidity({ validFrom, validTo }: Validity): {
  validFrom: string;
  validTo: string | null;
} {
  return { validFrom, validTo: validTo === undefined ? null : dayBefore(validTo) };
}

/** Id of one version of a row; codes and ids are used again, codes with a validity are not. */
export function versionId(id: string, { validFrom }: Validity): string {
  return `${id}@${validFrom}`;
}

/** The validity of a row alone. */
export function validityOf({ validFrom, validTo }: Validity): Validity {
  return { validFrom, ...(validTo !== undefined && { validTo }) };
}

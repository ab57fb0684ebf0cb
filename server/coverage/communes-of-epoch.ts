import {
  type AdministrativeUnit,
  type Epoch,
  epochOf,
  UNITS_2025_FROM,
} from "../../geodata/model/administrative-unit.ts";
import { isValidOn } from "../../geodata/model/day.ts";
import { compareVietnamese } from "../../geodata/text/vietnamese-order.ts";

/** The unit that had a code on a day. */
export const unitOn = (units: readonly AdministrativeUnit[], code: string, day: string) =>
  units.find((unit) => unit.code === code && isValidOn(unit, day));

/** Last day of the communes of 2023. */
const UNITS_2023_TO = "2025-06-30";

/**
 * The communes of an epoch, one version of each code, in Vietnamese order of names. `asOf` picks
 * the version where several are of that epoch; outside the epoch its nearest day does, and a code
 * that has no version on that day gives its latest one of the epoch.
 */
export function communesOfEpoch(
  units: readonly AdministrativeUnit[],
  epoch: Epoch,
  asOf: string,
): AdministrativeUnit[] {
  const day = epochOf(asOf) === epoch ? asOf : epoch === "2023" ? UNITS_2023_TO : UNITS_2025_FROM;
  const ofEpoch = units.filter((unit) =>
    epoch === "2023"
      ? unit.validFrom < UNITS_2025_FROM
      : unit.validTo === undefined || unit.validTo > UNITS_2025_FROM,
  );
  const picked = new Map<string, AdministrativeUnit>();
  for (const unit of ofEpoch) {
    const known = picked.get(unit.code);
    if (known && isValidOn(known, day)) continue;
    if (!known || isValidOn(unit, day) || known.validFrom < unit.validFrom) {
      picked.set(unit.code, unit);
    }
  }
  return [...picked.values()].sort((a, b) => compareVietnamese(a.name, b.name));
}

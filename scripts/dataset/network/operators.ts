import type { Operator } from "../../../geodata/model/operator.ts";
import type { Facts } from "../facts.ts";

/** The operators of the fact table as rows of the model. */
export function operatorRows(facts: Facts): Operator[] {
  return facts.operators.map((fact) => ({
    code: fact.code,
    name: fact.name,
    aliases: fact.aliases,
    mccMnc: fact.mccMnc,
    services: fact.services,
    bandsMhz: {
      ...(fact.bands2gMhz.length > 0 ? { gsm: fact.bands2gMhz } : {}),
      ...(fact.bands3gMhz.length > 0 ? { umts: fact.bands3gMhz } : {}),
      ...(fact.bands4gMhz.length > 0 ? { lte: fact.bands4gMhz } : {}),
      ...(fact.bands5gMhz.length > 0 ? { nr: fact.bands5gMhz } : {}),
    },
    ...(fact.launch5g === undefined ? {} : { launch5g: fact.launch5g }),
    source: `operators.csv${fact.certainty === "" ? "" : `: ${fact.certainty}`}`,
  }));
}

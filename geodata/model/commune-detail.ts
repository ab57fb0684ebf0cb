import { type Static, Type } from "typebox";
import { AdministrativeUnit, Epoch } from "./administrative-unit.ts";
import { Day } from "./day.ts";
import { DataSourceMix } from "./provenance.ts";
import { CommuneResult } from "./summary.ts";
import { VillageListItem } from "./village-list.ts";

const { geometry: _geometry, ...unitProperties } = AdministrativeUnit.properties;

/** `GET /api/communes/{code}`: one commune of an epoch, its figures, thôn and stations. */
export const CommuneDetail = Type.Object({
  asOf: Day,
  rule: Type.String(),
  epoch: Epoch,
  dataSource: DataSourceMix,
  unit: Type.Object(unitProperties),
  bbox: Type.Array(Type.Number(), { minItems: 4, maxItems: 4 }),
  predecessors: Type.Array(Type.Object({ code: Type.String(), name: Type.String() })),
  successor: Type.Optional(Type.Object({ code: Type.String(), name: Type.String() })),
  sameCode: Type.Array(
    Type.Object({
      code: Type.String(),
      name: Type.String(),
      validFrom: Day,
      validTo: Type.Optional(Day),
    }),
    { description: "Other units that had or have the same code" },
  ),
  result: CommuneResult,
  villages: Type.Array(VillageListItem),
  mastsOnAir: Type.Integer({ description: "Masts with a site on air" }),
  sharedMasts: Type.Integer({ description: "Of these, with sites of two or more operators" }),
  sitesOnAir: Type.Array(Type.Object({ operatorCode: Type.String(), sites: Type.Integer() }), {
    description: "Sites on air per operator",
  }),
});
export type CommuneDetail = Static<typeof CommuneDetail>;

import { type Static, Type } from "typebox";
import { Epoch } from "./administrative-unit.ts";
import { Day } from "./day.ts";
import { DataSourceMix } from "./provenance.ts";
import { TargetResult } from "./summary.ts";
import { FtthVerdict, MobileVerdict } from "./verdict.ts";

const Side = Type.Object({ asOf: Day, rule: Type.String(), targets: Type.Array(TargetResult) });

/** `GET /api/compare`: two days and/or two rules; lists every thôn whose verdict differs. */
export const Comparison = Type.Object({
  epoch: Epoch,
  dataSource: DataSourceMix,
  from: Side,
  to: Side,
  moved: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      communeCode: Type.String(),
      communeName: Type.String(),
      households: Type.Optional(Type.Integer()),
      mobile: Type.Optional(Type.Object({ from: MobileVerdict, to: MobileVerdict })),
      ftth: Type.Optional(Type.Object({ from: FtthVerdict, to: FtthVerdict })),
    }),
  ),
});
export type Comparison = Static<typeof Comparison>;

import { type Static, Type } from "typebox";
import { Day } from "./day.ts";

/** What a district is called and where it lies: the file `district.json` of a dataset. */
export const District = Type.Object({
  id: Type.String({ pattern: "^[a-z0-9-]+$", description: "The dataset's id" }),
  name: Type.String({ minLength: 1, description: "With its kind: huyện Cao Lộc" }),
  province: Type.Object({
    code: Type.String({ pattern: "^\\d{2}$", description: "Of the General Statistics Office" }),
    name: Type.String({ minLength: 1, description: "With its kind: tỉnh Lạng Sơn" }),
  }),
  epochs: Type.Array(
    Type.Object({
      id: Type.String({ pattern: "^\\d{4}$" }),
      from: Day,
      source: Type.String({ description: "Who set this first day" }),
    }),
    { minItems: 2, maxItems: 2, description: "Whose communes count from which day, oldest first" },
  ),
  utmZone: Type.Integer({ minimum: 47, maximum: 50, description: "UTM zone of the terrain" }),
  tm3CentralMeridianDeg: Type.Number({
    minimum: 102,
    maximum: 110,
    description: "Of the province's VN-2000 TM-3 grid, degrees east",
  }),
  bbox: Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()], {
    description: "West, south, east, north, WGS 84 degrees: the terrain's box",
  }),
  timeZone: Type.String({ description: "IANA name" }),
  plan: Type.Object({
    title: Type.String({ minLength: 1 }),
    from: Day,
    to: Day,
    baseline: { ...Day, description: "The day that the plan's first figures speak of" },
  }),
});
export type District = Static<typeof District>;

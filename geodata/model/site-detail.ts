import { type Static, Type } from "typebox";
import { Cell } from "./cell.ts";
import { Day } from "./day.ts";
import { lonLat } from "./geojson.ts";
import { Mast } from "./mast.ts";
import { Site, VisibleSite } from "./site.ts";
import { MobileVerdict } from "./verdict.ts";

/** `GET /api/sites/{id}`: a site with its mast, its cells and who else stands there. */
export const SiteDetail = Type.Object({
  asOf: Day,
  site: VisibleSite,
  operatorName: Type.String(),
  mast: Type.Optional(Mast),
  position: Type.Optional(Type.Object(lonLat)),
  generalised: Type.Boolean({ description: "Position and details are withheld from this viewer" }),
  communeName: Type.Optional(Type.String()),
  sharedWith: Type.Array(
    Type.Object({
      siteId: Type.String(),
      operatorCode: Type.String(),
      status: Site.properties.status,
    }),
  ),
  cells: Type.Array(Cell),
  villagesNear: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      communeName: Type.String(),
      distanceM: Type.Integer(),
      mobile: MobileVerdict,
    }),
    { description: "Thôn within reach of the mast as it is shown, nearest first" },
  ),
});
export type SiteDetail = Static<typeof SiteDetail>;

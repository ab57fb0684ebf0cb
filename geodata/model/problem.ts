import { type Static, Type } from "typebox";

/** RFC 9457 problem details. */
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.Optional(Type.String()),
  instance: Type.Optional(Type.String()),
  errors: Type.Optional(
    Type.Array(
      Type.Object({
        pointer: Type.String(),
        got: Type.Optional(Type.String()),
        expected: Type.String(),
      }),
    ),
  ),
});
export type Problem = Static<typeof Problem>;

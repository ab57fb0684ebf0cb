import fc from "fast-check";
import { type TSchema, Type } from "typebox";
import { expect, test } from "vitest";
import { requestValidator } from "../../../server/http/request-validator.ts";

function read(schema: TSchema, given: Record<string, unknown>) {
  const validate = requestValidator({ schema, httpPart: "querystring", method: "GET", url: "/" });
  return validate(given) as { value?: Record<string, unknown>; error?: Error };
}
const Query = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000, default: 200 })),
    ratio: Type.Optional(Type.Number()),
    remote: Type.Optional(Type.Boolean()),
    q: Type.Optional(Type.String({ maxLength: 5 })),
  },
  { additionalProperties: false },
);

test("whole numbers within the limits are read, everything else that looks like one is refused", () => {
  fc.assert(
    fc.property(fc.integer({ min: -50, max: 2000 }), (number) => {
      const { value, error } = read(Query, { limit: String(number) });
      if (number >= 1 && number <= 1000) expect(value).toEqual({ limit: number });
      else expect(error?.message).toContain(`nhận được "${number}"; cần số nguyên từ 1 đến 1000`);
    }),
  );
  for (const text of ["", " 1", "1.0", "1e2", "0x10", "+1", "١", "99999999999999999999", "NaN"]) {
    expect([text, read(Query, { limit: text }).error]).toEqual([text, expect.any(Error)]);
  }
});

test("what is absent gets its default, what is given as text is read as its type", () => {
  expect(read(Query, {}).value).toEqual({ limit: 200 });
  expect(read(Query, { ratio: "-0.25", remote: "1", q: "1" }).value).toEqual({
    limit: 200,
    ratio: -0.25,
    remote: true,
    q: "1",
  });
});

test("a strange name is refused whatever it is, and never reaches a prototype", () => {
  for (const name of ["__proto__", "constructor", "toString", "limit "]) {
    const given = Object.fromEntries([[name, "1"]]);
    expect(read(Query, given).error?.message).toContain("Không có tham số");
  }
  const open = Type.Object({ a: Type.Optional(Type.String()) });
  const { value } = read(open, Object.fromEntries([["__proto__", { polluted: true }]]));
  expect((value as { polluted?: boolean } | undefined)?.polluted).toBeUndefined();
});

test("what came is shown back, but never at length", () => {
  const { error } = read(Query, { limit: "x".repeat(5000) });
  expect(error?.message.length).toBeLessThan(200);
});

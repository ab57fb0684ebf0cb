import { type Static, type TSchema, Type } from "typebox";
import { Compile } from "typebox/compile";
import {
  deltaBullingtonLossDb,
  makeDeltaBullingtonTerms,
} from "../../../geodata/radio/diffraction/delta-bullington.ts";
import {
  MIN_PROFILE_POINTS,
  makePathProfile,
  type PathProfile,
} from "../../../geodata/radio/path-profile.ts";
import { BadInputError } from "./bad-input.ts";

function heights(description: string) {
  return Type.Array(Type.Number(), { description });
}

function positive(description: string) {
  return Type.Number({ exclusiveMinimum: 0, description });
}

/** One line of input. Each description completes "expected …". */
const Path = Type.Object({
  id: Type.Union([Type.String(), Type.Number()], { description: "a text or a number" }),
  distanceKm: Type.Array(Type.Number(), {
    minItems: MIN_PROFILE_POINTS,
    description: `at least ${MIN_PROFILE_POINTS} distances from the transmitter in km, from 0 upwards`,
  }),
  terrainHeightM: heights("heights of the bare ground above sea level in m, one a point"),
  /** Terrain with clutter. The first and last are not read: R is 0 at both ends (P.1812-8 eq. 1c). */
  obstacleHeightM: heights("heights of terrain with clutter above sea level in m, one a point"),
  txHeightAmslM: Type.Number({ description: "metres above sea level" }),
  rxHeightAmslM: Type.Number({ description: "metres above sea level" }),
  effectiveEarthRadiusKm: positive("a radius in km above 0"),
  frequencyGHz: positive("a frequency in GHz above 0"),
  overWaterFraction: Type.Number({ minimum: 0, maximum: 1, description: "a share from 0 to 1" }),
  polarization: Type.Union([Type.Literal("horizontal"), Type.Literal("vertical")], {
    description: '"horizontal" or "vertical"',
  }),
});
type Path = Static<typeof Path>;

const validator = Compile(Path);

/** The longest excerpt of a wrong value that a message quotes. */
const QUOTED_CHARACTERS = 60;

/**
 * Answers one line of NDJSON with another: the terms of P.1812-8 eq. 39 in dB. Throws a BadInputError
 * with the line's number, what was got and what was expected.
 */
export function answerLine(text: string, lineNumber: number): string {
  const path = parsePath(text, lineNumber);
  const terms = makeDeltaBullingtonTerms();
  const diffractionLossDb = deltaBullingtonLossDb(
    profileOf(path, lineNumber),
    path.txHeightAmslM,
    path.rxHeightAmslM,
    path.effectiveEarthRadiusKm,
    path.frequencyGHz,
    path.overWaterFraction,
    path.polarization,
    terms,
  );
  return JSON.stringify({ id: path.id, ...terms, diffractionLossDb });
}

function parsePath(text: string, lineNumber: number): Path {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BadInputError(`Line ${lineNumber}: got ${quoted(text)}, expected one JSON object.`);
  }
  if (validator.Check(value)) return value;
  const [fault] = validator.Errors(value);
  const missing = (fault?.params as { requiredProperties?: string[] } | undefined)
    ?.requiredProperties;
  const [field = missing?.[0], item] = fault?.instancePath.split("/").slice(1) ?? [];
  if (field === undefined)
    throw new BadInputError(`Line ${lineNumber}: got ${quoted(text)}, expected one JSON object.`);
  const got = (value as Record<string, unknown>)[field];
  const wrong = item === undefined ? got : (got as unknown[])[Number(item)];
  const where = item === undefined ? field : `${field}, point ${Number(item) + 1}`;
  const schema: TSchema & { description?: string } = Path.properties[field as keyof Path];
  throw new BadInputError(
    `Line ${lineNumber}: got ${quoted(JSON.stringify(wrong))} for ${where}, expected ${schema.description}.`,
  );
}

function quoted(text: string | undefined): string {
  if (text === undefined) return "nothing";
  return text.length > QUOTED_CHARACTERS ? `${text.slice(0, QUOTED_CHARACTERS)}…` : text;
}

function profileOf(path: Path, lineNumber: number): PathProfile {
  const { distanceKm, terrainHeightM, obstacleHeightM } = path;
  if (obstacleHeightM.length !== distanceKm.length)
    throw new BadInputError(
      `Line ${lineNumber}: got ${obstacleHeightM.length} values in obstacleHeightM, expected one for each of ${distanceKm.length} points.`,
    );
  let profile: PathProfile;
  try {
    profile = makePathProfile({ distanceKm, terrainHeightM });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new BadInputError(`Line ${lineNumber}: ${error.message}.`);
  }
  for (const [field, groundM] of [
    ["txHeightAmslM", terrainHeightM[0]!],
    ["rxHeightAmslM", terrainHeightM.at(-1)!],
  ] as const)
    if (path[field] < groundM)
      throw new BadInputError(
        `Line ${lineNumber}: got ${path[field]} m for ${field}, expected at least the ground there, ${groundM} m.`,
      );
  return { ...profile, obstacleHeightM: Float64Array.from(obstacleHeightM) };
}

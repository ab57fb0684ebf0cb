import { type Static, Type } from "typebox";

/** Radio access technologies by their 3GPP names: 2G, 3G, 4G, 5G on screen. */
export const MobileTechnology = Type.Union([
  Type.Literal("gsm"),
  Type.Literal("umts"),
  Type.Literal("lte"),
  Type.Literal("nr"),
]);
export type MobileTechnology = Static<typeof MobileTechnology>;

/** Everything that evidence may speak about: the mobile technologies and fibre to the home. */
export const Technology = Type.Union([...MobileTechnology.anyOf, Type.Literal("ftth")]);
export type Technology = Static<typeof Technology>;

export const MOBILE_TECHNOLOGIES: readonly MobileTechnology[] = ["gsm", "umts", "lte", "nr"];
export const TECHNOLOGIES: readonly Technology[] = [...MOBILE_TECHNOLOGIES, "ftth"];

/**
 * What a map or a list may be shaded by: `mobile` = any technology that the rule counts
 * ("băng rộng di động"), else one technology alone.
 */
export const CoverageTheme = Type.Union([
  Type.Literal("mobile"),
  Type.Literal("umts"),
  Type.Literal("lte"),
  Type.Literal("nr"),
  Type.Literal("ftth"),
]);
export type CoverageTheme = Static<typeof CoverageTheme>;

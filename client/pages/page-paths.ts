/** The pages of the main navigation, in its order. */
export const PAGES = [
  { name: "map", path: "/" },
  { name: "uncovered", path: "/thon-chua-phu" },
  { name: "indicators", path: "/chi-tieu" },
  { name: "method", path: "/cach-tinh" },
  { name: "sources", path: "/nguon-du-lieu" },
] as const;

/** The page of one commune, named by `code@validFrom`. */
export function communePath(unitKey: string): string {
  return `/xa/${unitKey}`;
}

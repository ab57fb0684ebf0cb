/** The pages of the main navigation, in its order. */
export const PAGES = [
  { name: "map", path: "/" },
  { name: "uncovered", path: "/thon-chua-phu" },
  { name: "indicators", path: "/chi-tieu" },
  { name: "method", path: "/cach-tinh" },
  { name: "sources", path: "/nguon-du-lieu" },
] as const;

/** The page of one commune, by the units of the view's epoch. */
export function communePath(code: string): string {
  return `/xa/${code}`;
}

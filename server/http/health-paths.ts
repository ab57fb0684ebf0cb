/** Health checks answer for themselves, whatever else is refused. */
export function isHealthPath(url: string): boolean {
  return url === "/healthz" || url === "/readyz";
}

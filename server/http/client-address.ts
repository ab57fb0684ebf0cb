import { isIPv4, isIPv6 } from "node:net";

/** Bits of an IPv6 address that one customer is given: behind them every address is the same one. */
const IPV6_GROUPS = 4;

/**
 * Whom an address stands for: itself, or the /64 of an IPv6 one, which anybody may change addresses
 * in at will. An IPv4 address written in IPv6 (`::ffff:10.0.0.1`) is the IPv4 one.
 */
export function clientOf(address: string): string {
  const [plain = ""] = address.split("%", 1);
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1];
  if (mapped !== undefined) return mapped;
  if (isIPv4(plain)) return plain;
  if (!isIPv6(plain)) return "?";
  const [head = "", tail] = plain.split("::");
  const first = head === "" ? [] : head.split(":");
  const last = tail === undefined || tail === "" ? [] : tail.split(":");
  // An IPv4 tail (64:ff9b::10.0.0.1) stands for two groups, beyond the fourth in any case.
  const missing = tail === undefined ? 0 : 8 - first.length - last.length;
  const groups = [...first, ...Array(Math.max(0, missing)).fill("0"), ...last];
  return `${groups
    .slice(0, IPV6_GROUPS)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}

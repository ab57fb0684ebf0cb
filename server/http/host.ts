import type { IncomingMessage } from "node:http";

/** Names, IPv4 and bracketed IPv6 addresses, with a port: nothing that could end an address. */
const HOST = /^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+)(:\d{1,5})?$/;

/** True for what a Host header may say. */
export function isHost(text: string): boolean {
  return HOST.test(text);
}

/**
 * What is wrong with the Host of a request (RFC 9112, 3.2): HTTP/1.1 has exactly one; two are a
 * request that a proxy may have read differently.
 */
export function hostFault({ rawHeaders, httpVersion }: IncomingMessage): string | undefined {
  const hosts = rawHeaders.filter(
    (_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === "host",
  );
  const [host] = hosts;
  if (host === undefined) return httpVersion === "1.1" ? "Thiếu tiêu đề Host." : undefined;
  if (hosts.length > 1) return `Có ${hosts.length} tiêu đề Host; chỉ được một.`;
  return isHost(host) ? undefined : "Tiêu đề Host không hợp lệ.";
}

import { type Agent, get } from "node:http";
import { connect, type Socket } from "node:net";

/** Everything here speaks to this machine alone. */
export interface Target {
  port: number;
}

/** What became of one request. */
export interface Asked {
  status: number;
  ms: number;
}

/** One GET from an address of the loopback; a connection that breaks has the status 0. */
export function ask(
  { port }: Target,
  path: string,
  options: { from: string; agent: Agent; timeoutMs?: number },
): Promise<Asked> {
  const startedAt = performance.now();
  return new Promise((done) => {
    const finish = (status: number) => done({ status, ms: performance.now() - startedAt });
    const request = get(
      { host: "127.0.0.1", port, path, localAddress: options.from, agent: options.agent },
      (answer) => {
        answer.resume();
        answer.once("close", () => finish(answer.statusCode ?? 0));
      },
    );
    request.setTimeout(options.timeoutMs ?? 30_000, () => request.destroy());
    request.once("error", () => finish(0));
  });
}

/** Connections that send nothing, from one address; those that are refused are counted out. */
export async function openSilent(
  { port }: Target,
  count: number,
  from = "127.0.0.1",
): Promise<Socket[]> {
  const sockets = Array.from({ length: count }, () =>
    connect({ host: "127.0.0.1", port, localAddress: from }),
  );
  await Promise.all(
    sockets.map(
      (socket) =>
        new Promise<void>((done) => {
          socket.once("connect", () => done());
          socket.on("error", () => done());
        }),
    ),
  );
  return sockets;
}

/** The value below which `fraction` of them lie. */
export function percentile(values: readonly number[], fraction: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * fraction))] ?? Number.NaN;
}

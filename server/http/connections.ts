import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import type { Socket } from "node:net";

/** Descriptors that are not connections: the store, files being sent, listeners, workers, logs. */
const RESERVED_DESCRIPTORS = 200;
/** More connections than this cost memory that nobody needs, whatever the system allows. */
const MOST_CONNECTIONS = 4096;
/** Where a system tells no limit: below the smallest common one. */
const CAUTIOUS_DESCRIPTORS = 1024;
/** Of all connections those without a request may fill this much: the rest is room for new ones. */
const IDLE_FRACTION = 0.75;

/**
 * Connections that this process may hold, by its own limit of open files (`ulimit -n`).
 *
 * @param limits text of `/proc/self/limits`
 */
export function connectionsWithin(limits: string | undefined): number {
  const soft = /^Max open files\s+(\d+|unlimited)/m.exec(limits ?? "")?.[1];
  const descriptors =
    soft === "unlimited" ? Number.POSITIVE_INFINITY : Number(soft ?? CAUTIOUS_DESCRIPTORS);
  // A process with very few descriptors keeps half of them for itself.
  const reserved = Math.min(RESERVED_DESCRIPTORS, Math.ceil(descriptors / 2));
  return Math.max(1, Math.min(descriptors - reserved, MOST_CONNECTIONS));
}

/** Text of `/proc/self/limits`; absent on systems without it. */
export function readProcessLimits(): string | undefined {
  try {
    return readFileSync("/proc/self/limits", "utf8");
  } catch {
    // Not Linux: the cautious limit holds.
    return undefined;
  }
}

/**
 * Holds the server below `most` connections. When they run out, whoever holds the most connections
 * without a request under way gives up its oldest one: silent connections push out each other, and a
 * visitor who asks for something always finds room. When all are at work, further ones are closed.
 */
export function boundConnections(server: Server, most: number): void {
  server.maxConnections = most;
  const comfortable = Math.ceil(most * IDLE_FRACTION);
  const idle = new Map<string, Set<Socket>>();
  let open = 0;

  const addressOf = (socket: Socket) => socket.remoteAddress ?? "";
  const setIdle = (socket: Socket, address: string) => {
    const of = idle.get(address) ?? new Set();
    idle.set(address, of.add(socket));
  };
  const setBusy = (socket: Socket, address: string) => {
    const of = idle.get(address);
    of?.delete(socket);
    if (of?.size === 0) idle.delete(address);
  };
  const closeOldestIdle = () => {
    let fullest: Set<Socket> | undefined;
    for (const of of idle.values()) if (of.size > (fullest?.size ?? 0)) fullest = of;
    const [oldest] = fullest ?? [];
    if (!oldest) return;
    setBusy(oldest, addressOf(oldest));
    oldest.destroy();
  };

  server.on("connection", (socket: Socket) => {
    const address = addressOf(socket);
    open += 1;
    setIdle(socket, address);
    socket.once("close", () => {
      open -= 1;
      setBusy(socket, address);
    });
    if (open > comfortable) closeOldestIdle();
  });
  server.on("request", ({ socket }, response) => {
    const address = addressOf(socket);
    setBusy(socket, address);
    response.once("close", () => {
      if (!socket.destroyed) setIdle(socket, address);
    });
  });
}

import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { boundConnections, connectionsWithin } from "../../../server/http/connections.ts";

const limits = (soft: string) =>
  `Limit                     Soft Limit           Hard Limit           Units     \nMax processes             1                    1                    processes \nMax open files            ${soft.padEnd(20)} 1048576              files     \n`;

test.each([
  [limits("1024"), 824],
  [limits("65536"), 4096],
  [limits("unlimited"), 4096],
  [limits("100"), 50],
  [limits("1"), 1],
  [undefined, 824],
])("fewer connections than descriptors: %#", (text, most) => {
  expect(connectionsWithin(text)).toBe(most);
});

let server: Server | undefined;
const opened: Socket[] = [];
afterEach(() => {
  for (const socket of opened.splice(0)) socket.destroy();
  server?.close();
});

async function listen(most: number): Promise<Server> {
  const listening = createServer((_request, response) => response.end("ok"));
  server = listening;
  boundConnections(listening, most);
  listening.listen(0, "127.0.0.1");
  await once(listening, "listening");
  return listening;
}

async function open(server: Server, from: string): Promise<Socket> {
  const { port } = server.address() as AddressInfo;
  const socket = connect({ port, host: "127.0.0.1", localAddress: from });
  opened.push(socket);
  await Promise.all([once(socket, "connect"), once(server, "connection")]);
  return socket;
}

test("silent connections push out each other, oldest first, and nobody who holds few", async () => {
  const listening = await listen(8);
  const other = await open(listening, "127.0.0.2");
  const closed: number[] = [];
  for (let n = 0; n < 30; n++) {
    const socket = await open(listening, "127.0.0.1");
    socket.on("close", () => closed.push(n));
    socket.resume();
  }
  const visitor = await open(listening, "127.0.0.3");
  visitor.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  const [answer] = await once(visitor, "data");
  expect(String(answer)).toMatch(/^HTTP\/1\.1 200 /);
  other.write("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  expect(String((await once(other, "data"))[0])).toMatch(/^HTTP\/1\.1 200 /);
  const count = await new Promise<number>((done) =>
    listening.getConnections((_error, open) => done(open)),
  );
  // Three quarters of eight.
  expect(count).toBe(6);
  // Two that ask and four of the thirty.
  expect(closed).toEqual(Array.from({ length: 26 }, (_, n) => n));
});

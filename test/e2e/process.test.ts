import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Summary } from "../../geodata/model/summary.ts";
import { startServer } from "./server-under-test.ts";

let dataDir: string;
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), "song-thon-process-"));
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

test("SIGTERM under load: what is under way is answered, then the process ends with 0", async () => {
  const server = await startServer({ dataDir });
  const answers = Array.from({ length: 100 }, (_, index) =>
    fetch(`${server.url}/api/villages?limit=175&offset=${index % 3}`)
      .then(async (answer) => ({ status: answer.status, body: await answer.text() }))
      .catch(() => undefined),
  );
  await Promise.race(answers);
  const code = await server.stop();
  expect(code).toBe(0);
  for (const answer of await Promise.all(answers))
    if (answer?.status === 200) expect(() => JSON.parse(answer.body)).not.toThrow();
});

test("kill -9 loses nothing: the next start needs no repair and answers the same", async () => {
  const server = await startServer({ dataDir });
  const before = (await (await fetch(`${server.url}/api/summary`)).json()) as Summary;
  server.process.kill("SIGKILL");
  await new Promise((done) => server.process.once("exit", done));
  const again = await startServer({ dataDir });
  const after = (await (await fetch(`${again.url}/api/summary`)).json()) as Summary;
  expect(after).toEqual(before);
  expect(await again.stop()).toBe(0);
});

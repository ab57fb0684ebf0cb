// Run as a process of its own by the kill test: commits batches until it is killed, and says each
// version once the store has acknowledged it.
import { openSqliteStore } from "../../../../server/stores/sqlite/sqlite-store.ts";
import { makeEvidence } from "../../../makers.ts";
import { wholePut } from "../../../whole-put.ts";

const [path = "", rowsPerCommit = "0"] = process.argv.slice(2);
const store = await openSqliteStore(path);
for (;;) {
  const batch = (await store.datasetVersion()) + 1;
  const version = await store.commit({
    recordedAt: "2026-01-01T00:00:00.000Z",
    by: "test",
    note: `batch ${batch}`,
    put: wholePut({
      evidence: Array.from({ length: Number(rowsPerCommit) }, (_, index) =>
        makeEvidence({ id: `${batch}-${index}`, villageId: `v${batch}-${index}` }),
      ),
    }),
  });
  process.stdout.write(`${version}\n`);
}

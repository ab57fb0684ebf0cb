import { openMemoryStore } from "../../../server/stores/memory-store.ts";
import { openSqliteStore } from "../../../server/stores/sqlite/sqlite-store.ts";
import { testCoverageStore } from "./coverage-store.contract.ts";

testCoverageStore("memory", async () => openMemoryStore());
testCoverageStore("SQLite", () => openSqliteStore(":memory:"));

import { readFileSync, statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { parseArgs } from "node:util";
import { asksForHelp } from "../../geodata/text/command-help.ts";
import { optionFault } from "../../geodata/text/option-fault.ts";
import { ConfigError, readConfig } from "../config.ts";
import {
  IMPORT_KINDS,
  type ImportKind,
  type ImportRequest,
  importFile,
} from "../imports/import-file.ts";
import { importDetails, savedLine } from "../imports/import-report.ts";
import { MAX_FILE_BYTES } from "../imports/import-table.ts";
import { WrongMappingError } from "../imports/match-columns.ts";
import { dayInVietNam, parseDay, vietnameseDay } from "../imports/parse-day.ts";
import { seedStore } from "../seed/seed-store.ts";
import type { CoverageStore } from "../stores/coverage-store.ts";
import { openMemoryStore } from "../stores/memory-store.ts";
import { openSqliteStore } from "../stores/sqlite/sqlite-store.ts";
import { isStoreThere } from "../stores/sqlite/store-file.ts";
import { StoreError } from "../stores/store-errors.ts";
import { beginCommand } from "./begin-command.ts";
import type { CommandIo } from "./command-io.ts";

const DATASET_DIR = resolve(import.meta.dirname, "../../geodata/datasets/caoloc");

const USAGE = `Cách dùng:
  npm run -s import -- ${IMPORT_KINDS.join("|")} TỆP [--epoch 2023|2025] [--as-of NGÀY]
    [--map trường=cột,…] [--replace] [--dry-run]

  units     ranh giới xã (cần --epoch)        villages  danh sách thôn
  sites     trạm BTS                          cells     ô sóng
  spans     tuyến cáp quang                   claims    nhà mạng báo cáo theo thôn (di động, FTTH)

  TỆP là CSV hoặc GeoJSON. --map nói cột nào là trường nào khi tiêu đề không cho biết.
  --as-of nói số liệu trong tệp là của ngày nào (mặc định hôm nay): hàng không có ngày riêng có từ ngày đó.
  --replace rút dữ liệu minh họa cùng loại; --dry-run cho xem trước, không lưu gì.
  DATA_DIR chọn thư mục dữ liệu (mặc định .data); máy chủ không cần chạy, và có thể đang chạy.
`;

class UsageError extends Error {
  override name = "UsageError";
}

/** What the command may touch of the world beside the store of DATA_DIR. */
interface ImportIo extends CommandIo {
  clock(): Date;
}

/** Resolves with the exit code: 0 done, 1 the file as a whole was refused, 2 wrong usage. */
export async function run(args: readonly string[], io: ImportIo): Promise<number> {
  try {
    if (asksForHelp(args)) {
      io.out(USAGE);
      return 0;
    }
    const request = readRequest(args, dayInVietNam(io.clock()));
    const store = await openStore(request.dryRun, io);
    try {
      const outcome = await importFile(store, request, () => io.clock());
      // What was saved is said before anything that might fail.
      io.out(`${savedLine(outcome)}\n`);
      io.out(importDetails(outcome));
      return outcome.refusedFile ? 1 : 0;
    } finally {
      await store.close();
    }
  } catch (error) {
    return told(error, io);
  }
}

/** The exit code of what a person can mend, told in words; our own faults are thrown on. */
function told(error: unknown, io: ImportIo): number {
  if (error instanceof UsageError || error instanceof WrongMappingError) {
    io.err(`${error.message}\n\n${USAGE}`);
    return 2;
  }
  if (error instanceof ConfigError || error instanceof StoreError) {
    io.err(`${error.message}\n`);
    return 1;
  }
  throw error;
}

function readRequest(args: readonly string[], today: string): ImportRequest {
  const { values, positionals } = parsed(args);
  const [kind, file, ...rest] = positionals;
  if (!IMPORT_KINDS.some((known) => known === kind))
    throw new UsageError(
      `Loại tệp “${kind ?? ""}” không có; chọn một trong ${IMPORT_KINDS.join(", ")}.`,
    );
  if (file === undefined || rest.length > 0) throw new UsageError("Cần đúng một tệp.");
  const { epoch } = values;
  if (epoch !== undefined && epoch !== "2023" && epoch !== "2025")
    throw new UsageError(`--epoch nhận được ${epoch}; cần 2023 hoặc 2025.`);
  if (kind === "units" && epoch === undefined)
    throw new UsageError("Ranh giới xã cần --epoch 2023 hoặc --epoch 2025.");
  const path = resolve(file);
  return {
    kind: kind as ImportKind,
    fileName: basename(path),
    bytes: readBytes(path),
    ...(epoch ? { epoch } : {}),
    mapping: readMapping(values.map ?? []),
    replace: values.replace ?? false,
    dryRun: values["dry-run"] ?? false,
    ...readAsOf(values["as-of"], today),
  };
}

function readBytes(path: string): Uint8Array {
  try {
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found) throw new UsageError(`Không có tệp ${path}.`);
    if (!found.isFile())
      throw new UsageError(`${path} không phải là tệp; cần một tệp CSV hoặc GeoJSON.`);
    // One byte too many is enough to be refused; the rest need not be read.
    return found.size > MAX_FILE_BYTES ? new Uint8Array(MAX_FILE_BYTES + 1) : readFileSync(path);
  } catch (error) {
    if (!(error instanceof Error && "syscall" in error)) throw error;
    throw new UsageError(`Không đọc được tệp ${path} (${error.message}).`);
  }
}

function readAsOf(text: string | undefined, today: string): { asOf?: string } {
  if (text === undefined) return {};
  const parsedDay = parseDay(text);
  if (!parsedDay)
    throw new UsageError(`--as-of nhận được “${text}”; cần một ngày có thật, ví dụ 31/12/2025.`);
  if (parsedDay.day > today)
    throw new UsageError(
      `--as-of nhận được ${vietnameseDay(parsedDay.day)}; cần ngày không sau hôm nay (${vietnameseDay(today)}).`,
    );
  return { asOf: parsedDay.day };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        epoch: { type: "string" },
        map: { type: "string", multiple: true },
        replace: { type: "boolean" },
        "dry-run": { type: "boolean" },
        "as-of": { type: "string" },
      },
    });
  } catch (error) {
    throw new UsageError(optionFault(error));
  }
}

/** `code=code,name=fullName`; may be given more than once. */
function readMapping(given: readonly string[]): Map<string, string> {
  const mapping = new Map<string, string>();
  for (const pair of given.flatMap((text) => text.split(","))) {
    const equals = pair.indexOf("=");
    const [field, column] = [pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()];
    if (equals < 1 || column === "")
      throw new UsageError(`--map nhận được “${pair}”; cần trường=cột, ví dụ code=ma_xa.`);
    mapping.set(field, column);
  }
  return mapping;
}

/**
 * The store of DATA_DIR, seeded first where it is empty, so that a file falls on the same ground as
 * on a running server. A dry run opens it for reading, or rehearses on a seeded copy in memory.
 */
async function openStore(dryRun: boolean, { env, err }: ImportIo): Promise<CoverageStore> {
  const { storePath } = readConfig(env);
  if (dryRun && isStoreThere(storePath)) return openSqliteStore(storePath, { readOnly: true });
  const onWait = (sentence: string) => err(`${sentence}\n`);
  const store = dryRun ? openMemoryStore() : await openSqliteStore(storePath, { onWait });
  await seedStore(store, DATASET_DIR);
  return store;
}

if (import.meta.main)
  process.exitCode = await run(process.argv.slice(2), {
    ...beginCommand(),
    clock: () => new Date(),
    env: process.env,
  });

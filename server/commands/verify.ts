import { parseArgs } from "node:util";
import { asksForHelp } from "../../geodata/text/command-help.ts";
import { optionFault } from "../../geodata/text/option-fault.ts";
import { ConfigError, readConfig } from "../config.ts";
import { vietnameseNumber } from "../imports/vietnamese-number.ts";
import { damageText } from "../stores/sqlite/find-damage.ts";
import { type Verification, verifySqliteStore } from "../stores/sqlite/verify-store.ts";
import { StoreError } from "../stores/store-errors.ts";
import { beginCommand } from "./begin-command.ts";
import type { CommandOutput } from "./command-io.ts";

const USAGE = `Cách dùng:
  npm run -s verify [-- --reindex]

  So mọi hàng trong kho dữ liệu với mã kiểm ghi lúc lưu, và so các bảng với chỉ mục của chúng.
  Không ghi gì; máy chủ có thể đang chạy. DATA_DIR chọn thư mục dữ liệu (mặc định .data).

  --reindex  dựng lại mọi chỉ mục từ các hàng trước khi so: sửa được khi chỉ có chỉ mục bị hỏng
  --help     in trang này

  Mã thoát: 0 kho lành, 1 kho hỏng hoặc không mở được, 2 dùng sai.
`;

/** Prints what is damaged and the step that repairs it; resolves with the exit code. */
export async function run(args: string[], io: CommandOutput): Promise<number> {
  try {
    return await verify(args, io);
  } catch (error) {
    if (!(error instanceof StoreError || error instanceof ConfigError)) throw error;
    io.err(`${error.message}\n`);
    return 1;
  }
}

async function verify(args: string[], { out, err }: CommandOutput): Promise<number> {
  if (asksForHelp(args)) {
    out(USAGE);
    return 0;
  }
  const options = read(args, err);
  if (!options) return 2;
  const { storePath } = readConfig();
  const found = await verifySqliteStore(storePath, { reindex: options.reindex ?? false });
  out(`${report(storePath, found).join("\n")}\n`);
  return found.damages.length > 0 ? 1 : 0;
}

function read(args: string[], err: CommandOutput["err"]) {
  try {
    return parseArgs({
      args,
      options: { reindex: { type: "boolean" } },
    }).values;
  } catch (error) {
    err(`${optionFault(error)}\n\n${USAGE}`);
    return undefined;
  }
}

function report(storePath: string, { damages, dangling, version, rows }: Verification): string[] {
  if (damages.length > 0)
    return [
      `Kho dữ liệu ${storePath} bị hỏng:`,
      ...damages.map((damage) => `  ${damageText(damage)}`),
      "",
      repairStep(damages.every(({ isIndex }) => isIndex)),
    ];
  return [
    `Kho dữ liệu ${storePath} lành: ${vietnameseNumber(rows)} hàng (kể cả hàng đã hết hiệu lực) đúng như lúc lưu, phiên bản dữ liệu ${version}.`,
    ...dangling.map(
      (text) =>
        `Lưu ý, không phải hỏng: ${text}. Hãy nhập cái còn thiếu; các hàng này do bản chương trình cũ để lại.`,
    ),
  ];
}

function repairStep(isOnlyIndexes: boolean): string {
  return isOnlyIndexes
    ? "Các hàng đều còn nguyên, chỉ chỉ mục bị hỏng. Hãy dừng máy chủ, sao lưu thư mục dữ liệu, rồi chạy “npm run -s verify -- --reindex”."
    : "Hãy dừng máy chủ và khôi phục store.sqlite từ bản sao lưu gần nhất (xóa cả store.sqlite-wal và store.sqlite-shm cũ), rồi chạy lại lệnh này. " +
        "Nếu kho chỉ có dữ liệu minh họa, hãy dời ba tệp store.sqlite* đi nơi khác và khởi động lại máy chủ: dữ liệu minh họa được nạp lại.";
}

if (import.meta.main) process.exitCode = await run(process.argv.slice(2), beginCommand());

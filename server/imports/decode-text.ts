import iconv from "iconv-lite";
import { type RefusedFile, refuse } from "./import-table.ts";

export interface DecodedText {
  /** In Unicode NFC, without a byte order mark. */
  text: string;
  /** As said to the user. */
  encoding: string;
}

/**
 * Text of a file: UTF-8, or UTF-16 with a byte order mark ("Unicode Text" of Excel). Old Vietnamese
 * encodings cannot be told apart with certainty, so anything else is refused rather than guessed.
 */
export function decodeText(bytes: Uint8Array): DecodedText | RefusedFile {
  if (bytes.length === 0) return refuse("Tệp rỗng", "Hãy mở lại tệp gốc và lưu lại.");
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    return refuse(
      "Tệp này là XLSX hoặc ZIP, không phải CSV hay GeoJSON",
      "Hãy mở bằng Excel và lưu dạng “CSV UTF-8”.",
    );
  for (const [mark, encoding] of [
    [[0xff, 0xfe], "utf-16le"],
    [[0xfe, 0xff], "utf-16be"],
  ] as const)
    if (bytes[0] === mark[0] && bytes[1] === mark[1]) {
      if (bytes.length % 2 === 1)
        return refuse(
          `Tệp ${encoding.toUpperCase()} bị cắt: số byte lẻ (${bytes.length})`,
          "Hãy tải lại hoặc xuất lại tệp gốc.",
        );
      return normal(iconv.decode(Buffer.from(bytes), encoding), encoding.toUpperCase());
    }
  try {
    return normal(new TextDecoder("utf-8", { fatal: true }).decode(bytes), "UTF-8");
  } catch {
    return refuse(
      `Chữ trong tệp không phải UTF-8 (dòng ${lineOfFault(bytes)})`,
      "Hãy mở bằng Excel và lưu dạng “CSV UTF-8”; bảng mã cũ (TCVN3, VNI, Windows-1258) cần chuyển mã trước.",
    );
  }
}

function normal(text: string, encoding: string): DecodedText | RefusedFile {
  const nul = text.indexOf("\0");
  if (nul >= 0)
    return refuse(
      `Tệp chứa dữ liệu nhị phân (ký tự NUL ở dòng ${lineOf(text, nul)})`,
      "Hãy lưu lại dạng “CSV UTF-8” hoặc GeoJSON.",
    );
  return { text: text.replace(/^\uFEFF/, "").normalize("NFC"), encoding };
}

/** The line of the first byte that is not UTF-8: what is lost in decoding becomes U+FFFD. */
function lineOfFault(bytes: Uint8Array): number {
  const text = new TextDecoder("utf-8").decode(bytes);
  return lineOf(text, Math.max(text.indexOf("\uFFFD"), 0));
}

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split(/\r\n|\r|\n/).length;
}

import iconv from "iconv-lite";
import type { ImportProblem } from "./import-problem.ts";

/** What is wrong with a text, without where it stands. */
export type TextFault = Pick<ImportProblem, "severity" | "message" | "got" | "suggestion">;

const REPAIR =
  "Hãy mở lại tệp gốc, chuyển chữ sang Unicode (ví dụ bằng Unikey, “Chuyển mã”) rồi lưu “CSV UTF-8”.";

/** Turn the order of letters around: what is seen is not what is stored. */
const TURNING = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
/** Control characters but tab and line ends, halves of a character, private and unassigned ones. */
const UNREADABLE = /[\p{Cs}\p{Co}\p{Cn}]|(?![\t\n\r])\p{Cc}/u;
/** Take no place on a screen: "Nà Lộc" with one is another name that looks the same. */
const INVISIBLE =
  /\p{Cf}|\u034F|[\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0]|\p{Variation_Selector}/gu;

/** Errors that a spreadsheet writes into a cell; "####" is a column too narrow for its number. */
const SPREADSHEET_ERROR = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|SPILL!|CALC!|#+)$/i;
/** What software writes where there is nothing. */
const NOTHING = /^(?:null|nan|none|nil|undefined|n\/a|\(null\)|<null>|-|–|—)$/i;

/** Vowels of VNI in the letters of Western Windows: "Thoân Baûn Vaên". */
const VNI =
  /a[ùøûõïâáàåãäêéèúüë]|e[ùøûõïâáàåãä]|o[ùøûõïâåä]|[uöô][ùøûõïå]|öô|öu|ñ[aoueiöô]|iö|yeâ|ieâ/iu;
/** Letters of TCVN3 (ABC) in those of Western Windows: "Th«n B¶n V¨n". */
const TCVN3 = /\p{L}[¨©ª«¬µ¶¸¹»¼½¾]\p{L}|\p{L}[µ¶¸¨¬](?!\d)|[§®]\p{Ll}|\p{Ll}[À-ÃÅ-ÏÑ-ÖØ-ßß]/u;
/** Latin letters that Vietnamese does not write. */
const FOREIGN = /[^\P{L}\p{Script=Latin}]|[ÄÅÆÇËÎÏÐÑÖØÛÜÝÞßäåæçëîïðñöøûüÿþ]|[\uFF01-\uFF5E]/u;
/** Letters that Vietnamese writes, and the marks that go with a name. */
const VIETNAMESE = /^(?:[\p{Script=Latin}\s\u2010-\u2026])+$/u;
const WESTERN_ONLY = /[ÄÅÆÇËÎÏÑÖØÛÜÞßäåæçëîïñöøûüÿþ]/u;

/** Without one of these no text is UTF-8 misread. */
const MISREAD = /[^\p{Script=Latin}\p{M}\p{Nd}\s\x21-\x7e]|[ßÆÄ]|[\u00A0\u0080-\u009F]/u;
/** Code pages in which UTF-8 is commonly misread. */
const CODE_PAGES = ["windows1252", "cp437", "cp850", "windows1258", "macintosh"] as const;

/** The text as it is stored, and what was found wrong with it; an error keeps the row out. */
export function checkText(text: string): { text: string; faults: TextFault[] } {
  const plain = plainText(text);
  if (plain || /^[\x20-\x3e\x40-\x7e]*$/.test(text)) return plain ?? { text, faults: [] };
  const fault = damageOf(text);
  if (fault?.severity === "error") return { text, faults: [fault] };
  const visible = text.replace(INVISIBLE, "").trim();
  const faults = fault ? [fault] : [];
  if (visible !== text)
    faults.push(
      warning(
        `đã bỏ ký tự không nhìn thấy (${codesOf(text.match(INVISIBLE) ?? [])}); lưu là “${visible}”`,
      ),
    );
  return plainText(visible) ?? { text: visible, faults };
}

/** What a text is as a whole, where it is nothing, an error of a spreadsheet or a shortened number. */
function plainText(text: string): { text: string; faults: TextFault[] } | undefined {
  if (NOTHING.test(text)) return { text: "", faults: [warning(`“${text}” được coi là ô trống`)] };
  if (SPREADSHEET_ERROR.test(text))
    return {
      text,
      faults: [
        {
          severity: "error",
          got: text,
          message: "ô chứa lỗi của bảng tính, không phải giá trị",
          suggestion: "Hãy sửa công thức (hoặc nới rộng cột) rồi lưu lại tệp.",
        },
      ],
    };
  const shortened = shortenedNumber(text);
  return shortened === undefined ? undefined : { text, faults: [warning(shortened)] };
}

/** Digits that a spreadsheet has thrown away: "8,4E+11", or more than 15 digits ending in zeros. */
function shortenedNumber(text: string): string | undefined {
  if (/^[+-]?\d+(?:[.,]\d+)?e[+-]\d{1,3}$/i.test(text))
    return `“${text}” là dạng rút gọn của Excel: các chữ số thật có thể đã mất; hãy định dạng cột là Văn bản (Text) và ghi đủ chữ số`;
  if (/^[1-9]\d{14}0+$/.test(text))
    return `“${text}” có hơn 15 chữ số và kết thúc bằng số 0: Excel có thể đã làm mất các chữ số cuối; hãy đối chiếu với tệp gốc`;
  return undefined;
}

function damageOf(text: string): TextFault | undefined {
  if (text.includes("\uFFFD")) return error(text, "chữ đã bị mất khi chuyển mã (ký tự �)", REPAIR);
  const misread = readAgain(text);
  if (misread)
    return misread.isSure
      ? error(
          text,
          "chữ UTF-8 bị đọc sai bảng mã",
          `Có phải “${misread.text}”? Hãy mở lại tệp gốc với bảng mã UTF-8.`,
        )
      : warning(`“${text}” có thể là “${misread.text}” bị đọc sai bảng mã`);
  const unreadable = UNREADABLE.exec(text)?.[0] ?? TURNING.exec(text)?.[0];
  if (unreadable)
    return error(
      text.replace(/[\p{C}]/gu, "▯"),
      `ký tự không được dùng trong dữ liệu (${codesOf([unreadable])})`,
      "Hãy xóa ký tự đó (gõ lại giá trị) rồi lưu lại tệp.",
    );
  if (VNI.test(text)) return error(text, "chữ theo bảng mã VNI, không phải Unicode", REPAIR);
  if (TCVN3.test(text))
    return error(text, "chữ theo bảng mã TCVN3 (ABC), không phải Unicode", REPAIR);
  if (!text.includes("://") && /\p{L}\?+\p{L}|(?:^|\s)\?+\p{L}|\?\?/u.test(text))
    return error(text, "chữ có dấu đã bị thay bằng dấu hỏi", REPAIR);
  if (!text.includes("://") && /\p{L}\?/u.test(text))
    return warning(`“${text}” có dấu hỏi ngay sau chữ: có thể một chữ có dấu đã bị mất`);
  const foreign = FOREIGN.exec(text)?.[0];
  if (foreign)
    return warning(
      `“${text}” có chữ “${foreign}” (${codesOf([foreign])}) mà tiếng Việt không dùng: hãy kiểm tra lại`,
    );
  return undefined;
}

/**
 * Text whose UTF-8 bytes were taken for a code page, read anew ("Bß║ún" gives "Bản"). Not sure where
 * the only signs are ones that Vietnamese text may carry too ("XÃ" before a no-break space).
 */
function readAgain(text: string): { text: string; isSure: boolean } | undefined {
  if (!MISREAD.test(text)) return undefined;
  for (const page of CODE_PAGES) {
    let isSure = false;
    let hasChanged = false;
    const again = text.replace(/\P{ASCII}{2,}/gu, (run) => {
      const bytes = bytesOf(run, page);
      const read = bytes && strictUtf8(bytes);
      if (read === undefined || !VIETNAMESE.test(read) || WESTERN_ONLY.test(read)) return run;
      const isUnsure = /^\p{L}[\u00A0«»“”‘’–—…]$/u.test(run);
      if (isUnsure && !page.startsWith("windows")) return run;
      hasChanged = true;
      isSure ||= !isUnsure;
      return read;
    });
    if (hasChanged) return { text: again.normalize("NFC"), isSure };
  }
  return undefined;
}

/** Bytes of a code page; what Windows leaves undefined goes through as it is. */
function bytesOf(run: string, page: string): Buffer | undefined {
  const bytes: number[] = [];
  for (const letter of run) {
    const code = letter.codePointAt(0) ?? 0;
    const [byte] = iconv.encode(letter, page);
    if (byte !== undefined && byte >= 0x80) bytes.push(byte);
    else if (code >= 0x80 && code <= 0x9f) bytes.push(code);
    else return undefined;
  }
  return Buffer.from(bytes);
}

function strictUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function codesOf(letters: Iterable<string>): string {
  const codes = [...new Set(letters)].slice(0, 3).map((letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  });
  return codes.join(", ");
}

function error(got: string, message: string, suggestion: string): TextFault {
  return { severity: "error", got, message, suggestion };
}

function warning(message: string): TextFault {
  return { severity: "warning", message };
}

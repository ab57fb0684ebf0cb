import { VERDICT_WORDS } from "../../../geodata/text/verdict-words.ts";
import { escapeHtml } from "./escape-html.ts";

/** Vietnamese names of the members that documents are made of; others keep their own. */
const LABELS: Readonly<Record<string, string>> = {
  attribution: "Ghi nguồn",
  bbox: "Khung bao (tây, nam, đông, bắc)",
  collections: "Bộ dữ liệu",
  conformsTo: "Tuân thủ",
  coordinates: "Tọa độ",
  crs: "Hệ tọa độ",
  dataSource: "Loại dữ liệu",
  dataType: "Loại mảnh",
  description: "Mô tả",
  extent: "Phạm vi",
  id: "Định danh",
  interval: "Khoảng thời gian",
  itemType: "Loại mục",
  layers: "Lớp",
  licence: "Giấy phép",
  links: "Liên kết",
  notice: "Lưu ý",
  source: "Nguồn",
  spatial: "Không gian",
  temporal: "Thời gian",
  tileMatrices: "Các mức thu phóng",
  tileMatrixSetLimits: "Giới hạn mảnh",
  tilesets: "Bộ mảnh",
  title: "Tên",
};

/** Words for values that are codes; the code stays in the page beside them. */
const VALUE_LABELS: Readonly<Record<string, string>> = {
  ...VERDICT_WORDS,
  dang_xac_minh: "Đang xác minh",
  on_air: "Đang phát sóng",
  in_service: "Đang hoạt động",
  under_construction: "Đang xây dựng",
  planned: "Kế hoạch",
  blocked: "Vướng mặt bằng",
  off: "Ngừng",
  unknown: "Chưa rõ",
  demo: "Minh họa",
  real: "Thật",
  mixed: "Minh họa và thật",
};

/** Any JSON value as nested lists. Members called `links` and values of `href` become anchors. */
export function jsonAsHtml(value: unknown): string {
  if (Array.isArray(value)) {
    if (value.length === 0) return "–";
    if (value.every((one) => typeof one !== "object" || one === null))
      return value.map(jsonAsHtml).join(", ");
    return `<ul>${value.map((one) => `<li>${isLink(one) ? linkAsHtml(one) : jsonAsHtml(one)}</li>`).join("\n")}</ul>`;
  }
  if (isLink(value)) return linkAsHtml(value);
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).map(
      ([name, member]) =>
        `<dt>${escapeHtml(LABELS[name] ?? name)}</dt><dd>${jsonAsHtml(member)}</dd>`,
    );
    return `<dl>${members.join("\n")}</dl>`;
  }
  if (value === null || value === undefined) return "–";
  if (typeof value === "boolean") return value ? "có" : "không";
  const text = String(value);
  const label = Object.hasOwn(VALUE_LABELS, text) ? VALUE_LABELS[text] : undefined;
  if (label !== undefined) return `<data value="${text}">${label}</data>`;
  return /^https?:\/\//.test(text) && !text.includes("{") ? anchor(text, text) : escapeHtml(text);
}

interface LinkLike {
  href: string;
  rel?: string;
  title?: string;
  type?: string;
}

function isLink(value: unknown): value is LinkLike {
  return typeof value === "object" && value !== null && "href" in value;
}

function linkAsHtml({ href, rel, title, type }: LinkLike): string {
  const about = [rel, type].filter(Boolean).join(", ");
  return `${anchor(href, title ?? href)}${about ? ` <small>(${escapeHtml(about)})</small>` : ""}`;
}

function anchor(href: string, text: string): string {
  return `<a href="${escapeHtml(href)}">${escapeHtml(text)}</a>`;
}

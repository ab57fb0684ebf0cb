import type { TObject } from "typebox";
import { readFeature, type WrittenFeature } from "../feature-set.ts";
import { hrefOf, type Link } from "../links.ts";
import { escapeHtml } from "./escape-html.ts";
import { jsonAsHtml } from "./json-as-html.ts";

/** A page of features as a table: one row each, every property a column. */
export function itemsHtml(
  itemsPath: string,
  columns: TObject,
  features: readonly WrittenFeature[],
  numberMatched: number,
  links: readonly Link[],
): string {
  const names = Object.keys(columns.properties);
  const headings = names.map(
    (name) => `<th scope="col">${escapeHtml(titleOf(columns, name))}</th>`,
  );
  const rows = features.map((feature) => {
    const { id } = feature;
    const { properties } = readFeature(feature);
    const href = hrefOf(`${itemsPath}/${encodeURIComponent(id)}`, { f: "html" });
    const cells = names.map((name) => `<td>${jsonAsHtml(properties[name])}</td>`).join("");
    return `<tr><th scope="row"><a href="${escapeHtml(href)}">${escapeHtml(id)}</a></th>${cells}</tr>`;
  });
  return `<p>Có ${numberMatched} đối tượng; trang này có ${features.length}.</p>
${jsonAsHtml(links)}
<div class="wide" role="region" aria-label="Bảng đối tượng" tabindex="0"><table>
<thead><tr><th scope="col">Định danh</th>${headings.join("")}</tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table></div>`;
}

/** One feature: its properties under their Vietnamese names, its geometry as text, its links. */
export function featureHtml(
  columns: TObject,
  feature: WrittenFeature,
  links: readonly Link[],
): string {
  const { geometry, properties } = readFeature(feature);
  const described = Object.entries(properties).map(
    ([name, value]) =>
      `<dt>${escapeHtml(titleOf(columns, name))} <small>(${escapeHtml(name)})</small></dt><dd>${jsonAsHtml(value)}</dd>`,
  );
  return `<dl>${described.join("\n")}</dl>
<h2>Hình học</h2>
<pre>${escapeHtml(JSON.stringify(geometry))}</pre>
<h2>Liên kết</h2>
${jsonAsHtml(links)}`;
}

function titleOf(columns: TObject, name: string): string {
  const schema = columns.properties[name] as { title?: string } | undefined;
  return schema?.title ?? name;
}

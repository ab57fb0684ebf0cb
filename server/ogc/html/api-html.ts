import { escapeHtml } from "./escape-html.ts";

interface Operation {
  summary: string;
  parameters: readonly { $ref: string }[];
  responses: Readonly<Record<string, { content?: Readonly<Record<string, unknown>> }>>;
}

interface ApiDocument {
  info: { description: string };
  servers: readonly { url: string }[];
  paths: Readonly<Record<string, unknown>>;
  components: { parameters: Readonly<Record<string, unknown>> };
}

/** The OpenAPI document for a reader: every address, its parameters and media types. */
export function apiHtml({ info, servers, paths, components }: ApiDocument): string {
  const base = servers[0]?.url ?? "";
  const sections = Object.entries(paths).map(([path, item]) => {
    const { summary, parameters, responses } = (item as { get: Operation }).get;
    const address = `${base}${path === "/" ? "" : path}`;
    const heading = path.includes("{")
      ? escapeHtml(path)
      : `<a href="${escapeHtml(address)}">${escapeHtml(path)}</a>`;
    const rows = parameters.map(({ $ref }) => {
      const name = $ref.split("/").at(-1) ?? "";
      const parameter = components.parameters[name] as { name: string; description?: string };
      return `<dt><code>${escapeHtml(parameter.name)}</code></dt><dd>${escapeHtml(parameter.description ?? "")}</dd>`;
    });
    const types = Object.keys(responses[200]?.content ?? {}).map((type) => escapeHtml(type));
    return `<h2>GET ${heading}</h2>
<p>${escapeHtml(summary)}. Trả về: ${types.join(", ")}.</p>
<dl>${rows.join("\n")}</dl>`;
  });
  return `<p>${escapeHtml(info.description)}</p>
<p><a href="${escapeHtml(base)}/api?f=json">Tài liệu OpenAPI 3.0 (JSON)</a></p>
${sections.join("\n")}`;
}

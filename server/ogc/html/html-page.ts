import { escapeHtml } from "./escape-html.ts";

interface Crumb {
  href: string;
  title: string;
}

/**
 * A page without script; its only style is the sheet beside the API (the policy allows `'self'`).
 * `crumbs` lead down to it from the start page, which is always the first.
 */
export function htmlPage(given: {
  title: string;
  base: string;
  crumbs: readonly Crumb[];
  notice?: string | undefined;
  body: string;
}): string {
  const { title, base, crumbs, notice, body } = given;
  const path = [{ href: `${base}?f=html`, title: "Dữ liệu mở" }, ...crumbs]
    .map((crumb) => `<a href="${escapeHtml(crumb.href)}">${escapeHtml(crumb.title)}</a>`)
    .join(" / ");
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} – Sóng Thôn</title>
<link rel="stylesheet" href="${escapeHtml(base)}/style.css">
</head>
<body>
<header><nav aria-label="Đường dẫn">${path}</nav>
${notice === undefined ? "" : `<p class="notice">${escapeHtml(notice)}</p>\n`}</header>
<main>
<h1>${escapeHtml(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

/** From the list of collections to one of them. */
export function collectionCrumbs(base: string, collection: { id: string; title: string }): Crumb[] {
  const path = `${base}/collections`;
  return [
    { href: `${path}?f=html`, title: "Các bộ dữ liệu" },
    { href: `${path}/${collection.id}/items?f=html`, title: collection.title },
  ];
}

export const STYLE_SHEET = `:root { color-scheme: light dark; }
body { margin: 0 auto; max-width: 72rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; }
h2 { font-size: 1.125rem; }
a { color: LinkText; }
.notice { border: 2px solid; padding: 0.25rem 0.75rem; font-weight: 600; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: max-content; }
th, td { border: 1px solid #8888; max-width: 20rem; padding: 0.25rem 0.5rem; text-align: left; vertical-align: top; }
td { font-variant-numeric: tabular-nums; }
dt { font-weight: 600; margin-top: 0.5rem; }
dd { margin-left: 1.5rem; overflow-wrap: anywhere; }
pre { overflow-x: auto; }
`;

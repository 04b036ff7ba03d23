"""Documents as HTML with a style sheet, for Chromium and WeasyPrint."""
from __future__ import annotations

from html import escape

from .content import BULLETS, table_rows

COUNTERS = """body { counter-reset: a } h1 { counter-increment: a; counter-reset: b } h2 { counter-increment: b; counter-reset: c }
h3 { counter-increment: c; counter-reset: d } h4 { counter-increment: d } h1::before { content: counter(a) ' ' }
h2::before { content: counter(a) '.' counter(b) ' ' } h3::before { content: counter(a) '.' counter(b) '.' counter(c) ' ' }
h4::before { content: counter(a) '.' counter(b) '.' counter(c) '.' counter(d) ' ' }"""
TOC = ".toc { display: flex } .toc .dots { flex: 1; overflow: hidden; white-space: nowrap; height: 1.4em } "
# Without an outline, which would give the headings away.
WEASY_TOC = "h1,h2,h3,h4 { bookmark-level: none } .toc::after { content: leader('.') attr(data-page) } .toc .dots, .toc .page { display: none } "


def page(document, for_weasyprint: bool) -> str:
    d = document
    css = d.css + (COUNTERS if d.numbering == "css" else "") + (WEASY_TOC if for_weasyprint else TOC)
    body = "\n".join(block(d, b) for b in d.maker.blocks)
    direction = ' dir="rtl"' if d.language in ("ar", "he") else ""
    return f'<!DOCTYPE html><html lang="{d.language}"{direction}><head><meta charset="utf-8"><title>{d.name}</title><style>{css}</style></head><body>{body}</body></html>'


def block(d, b) -> str:
    if b["type"] == "heading":
        number = b.get("number", "") if d.numbering == "text" else ""
        return f"<h{b['level']}>{number}{escape(b['text'])}</h{b['level']}>"
    if b["type"] == "code":
        return f"<pre><code>{escape(b['text'])}</code></pre>"
    if b["type"] == "list":
        return listing(b["items"], b["kind"], b["nested"])
    if b["type"] == "table":
        return table(b)
    if b.get("role") == "toc":
        return f'<p class="toc" data-page="{b["page"]}" style="padding-left:{b["level"] - 1}em"><span>{escape(b["entry"])}</span><span class="dots">{"." * 300}</span><span class="page">{b["page"]}</span></p>'
    if b.get("role") == "quote":
        return f"<blockquote>{escape(b['text'])}</blockquote>"
    note = f'<span class="note">{escape(b["note"])}</span>' if b.get("note") else ""
    return f"<p>{escape(b['text'])}{note}</p>"


def listing(items, kind, nested) -> str:
    tag = "ul" if kind in BULLETS else "ol"
    inner = "".join(f"<li>{escape(i['text'])}{listing(i['items'], nested, None) if i['items'] else ''}</li>" for i in items)
    return f'<{tag} class="{kind}">{inner}</{tag}>'


def table(b) -> str:
    rows = table_rows(b)
    head = 2 if b["merged"] else 1

    def row(cells, tag):
        def one(c):
            spans = (f' colspan="{c["colspan"]}"' if c["colspan"] > 1 else "") + (f' rowspan="{c["rowspan"]}"' if c["rowspan"] > 1 else "")
            return f"<{tag}{spans}>{escape(c['text'])}</{tag}>"
        return "<tr>" + "".join(map(one, cells)) + "</tr>"

    caption = f"<p>{escape(b['caption'])}</p>" if b["caption"] else ""
    return caption + "<table><thead>" + "".join(row(r, "th") for r in rows[:head]) + "</thead><tbody>" + "".join(row(r, "td") for r in rows[head:]) + "</tbody></table>"

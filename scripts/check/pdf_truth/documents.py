"""The documents: how each is laid out, and what it holds."""
from __future__ import annotations

import random
from dataclasses import dataclass, field

from .content import Maker


@dataclass
class Document:
    name: str
    maker: Maker
    language: str = "en"
    css: str = ""
    # How headings are numbered: "", "css" (by counters) or "text".
    numbering: str = ""
    header: str | None = None
    footer: str | None = None
    features: set[str] = field(default_factory=set)

    def truth(self) -> dict:
        return {"name": self.name, "profile": self.name, "language": self.language, "header": self.header or "",
                "footer": self.footer or self.header or "", "columns": 1, "blocks": self.maker.truth()}


def number(maker: Maker) -> None:
    counts = [0] * 6
    for b in maker.blocks:
        if b["type"] == "heading":
            level = b["level"]
            counts[level - 1] += 1
            counts[level:] = [0] * (6 - level)
            b["number"] = ".".join(str(n) for n in counts[:level]) + " "


def report(m: Maker, chapters=4, lists=True, tables=()):
    """Chapters with sections and subsections."""
    tables = list(tables)
    m.heading(1)
    m.paragraph()
    for chapter in range(chapters):
        m.heading(2)
        m.paragraph(3, 7)
        m.paragraph(2, 5)
        if lists and chapter == 0:
            m.listing("disc", 4, nested="circle")
        if lists and chapter == 1:
            m.listing("decimal", 5, long=True)
        m.heading(3)
        m.paragraph(2, 5)
        if tables:
            m.table(**tables.pop(0))
            m.paragraph(2, 4)
        if chapter % 2 == 0:
            m.heading(4)
            m.paragraph(1, 4)
            m.paragraph(3, 6)


BASE = "@page { size: A4; margin: 24mm 22mm } body { font: 10.5pt/1.4 'Liberation Serif'; } p { margin: 0 0 .7em } table { border-collapse: collapse; margin: 1em 0 } td, th { padding: 2pt 6pt; text-align: left; vertical-align: top } "
SANS = "body { font-family: 'Liberation Sans' } "
PLAIN = dict(style="ruled")

STYLES = {
    "serif": "",
    "sans-coloured": SANS + "h1,h2,h3,h4 { color: #204a87; font-weight: normal } h2 { border-bottom: 1pt solid #204a87 } ",
    "same-size-bold": "h1 { font-size: 16pt } h2,h3,h4 { font-size: 10.5pt; margin: 1em 0 .3em } h3 { font-style: italic } h4 { font-style: italic; font-weight: normal; text-decoration: underline } ",
    "centred-smallcaps": "h1,h2 { text-align: center; font-variant: small-caps; font-weight: normal } h1 { font-size: 22pt } h2 { font-size: 16pt } h3 { font-size: 12.5pt } h4 { font-size: 10.5pt } p { text-align: justify } ",
    "letter-spaced": SANS + "h1,h2 { text-transform: none; letter-spacing: .18em; font-weight: normal } h3,h4 { letter-spacing: .1em } ",
    "capitals": "h1, h2 { text-transform: uppercase; font-size: 14pt } h2 { font-size: 11pt } h3 { font-size: 10.5pt } h4 { font-size: 10.5pt; font-style: italic } ",
    "book": "body { font-size: 10pt; line-height: 1.25 } p { margin: 0; text-indent: 1.4em; text-align: justify; hyphens: auto } h2+p, h1+p, h3+p, h4+p { text-indent: 0 } h1 { break-before: page; margin-top: 20mm } @page { size: 140mm 210mm; margin: 20mm 18mm } ",
    "ragged-book": "p { margin: 0; text-indent: 1.2em } ",
    "columns-2": "body { columns: 2; column-gap: 8mm; font-size: 9pt; line-height: 1.25; text-align: justify; hyphens: auto } p { margin: 0 0 .4em } h1 { column-span: all } ",
    "columns-3": SANS + "body { columns: 3; column-gap: 6mm; font-size: 8pt; line-height: 1.3; hyphens: auto } p { margin: 0 0 .5em } h1 { column-span: all } @page { margin: 15mm } ",
    "columns-indented": "body { columns: 2; column-gap: 7mm; font-size: 9.5pt; line-height: 1.2; text-align: justify; hyphens: auto } p { margin: 0; text-indent: 1em } h2+p, h1+p, h3+p, h4+p { text-indent: 0 } h1 { column-span: all; text-align: center } ",
    "loose": SANS + "body { line-height: 1.8; font-size: 11pt } p { margin: 0 0 1.2em } ",
    "tight": "body { line-height: 1.1; font-size: 9pt } p { margin: 0 0 .35em } h1,h2,h3,h4 { margin: .6em 0 .1em } ",
}

TABLES = {
    "ruled": "td, th { border: .6pt solid #333 } ",
    "booktabs": "table { border-top: 1.2pt solid; border-bottom: 1.2pt solid } thead tr:last-child th { border-bottom: .6pt solid } th { font-weight: normal } ",
    "rows": "tr { border-bottom: .5pt solid #999 } ",
    "zebra": SANS + "tbody tr:nth-child(even) { background: #e8eef4 } th { background: #33506e; color: white } td, th { border: none } ",
    "borderless": "td, th { padding: 2pt 12pt } ",
    "numeric": "td { text-align: right } td:first-child { text-align: left } th { border-bottom: 1pt solid } table { width: 100% } ",
}


def variation(seed: str) -> str:
    """Another page, type and spacing of tables for each seed."""
    if not seed:
        return ""
    r = random.Random(seed)
    face = r.choice(["Liberation Serif", "Liberation Sans", "DejaVu Serif", "DejaVu Sans"])
    return (f"@page {{ size: {r.choice(['A4', 'letter', 'A5'])}; margin: {r.randint(15, 30)}mm {r.randint(14, 28)}mm }} "
            f"body {{ font: {r.choice([8.5, 9, 9.5, 10, 11, 12])}pt/{r.choice([1.2, 1.3, 1.45, 1.6])} '{face}' }} p {{ margin: 0 0 {r.choice([.5, .7, 1])}em }} "
            f"td, th {{ padding: {r.choice([1, 2, 3, 4])}pt {r.choice([4, 6, 8])}pt; vertical-align: {r.choice(['top', 'middle', 'baseline'])} }} table {{ width: {r.choice(['auto', '80%', '100%'])} }} ")


def documents(seed: str = "") -> list[Document]:
    result = []

    def make(name, css="", language="en", **more):
        m = Maker(seed + name, language)
        own = variation(seed + name) if seed and name.startswith(("table", "lists", "language")) else ""
        d = Document(name, m, language, BASE + own + css, **more)
        result.append(d)
        return m

    for name, css in STYLES.items():
        m = make("style-" + name, css)
        report(m, 5, tables=[] if "columns-3" in name else [dict(style="ruled", rows=4, columns=3)])
    for d in result:
        if "columns" not in d.name:
            d.css += TABLES["ruled"]
        else:
            d.css += TABLES["booktabs"]

    for how in ("css", "text"):
        m = make("numbered-" + how, numbering=how)
        report(m, 4)
        number(m)

    for name, css in TABLES.items():
        m = make("table-" + name, css)
        m.heading(1)
        for i in range(4):
            m.heading(2)
            m.paragraph()
            m.table(name, rows=5 + i, columns=3 + i % 3, long=i == 2, caption=f"Table {i + 1}: {m.topic()}" if i % 2 else None)
            m.paragraph()
    for name in ("ruled", "booktabs"):
        m = make(f"table-{name}-merged", TABLES[name] + "thead th { text-align: center } ")
        m.heading(1)
        for i in range(3):
            m.heading(2)
            m.paragraph()
            m.table(name, rows=5, columns=4, merged=True)
            m.paragraph()
        m = make(f"table-{name}-long", TABLES[name])
        m.heading(1)
        m.paragraph()
        m.table(name, rows=90, columns=5)
        m.heading(2)
        m.paragraph()

    m = make("lists", "ol.alpha { list-style: lower-alpha } ol.roman { list-style: lower-roman } ul.square { list-style: square } ul.circle { list-style: circle } ul.dash { list-style: '–  ' } ")
    m.heading(1)
    for kind, nested, long in [("disc", "circle", False), ("decimal", "alpha", True), ("roman", None, False), ("square", "disc", True), ("dash", None, True), ("alpha", "roman", False), ("decimal", None, False), ("decimal", "disc", True)]:
        m.heading(2)
        m.paragraph(1, 3)
        m.listing(kind, 5, nested, long)
        m.paragraph(1, 3)

    m = make("code-and-quotes", "pre { font: 9pt/1.3 'Liberation Mono'; background: #f2f2f2; padding: 4pt } blockquote { margin: 1em 2.5em; font-style: italic } dt { font-weight: bold } ")
    m.heading(1)
    for i in range(4):
        m.heading(2)
        m.paragraph()
        m.code()
        m.paragraph()
        m.paragraph(2, 3, role="quote")
        m.paragraph()

    m = make("title-page-contents", ".toc { margin: 0 } h1 { break-before: page } ")
    m.add("heading", level=1, text="A Year on the Coast", role="title")
    m.paragraph(1, 1)
    m.heading(1, "Contents")
    at = len(m.blocks)
    report(m, 5)
    report(m, 4)
    entries = [b for b in m.blocks[at:] if b["type"] == "heading" and b["level"] < 4]
    page = 3
    for i, b in enumerate(entries):
        page += i % 2
        m.blocks.insert(at + i, {"type": "paragraph", "role": "toc", "level": b["level"], "text": f"{b['text']} {page}", "entry": b["text"], "page": str(page)})

    m = make("running-heads", "@page :left { @top-left { content: counter(page) } @top-right { content: 'A Year on the Coast' } } @page :right { @top-right { content: counter(page) } @top-left { content: string(chapter) } } h1 { string-set: chapter content(); break-before: page } ",
             header="A Year on the Coast")
    for _ in range(3):
        report(m, 4)
    m = make("page-x-of-y", "@page { @bottom-center { content: 'Page ' counter(page) ' of ' counter(pages); font-size: 8pt } @top-right { content: 'Draft for the harbour board'; font-size: 8pt } } ", header="Draft for the harbour board")
    for _ in range(3):
        report(m, 4)

    m = make("footnotes", ".note { float: footnote; font-size: 8.5pt } p { text-align: justify } @page { @bottom-center { content: counter(page) } } ", features={"footnotes"})
    report(m, 5, lists=False)
    for i, b in enumerate([b for b in m.blocks if b["type"] == "paragraph"]):
        if i % 2:
            b["note"] = m.prose(1, 2)

    for language in ("de", "fr", "ru", "el", "ar", "he", "zh"):
        font = {"ar": "'Noto Naskh Arabic'", "he": "'Noto Sans Hebrew'", "zh": "'Noto Sans CJK SC'"}.get(language, "'Liberation Serif'")
        m = make("language-" + language, f"body {{ font-family: {font} }} p {{ text-align: justify; hyphens: auto }} " + TABLES["ruled"], language)
        m.heading(1)
        for i in range(4):
            m.heading(2)
            m.paragraph(3, 6)
            m.heading(3)
            m.paragraph(3, 6)
            m.paragraph(2, 4)
    return result

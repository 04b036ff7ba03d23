"""Documents through ReportLab's page layout, which writes neither tags nor spaces at ends of lines."""
from __future__ import annotations

from html import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (BaseDocTemplate, Frame, ListFlowable, ListItem, PageTemplate, Paragraph, Preformatted, Spacer, Table, TableStyle)

from .content import BULLETS, table_rows


def write(document, path: str) -> None:
    d = document
    columns = 2 if "columns" in d.name else 1
    size = LETTER if len(d.name) % 2 else A4
    gap = 18
    width = (size[0] - 120 - gap * (columns - 1)) / columns
    frames = [Frame(60 + i * (width + gap), 60, width, size[1] - 130, 0, 0, 0, 0) for i in range(columns)]

    def furniture(canvas, doc):
        canvas.setFont("Helvetica", 8)
        if d.header:
            canvas.drawString(60, size[1] - 40, d.header)
        canvas.drawCentredString(size[0] / 2, 32, str(doc.page))

    template = BaseDocTemplate(path, pagesize=size, invariant=1, title=d.name, pageTemplates=[PageTemplate("all", frames, onPage=furniture)])
    template.build(flowables(d))


def styles(d):
    sans = "sans" in d.name or "loose" in d.name or "zebra" in d.name
    face, bold = ("Helvetica", "Helvetica-Bold") if sans else ("Times-Roman", "Times-Bold")
    size, leading = (9, 11) if "columns" in d.name or "tight" in d.name else (10.5, 19 if "loose" in d.name else 13)
    book = "book" in d.name or "indented" in d.name
    body = ParagraphStyle("body", fontName=face, fontSize=size, leading=leading, spaceAfter=0 if book else 6, firstLineIndent=14 if book else 0, alignment=TA_JUSTIFY if book or "columns" in d.name else 0)
    scale = [1.9, 1.5, 1.2, 1.0]
    if "same-size" in d.name:
        scale = [1.5, 1, 1, 1]
    heads = []
    for level in range(4):
        own = size * scale[level]
        heads.append(ParagraphStyle(f"h{level}", fontName=bold if level < 3 else bold.replace("Bold", "BoldOblique" if sans else "BoldItalic"), fontSize=own, leading=own * 1.2, spaceBefore=own * 0.8, spaceAfter=own * 0.35, alignment=TA_CENTER if "centred" in d.name and level < 2 else 0, textColor=colors.HexColor("#204a87") if "coloured" in d.name else colors.black, keepWithNext=1))
    return body, heads


def flowables(d):
    body, heads = styles(d)
    result = []
    small = ParagraphStyle("cell", parent=body, spaceAfter=0, firstLineIndent=0, alignment=0)
    for b in d.maker.blocks:
        if b["type"] == "heading":
            result.append(Paragraph(escape(b.get("number", "") + b["text"]), heads[b["level"] - 1]))
        elif b["type"] == "code":
            result.append(Preformatted(b["text"], ParagraphStyle("code", fontName="Courier", fontSize=8.5, leading=10.5, spaceBefore=4, spaceAfter=8)))
        elif b["type"] == "list":
            result += [listing(b["items"], b["kind"], b["nested"], small), Spacer(1, 6)]
        elif b["type"] == "table":
            if b["caption"]:
                result.append(Paragraph(escape(b["caption"]), body))
            result += [table(b, small, body), Spacer(1, 8)]
        elif b.get("role") == "quote":
            result.append(Paragraph(escape(b["text"]), ParagraphStyle("quote", parent=body, leftIndent=30, rightIndent=30, firstLineIndent=0)))
        else:
            result.append(Paragraph(escape(b["text"]), body))
    return result


def listing(items, kind, nested, style):
    types = {"decimal": "1", "alpha": "a", "roman": "i"}
    entries = [ListItem([Paragraph(escape(i["text"]), style)] + ([listing(i["items"], nested, None, style)] if i["items"] else [])) for i in items]
    if kind in BULLETS:
        return ListFlowable(entries, bulletType="bullet", start={"disc": "circle", "circle": "circle", "square": "square", "dash": "–"}[kind], leftIndent=16, bulletFontSize=7)
    return ListFlowable(entries, bulletType=types[kind], bulletFormat="%s.", leftIndent=18)


def table(b, style, body):
    rows = table_rows(b)
    columns = len(b["head"])
    bold = ParagraphStyle("head", parent=style, fontName=style.fontName.replace("Times-Roman", "Times-Bold").replace("Helvetica", "Helvetica-Bold"))
    data, spans = [], []
    taken = set()
    head = 2 if b["merged"] else 1
    for y, row in enumerate(rows):
        line = [""] * columns
        x = 0
        for c in row:
            while (y, x) in taken:
                x += 1
            line[x] = Paragraph(escape(c["text"]), bold if y < head else style)
            for dy in range(c["rowspan"]):
                for dx in range(c["colspan"]):
                    taken.add((y + dy, x + dx))
            if c["rowspan"] > 1 or c["colspan"] > 1:
                spans.append(("SPAN", (x, y), (x + c["colspan"] - 1, y + c["rowspan"] - 1)))
            x += c["colspan"]
        data.append(line)
    looks = {
        "ruled": [("GRID", (0, 0), (-1, -1), 0.5, colors.black)],
        "booktabs": [("LINEABOVE", (0, 0), (-1, 0), 1.2, colors.black), ("LINEBELOW", (0, head - 1), (-1, head - 1), 0.6, colors.black), ("LINEBELOW", (0, -1), (-1, -1), 1.2, colors.black)],
        "rows": [("LINEBELOW", (0, 0), (-1, -1), 0.4, colors.grey)],
        "zebra": [("ROWBACKGROUNDS", (0, 1), (-1, -1), [colors.white, colors.HexColor("#e8eef4")])],
        "borderless": [],
        "numeric": [("LINEBELOW", (0, 0), (-1, 0), 1, colors.black)],
    }[b["style"]]
    wide = {"Remarks": 130, "Keeper": 80, "Place": 80}
    return Table(data, colWidths=[wide.get(t, 60) for t in b["head"]], repeatRows=head, style=TableStyle(looks + spans + [("VALIGN", (0, 0), (-1, -1), "TOP")]), spaceBefore=4)

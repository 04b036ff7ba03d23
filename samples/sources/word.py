"""Pieces of a Word document: runs, paragraphs, tables, styles, lists, and the package around them."""

import zipfile
from xml.sax.saxutils import escape

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
SPACES = (
    W
    + ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    + ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    + ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    + ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    + ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    + ' xmlns:v="urn:schemas-microsoft-com:vml"'
)
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CHANGED = 'w:author="Workshop" w:date="2025-02-11T09:00:00Z"'
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"


# Runs: text, bold, and what is more than text.


def run(text: str, properties: str = "") -> str:
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def bold(text: str) -> str:
    return run(text, "<w:b/>")


def field(name: str, shown: str) -> str:
    return f'<w:fldSimple w:instr=" {name} ">{run(shown)}</w:fldSimple>'


def footnote_mark(number: int) -> str:
    return (
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        f'<w:footnoteReference w:id="{number}"/></w:r>'
    )


def deleted(text: str) -> str:
    return (
        f'<w:del w:id="101" {CHANGED}><w:r><w:delText xml:space="preserve">{escape(text)}'
        "</w:delText></w:r></w:del>"
    )


def inserted(text: str) -> str:
    return f'<w:ins w:id="102" {CHANGED}>{run(text)}</w:ins>'


def commented(runs: str) -> str:
    return (
        f'<w:commentRangeStart w:id="0"/>{runs}<w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r>'
    )


# Paragraphs. A part of one may be a plain string or runs that are made already.


def paragraph(*parts: str, style: str = "", numbering: str = "") -> str:
    runs = "".join(part if part.startswith("<") else run(part) for part in parts)
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + numbering
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>" if properties else f"<w:p>{runs}</w:p>"


def item(list_number: int, *parts: str, level: int = 0) -> str:
    numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_number}"/></w:numPr>'
    return paragraph(*parts, style="ListParagraph", numbering=numbering)


def cell(text: str, width: int, span: int = 1, merge: str = "", strong: bool = False) -> str:
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if span > 1:
        properties += f'<w:gridSpan w:val="{span}"/>'
    if merge:
        properties += '<w:vMerge w:val="restart"/>' if merge == "restart" else "<w:vMerge/>"
    content = paragraph(bold(text) if strong else text) if text else "<w:p/>"
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def row(*cells: str, header: bool = False) -> str:
    properties = "<w:trPr><w:tblHeader/></w:trPr>" if header else ""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def table(widths: list[int], *rows: str) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/>'
        f'</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def text_box(text: str) -> str:
    """A box beside the text, as Word writes it: a drawing, and a picture for older readers."""
    content = f"<w:txbxContent>{paragraph(bold(text))}</w:txbxContent>"
    drawing = (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0"'
        ' relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column">'
        '<wp:align>right</wp:align></wp:positionH><wp:positionV relativeFrom="paragraph">'
        '<wp:posOffset>0</wp:posOffset></wp:positionV><wp:extent cx="1800000" cy="720000"/>'
        '<wp:wrapSquare wrapText="bothSides"/><wp:docPr id="1" name="Box 1"/>'
        '<a:graphic><a:graphicData uri='
        '"http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="1800000" cy="720000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        '<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln></wps:spPr>'
        f"<wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
        "</wp:anchor></w:drawing>"
    )
    picture = (
        '<w:pict><v:rect style="width:141.7pt;height:56.7pt">'
        f"<v:textbox>{content}</v:textbox></v:rect></w:pict>"
    )
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{drawing}</mc:Choice>'
        f"<mc:Fallback>{picture}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def heading(level: int, text: str) -> str:
    return paragraph(text, style=f"Heading{level}")


# Styles, lists and notes.


def style(kind: str, name: str, title: str, based_on: str = "", rest: str = "") -> str:
    default = ' w:default="1"' if name in ("Normal", "TableNormal") else ""
    parent = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}"{default} w:styleId="{name}"><w:name w:val="{title}"/>'
        f"{parent}{rest}</w:style>"
    )


def size(half_points: int, strong: bool = True) -> str:
    return f"<w:rPr>{'<w:b/>' if strong else ''}<w:sz w:val=\"{half_points}\"/></w:rPr>"


def heading_style(level: int, half_points: int) -> str:
    outline = (
        f'<w:pPr><w:keepNext/><w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="1"/></w:numPr>'
        f'<w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="{level - 1}"/></w:pPr>'
    )
    rest = '<w:next w:val="Normal"/>' + outline + size(half_points)
    return style("paragraph", f"Heading{level}", f"heading {level}", "Normal", rest)


def level(index: int, kind: str, text: str, indent: int, linked: str = "") -> str:
    linked = f'<w:pStyle w:val="{linked}"/>' if linked else ""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{linked}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{indent}" w:hanging="567"/></w:pPr></w:lvl>'
    )


def steps(number: int) -> str:
    """A list of its own that begins with (a)."""
    return (
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )


def footnote(number: int, text: str) -> str:
    mark = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    return (
        f'<w:footnote w:id="{number}">' + paragraph(mark, " " + text, style="FootnoteText")
        + "</w:footnote>"
    )


# The package.


def relations(rows: list[tuple[str, str]]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(rows, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'


def write(path: str, date: tuple[int, ...], body: str, core: str, parts: list[tuple[str, str, str]]) -> None:
    """Writes the package; a part is its name, its kind and what is in it."""
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.{kind}+xml"/>'
        for name, kind, _ in [("document", "document.main", ""), *parts]
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}'
        f'<Override PartName="/docProps/core.xml" ContentType="{CORE_TYPE}"/></Types>',
        "_rels/.rels": relations(
            [
                (f"{OFFICE}/officeDocument", "word/document.xml"),
                (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            ]
        ),
        "docProps/core.xml": core,
        "word/_rels/document.xml.rels": relations(
            [(f"{OFFICE}/{kind}", f"{name}.xml") for name, kind, _ in parts]
        ),
        "word/document.xml": f"<w:document {SPACES}><w:body>{body}</w:body></w:document>",
        **{f"word/{name}.xml": text for name, _, text in parts},
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            entry = zipfile.ZipInfo(name, date_time=date)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            package.writestr(entry, HEAD + text)

"""Writes procedure P-12 as a Word document, part by part: python3 returns-and-repairs.py OUT.docx

Every date is fixed, so the same bytes come out each time (as long as zlib packs alike)."""

import sys

from word import (
    W,
    bold,
    cell,
    commented,
    deleted,
    field,
    footnote,
    footnote_mark,
    heading,
    heading_style,
    inserted,
    item,
    level,
    paragraph,
    row,
    run,
    size,
    steps,
    style,
    table,
    text_box,
    write,
)

FINDINGS = table(
    [2800, 3000, 3200],
    row(
        cell("Finding", 2800, merge="restart", strong=True),
        cell("What we do", 6200, span=2, strong=True),
        header=True,
    ),
    row(
        cell("", 2800, merge="continue"),
        cell("within warranty", 3000, strong=True),
        cell("after it", 3200, strong=True),
        header=True,
    ),
    row(
        cell("A part is worn or broken", 2800),
        cell("Replace it, free", 3000),
        cell("Replace it; ask first above 150 euros", 3200),
    ),
    row(
        cell("Water inside", 2800),
        cell("New board and seals, free", 3000),
        cell("Ask first", 3200),
    ),
    row(
        cell("Lightning, no surge kit AF-0772", 2800),
        cell("Ask first, always", 6200, span=2),
    ),
    row(
        cell("Nothing found", 2800),
        cell("Soak test of 8 hours in the rain cabinet, then return it; no charge", 6200, span=2),
    ),
    row(
        cell("Repair costs more than 60 percent of a new one", 2800),
        cell("Replace the instrument", 3000),
        cell("Offer a new one, less 20 percent", 3200),
    ),
)

BODY = "".join(
    [
        paragraph("Returns and repairs", style="Title"),
        paragraph("Procedure P-12, version 3, in force from 1 March 2025", style="Subtitle"),
        heading(1, "Purpose and scope"),
        heading(2, "What it is for"),
        paragraph(
            "This procedure says what happens to an instrument",
            footnote_mark(1),
            " between the day on which a customer misses it and the day on which it hangs outside"
            " again. It replaces version 2, which fitted on one page and left everything open.",
        ),
        heading(2, "Who does what"),
        table(
            [2800, 6200],
            row(cell("Support desk", 2800), cell("return numbers, dates, every word to the customer", 6200)),
            row(cell("Workshop", 2800), cell("opening, finding, repairing", 6200)),
            row(cell("Metrology lead", 2800), cell("as found values, yellow tags, certificates", 6200)),
            row(cell("Stores", 2800), cell("boxes in, boxes out, the shelf of sighs", 6200)),
        ),
        heading(1, "Before it is sent"),
        heading(2, "The return number"),
        paragraph("Nothing is sent without a number. When a customer calls, the support desk"),
        item(2, "notes the serial number and every code on the display, digit by digit;"),
        item(2, "asks whether there was a thunderstorm, a flood or a helpful neighbour;"),
        item(2, "gives a return number: ", bold("RMA-"), " and six digits, for example RMA-004217;"),
        item(2, "says what to do with it:"),
        item(2, "write it on the outside of the box,", level=1),
        item(2, "take the battery out, since loose packs need the strong box AF-0900,", level=1),
        item(2, "never send a pack that is swollen, wet or dented.", level=1),
        heading(2, "Warranty"),
        paragraph(
            "Stations and gauges have 36 months, batteries and cables 12, counted from the delivery"
            " note. A repaired part has what is left, and at least 6 months.",
            footnote_mark(2),
        ),
        heading(1, "In the workshop"),
        heading(2, "Receiving"),
        paragraph(text_box("Read the memory before you switch anything on."), "The box is opened within two working days. Then, in this order:"),
        item(3, "Photograph the box, the number and the instrument."),
        item(3, "Leave it open in the drying cabinet for 24 hours, at 35 °C, if it is wet inside."),
        item(3, "Read the memory of the logger; the customer may miss nothing but the data."),
        item(3, "Write down the as found values and put on a yellow tag."),
        heading(2, "Deciding"),
        paragraph(
            "Table ", field("SEQ Table", "1"), ": What is done for which finding", style="Caption"
        ),
        FINDINGS,
        paragraph("Whoever asks the customer waits for the answer in writing. After 30 days without"
                  " one the instrument goes back as it is."),
        heading(2, "How long it takes"),
        paragraph(
            "A repair takes ",
            commented(deleted("15") + inserted("12") + run(" working days")),
            ", counted from the day on which the box is opened. Waiting for an answer and for the"
            " drying cabinet does not count. If it takes longer, the support desk says so before the"
            " customer asks.",
        ),
        heading(1, "Sending it back"),
        heading(2, "Tests"),
        item(4, "Calibrate whatever was touched."),
        item(4, "Soak the closed instrument in the rain cabinet for 8 hours."),
        item(4, "Wait for two good reports in the live view."),
        item(4, "Have the yellow tag removed; only the metrology lead may do it."),
        heading(2, "Papers"),
        paragraph(
            "The box holds the repair note, the certificate if there is a new one, and the old parts"
            " if the customer wants them. Parts of the list of spares are booked on the same day."
        ),
        heading(1, "Boxes without a number"),
        paragraph(
            "They wait on the shelf of sighs. After 90 days the support desk writes to the address on"
            " the label. After 12 months the instrument belongs to the spares, and the biscuit tin"
            " that came with it to the workshop."
        ),
        "<w:sectPr>"
        '<w:headerReference w:type="default" r:id="rId6"/>'
        '<w:footerReference w:type="default" r:id="rId7"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="708"'
        ' w:footer="708" w:gutter="0"/></w:sectPr>',
    ]
)

EDGES = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
STYLES = (
    f"<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Liberation Sans" w:hAnsi="Liberation Sans"/><w:sz w:val="21"/>'
    '<w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
    '<w:spacing w:after="100"/></w:pPr></w:pPrDefault></w:docDefaults>'
    + style("paragraph", "Normal", "Normal")
    + style("paragraph", "Title", "Title", "Normal", size(44))
    + style("paragraph", "Subtitle", "Subtitle", "Normal", size(22, strong=False))
    + heading_style(1, 28)
    + heading_style(2, 23)
    + style("paragraph", "Caption", "caption", "Normal", "<w:rPr><w:i/></w:rPr>")
    + style("paragraph", "ListParagraph", "List Paragraph", "Normal")
    + style("paragraph", "Header", "header", "Normal", size(17, strong=False))
    + style("paragraph", "Footer", "footer", "Normal", size(17, strong=False))
    + style("paragraph", "FootnoteText", "footnote text", "Normal", size(17, strong=False))
    + style("character", "FootnoteReference", "footnote reference", "",
            '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>')
    + style("table", "TableNormal", "Normal Table")
    + style("table", "TableGrid", "Table Grid", "TableNormal",
            f"<w:tblPr><w:tblBorders>{EDGES}</w:tblBorders></w:tblPr>")
    + "</w:styles>"
)

NUMBERING = (
    f"<w:numbering {W}>"
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
    + level(0, "decimal", "%1", 567, "Heading1")
    + level(1, "decimal", "%1.%2", 567, "Heading2")
    + "</w:abstractNum>"
    + '<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="multilevel"/>'
    + level(0, "lowerLetter", "(%1)", 567)
    + level(1, "lowerRoman", "(%2)", 1134)
    + "</w:abstractNum>"
    + '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    + steps(2) + steps(3) + steps(4)
    + "</w:numbering>"
)

FOOTNOTES = (
    f"<w:footnotes {W}>"
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r>'
    "</w:p></w:footnote>"
    + footnote(1, "A Thistle 3, a Sedge R2, a Minnow P4 or a Hutch. Cables and batteries are not"
               " repaired; they are replaced.")
    + footnote(2, "Until version 2 it was 3 months.")
    + "</w:footnotes>"
)
COMMENTS = (
    f'<w:comments {W}><w:comment w:id="0" w:author="Support desk" w:initials="SD"'
    ' w:date="2025-02-11T09:30:00Z">'
    + paragraph("Agreed. We have promised twelve days on the telephone for two years.")
    + "</w:comment></w:comments>"
)
HEADER = (
    f"<w:hdr {W}>" + paragraph("Alder & Finch Instruments, procedure P-12", style="Header") + "</w:hdr>"
)
FOOTER = (
    f"<w:ftr {W}>"
    + paragraph("Page ", field("PAGE", "1"), " of ", field("NUMPAGES", "2"), style="Footer")
    + "</w:ftr>"
)
SETTINGS = f'<w:settings {W}><w:trackRevisions/><w:themeFontLang w:val="en-GB"/></w:settings>'
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>Returns and repairs</dc:title><dc:creator>Support desk</dc:creator>"
    "<dc:language>en-GB</dc:language>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">2025-02-03T08:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">2025-02-11T09:30:00Z</dcterms:modified>'
    "</cp:coreProperties>"
)

# The parts beside the document: name, kind of relation, content type, and what is in it.
PARTS = [
    ("styles", "styles", STYLES),
    ("numbering", "numbering", NUMBERING),
    ("footnotes", "footnotes", FOOTNOTES),
    ("comments", "comments", COMMENTS),
    ("settings", "settings", SETTINGS),
    ("header1", "header", HEADER),
    ("footer1", "footer", FOOTER),
]

write(sys.argv[1], (2025, 2, 11, 9, 30, 0), BODY, CORE, PARTS)

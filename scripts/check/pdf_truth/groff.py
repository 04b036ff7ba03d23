"""Documents through groff's ms macros."""
from __future__ import annotations

import subprocess

from .content import BULLETS

LISTS = {"decimal": "1", "alpha": "a", "roman": "i"}


def write(document, path: str) -> None:
    text = source(document)
    with open(path, "wb") as out:
        subprocess.run(["groff", "-Tpdf", "-ms", "-k", "-t", "-P-pa4"], input=text.encode(), stdout=out, check=True, stderr=subprocess.DEVNULL)


def plain(text: str) -> str:
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(cq")
    return "\\&" + text if text[:1] in ".'" else text


def source(d) -> str:
    book = "book" in d.name or "indented" in d.name
    paragraph = ".PP" if book else ".LP"
    out = [".nr PS 10", ".nr VS 12.5", ".nr PO 2.5c", ".nr LL 16c", ".nr PSINCR 1.5p", ".nr GROWPS 4", ".ds CH", ".ds CF \\*[PN]"]
    if d.header:
        out[-2] = f".ds CH {plain(d.header)}"
    if "ragged" in d.name or "serif" in d.name:
        out.append(".nr HY 0")
    if "columns" in d.name:
        out.append(".2C")
    for b in d.maker.blocks:
        if b["type"] == "heading":
            command = f".NH {b['level']}" if d.numbering else f".SH {b['level']}"
            out += [command, plain(b["text"]), paragraph]
        elif b["type"] == "code":
            out += [".DS I", ".ft CR", ".ps 9", plain(b["text"]), ".ps", ".ft", ".DE"]
        elif b["type"] == "list":
            listing(out, b["items"], b["kind"], b["nested"])
        elif b["type"] == "table":
            table(out, b, paragraph)
        else:
            if b.get("role") == "quote":
                out += [".QP", plain(b["text"])]
            elif b.get("note"):
                out += [paragraph, plain(b["text"]) + "\\**", ".FS", plain(b["note"]), ".FE"]
            else:
                out += [paragraph, plain(b["text"])]
    return "\n".join(out) + "\n"


def listing(out, items, kind, nested) -> None:
    for number, item in enumerate(items, 1):
        if kind in BULLETS:
            mark = {"dash": "\\(en", "square": "\\(sq"}.get(kind, "\\(bu")
        else:
            mark = {"decimal": str(number), "alpha": chr(96 + number), "roman": ["i", "ii", "iii", "iv", "v", "vi", "vii"][number - 1]}[kind] + "."
        out += [f".IP {mark} 4", plain(item["text"])]
        if item["items"]:
            out.append(".RS")
            listing(out, item["items"], nested, None)
            out.append(".RE")


def table(out, b, paragraph) -> None:
    if b["caption"]:
        out += [paragraph, plain(b["caption"])]
    lined = b["style"] == "ruled"
    columns = len(b["head"])
    kinds = ["lw(3.6c)" if t == "Remarks" else "l" for t in b["head"]]
    out += [".TS H", ("allbox" if lined else "") + " tab(@);", " ".join(["lb"] * columns), " ".join(kinds) + "."]
    out.append("@".join(plain(t) for t in b["head"]))
    if not lined:
        out.append("_")
    out.append(".TH")
    for row in b["body"]:
        out.append("@".join(f"T{{\n{plain(t)}\nT}}" if h == "Remarks" else plain(t) for h, t in zip(b["head"], row)))
    out += [".TE", paragraph]

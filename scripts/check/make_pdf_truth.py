#!/usr/bin/env python3
"""Writes PDFs of several writers with what they say, for scoring the PDF reader.

    make_pdf_truth.py OUT_DIR [--only NAME ...] [--seed TEXT]

OUT_DIR/WRITER/NAME.truth.json and OUT_DIR/WRITER/NAME.KIND.pdf, where WRITER is chromium (kinds tagged
and untagged), weasyprint (plain and tagged), reportlab and groff (plain). It needs chromium and groff; WeasyPrint and
ReportLab go into a virtual environment below build/, in which the script then starts itself anew.
"""
from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ENVIRONMENT = os.path.join(os.path.dirname(os.path.dirname(HERE)), "build", "pdf-truth")


def enter_environment() -> None:
    python = os.path.join(ENVIRONMENT, "bin", "python3")
    if sys.prefix == ENVIRONMENT:
        return
    if not os.path.exists(python):
        subprocess.run([sys.executable, "-m", "venv", ENVIRONMENT], check=True)
        subprocess.run([python, "-m", "pip", "-q", "install", "weasyprint", "reportlab"], check=True)
    os.execv(python, [python, os.path.abspath(__file__), *sys.argv[1:]])


def save(document, folder: str) -> str:
    os.makedirs(folder, exist_ok=True)
    truth = document.truth()
    with open(os.path.join(folder, document.name + ".truth.json"), "w", encoding="utf-8") as f:
        json.dump(truth, f, ensure_ascii=False, indent=1)
    return os.path.join(folder, document.name)


def count_pages(folder: str, name: str, path: str) -> None:
    """Adds the number of pages, by which the scorer counts running headers that leaked."""
    out = subprocess.run(["pdfinfo", path], capture_output=True, text=True).stdout
    pages = next((int(line.split()[1]) for line in out.splitlines() if line.startswith("Pages:")), 1)
    place = os.path.join(folder, name + ".truth.json")
    with open(place, encoding="utf-8") as f:
        truth = json.load(f)
    truth["pages"] = pages
    with open(place, "w", encoding="utf-8") as f:
        json.dump(truth, f, ensure_ascii=False, indent=1)


def print_with_chromium(html: str, path: str, *options: str) -> None:
    with tempfile.TemporaryDirectory() as profile:
        source = os.path.join(profile, "page.html")
        with open(source, "w", encoding="utf-8") as f:
            f.write(html)
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}", "--no-pdf-header-footer", f"--print-to-pdf={path}", *options, "file://" + source],
            check=True, capture_output=True, timeout=120)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out")
    parser.add_argument("--only", nargs="*")
    parser.add_argument("--seed", default="", help="other texts, and other looks of tables, for each")
    parser.add_argument("--writers", nargs="*", default=["groff", "reportlab", "weasyprint", "chromium"])
    args = parser.parse_args()
    enter_environment()

    import weasyprint

    from pdf_truth import documents, groff, html, platypus

    latin = {"en", "de", "fr"}
    for document in documents.documents(args.seed):
        if args.only and document.name not in args.only:
            continue
        for writer in args.writers:
            folder = os.path.join(args.out, writer)
            if writer in ("groff", "reportlab"):
                # Their standard fonts hold Latin letters only; neither has leaders or their own notes here.
                if document.language not in latin or "contents" in document.name:
                    continue
                if writer == "reportlab" and document.features or writer == "groff" and "merged" in document.name:
                    continue
                base = save(document, folder)
                (groff if writer == "groff" else platypus).write(document, base + ".plain.pdf")
                count_pages(folder, document.name, base + ".plain.pdf")
            elif writer == "weasyprint":
                base = save(document, folder)
                page = weasyprint.HTML(string=html.page(document, True))
                page.write_pdf(base + ".plain.pdf")
                page.write_pdf(base + ".tagged.pdf", pdf_tags=True)
                count_pages(folder, document.name, base + ".plain.pdf")
            elif shutil.which("chromium") and not document.features:
                base = save(document, folder)
                page = html.page(document, False)
                print_with_chromium(page, base + ".tagged.pdf", "--generate-pdf-document-outline")
                print_with_chromium(page, base + ".untagged.pdf", "--disable-pdf-tagging")
                count_pages(folder, document.name, base + ".tagged.pdf")
    return 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Scores the reading of tagged PDFs by their layout against what their own trees say.

    score_layout_by_tags.py PROGRAM [--corpus DIR] [--only NAME] [--show NAME]

PROGRAM is stampmill. DIR holds PDFs; by default it is ../shared/corpus/pdf beside the repository, without which
nothing is done. Each file is read twice, with `--strategy structure` and with `--strategy layout`; files that the
first does not read by their tree are left out. A tree may be wrong as well: the worst files want to be looked at.
"""
from __future__ import annotations

import argparse
import bisect
import collections
import glob
import html.parser
import json
import os
import re
import subprocess
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
CORPUS = os.path.join(HERE, "..", "..", "..", "shared", "corpus", "pdf")
RUNNING = {"Header", "Footer", "PageNumber", "PageBreak"}
SIGN = re.compile(r"^\W*(?:[•●○▪◦‣–*-]|\(?\w{1,4}[.)])\s+")


def parse(program: str, path: str, strategy: str) -> list[dict]:
    command = [program, "parse", "--jobs", "1", "--timeout", "60s", "--strategy", strategy]
    if strategy != "layout":
        command += ["--strategy", "layout"]
    out = subprocess.run(command + [path], capture_output=True).stdout.decode("utf-8", "replace")
    return [json.loads(line) for line in out.split("\n") if line.startswith("{")]


def key(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).lower()
    return "".join(c for c in folded if c.isalnum())


class Cells(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.cells, self.open, self.row = [], None, -1

    def handle_starttag(self, tag, attributes):
        if tag == "tr":
            self.row += 1
        elif tag in ("td", "th"):
            self.open = []

    def handle_data(self, data):
        if self.open is not None:
            self.open.append(data)

    def handle_endtag(self, tag):
        if tag in ("td", "th") and self.open is not None:
            if key("".join(self.open)):
                self.cells.append(key("".join(self.open)))
            self.open = None


def views(elements: list[dict]) -> dict[str, list]:
    """What is compared: multisets of texts, and the order of words."""
    body = [e for e in elements if e["type"] not in RUNNING and key(e["text"])]
    cells = []
    for e in body:
        if e["type"] == "Table":
            reader = Cells()
            reader.feed(e["metadata"].get("text_as_html", ""))
            cells += reader.cells
    title = [e for e in body if e["type"] == "Title"]
    words = [w for e in body for w in re.findall(r"\w+", e["text"].lower())]
    return {
        "headings": [key(e["text"]) for e in title],
        "levels": [(e["metadata"].get("category_depth"), key(e["text"])) for e in title],
        "lists": [key(SIGN.sub("", e["text"])) for e in body if e["type"] == "ListItem"],
        "cells": cells,
        "blocks": [key(SIGN.sub("", e["text"])) for e in body if e["type"] not in ("Table", "Image")],
        "words": words,
    }


def f1(found: list, true: list) -> float | None:
    if not found and not true:
        return None
    a, b = collections.Counter(found), collections.Counter(true)
    return 2 * sum((a & b).values()) / (len(found) + len(true))


def order(found: list[str], true: list[str]) -> float | None:
    """The longest run of word triples in the same order, of those that come once in both."""
    def places(words):
        triples = list(zip(words, words[1:], words[2:]))
        counts = collections.Counter(triples)
        return {t: i for i, t in enumerate(triples) if counts[t] == 1}

    a, b = places(true), places(found)
    sequence = [b[t] for t in sorted((t for t in a if t in b), key=a.get)]
    if not sequence:
        return None
    tails: list[int] = []
    for place in sequence:
        at = bisect.bisect_left(tails, place)
        tails[at:at + 1] = [place]
    return len(tails) / len(sequence)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--corpus", default=CORPUS)
    parser.add_argument("--only")
    parser.add_argument("--show", action="store_true", help="print what differs")
    args = parser.parse_args()
    if not os.path.isdir(args.corpus):
        print(f"skipped: there is no {args.corpus}")
        return 0
    kinds = ["headings", "levels", "lists", "cells", "blocks", "words"]
    sums = collections.defaultdict(list)
    print(f"{'':44}" + "".join(f"{k:>10}" for k in kinds + ["order"]))
    for path in sorted(glob.glob(os.path.join(args.corpus, "*.pdf"))):
        if args.only and args.only not in path:
            continue
        tree = parse(args.program, path, "structure")
        read = [e for e in tree if e["type"] not in RUNNING]
        tagged = [e for e in read if e["metadata"].get("strategy") == "structure"]
        if len(tagged) * 2 < len(read) or not tagged:
            continue
        true, found = views(tree), views(parse(args.program, path, "layout"))
        scores = {k: f1(found[k], true[k]) for k in kinds}
        scores["order"] = order(found["words"], true["words"])
        for k, v in scores.items():
            if v is not None:
                sums[k].append(v)
        print(f"{os.path.basename(path)[:43]:44}" + "".join(f"{'-' if scores[k] is None else format(scores[k], '.3f'):>10}" for k in kinds + ["order"]))
        if args.show:
            for k in kinds[:-1]:
                a, b = collections.Counter(found[k]), collections.Counter(true[k])
                for x in list((a - b))[:12]:
                    print(f"    {k} only by layout: {str(x)[:90]}")
                for x in list((b - a))[:12]:
                    print(f"    {k} only by tags:   {str(x)[:90]}")
    print(f"{'mean':44}" + "".join(f"{sum(sums[k]) / len(sums[k]):>10.3f}" if sums[k] else f"{'-':>10}" for k in kinds + ["order"]))
    return 0


if __name__ == "__main__":
    sys.exit(main())

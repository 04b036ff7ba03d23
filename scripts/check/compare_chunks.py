#!/usr/bin/env python3
"""Compares our compatible chunks with those of Unstructured's own chunker, chunk by chunk.

    compare_chunks.py PROGRAM ELEMENTS.jsonl

Types, texts, metadata and the elements inside must be equal, for several sets of options.
"""

import base64
import json
import subprocess
import sys
import zlib

from unstructured.chunking.basic import chunk_elements
from unstructured.chunking.title import chunk_by_title
from unstructured.staging.base import elements_from_dicts

# Fields of our own, beside theirs.
OWN = {
    "document_id", "ordinal", "title_path", "repeated_titles", "page_range", "spans", "char_range",
    "repeated_characters", "element_range", "source_range", "tokens", "element_ids",
}
# Theirs takes hours where one text is very long.
LONGEST = 100_000
RUNS = [
    ("by_title", {}),
    ("by_title", {"max_characters": 200, "overlap": 30, "overlap_all": True}),
    ("by_title", {"max_characters": 1500, "new_after_n_chars": 1000, "combine_text_under_n_chars": 300}),
    ("by_title", {"multipage_sections": False, "include_orig_elements": False}),
    ("basic", {"max_characters": 350, "new_after_n_chars": 0}),
    ("basic", {"overlap": 50, "skip_table_chunking": True}),
    ("by_title", {"isolate_table": False, "repeat_table_headers": False}),
]


def plain(chunk, tables):
    """A chunk without what is random or ours."""
    metadata = {name: value for name, value in chunk["metadata"].items() if name not in OWN}
    if "table_id" in metadata:
        metadata["table_id"] = tables.setdefault(metadata["table_id"], len(tables))
    if "orig_elements" in metadata:
        packed = json.loads(zlib.decompress(base64.b64decode(metadata["orig_elements"])))
        metadata["orig_elements"] = [(e["type"], e["text"], e["element_id"]) for e in packed]
    return chunk["type"], chunk["text"], json.loads(json.dumps(metadata))


def main():
    program, path = sys.argv[1:]
    with open(path, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rows = [row for row in rows if len(row["text"]) <= LONGEST]
    # What their own model does not keep of our metadata is not theirs to give back.
    elements = elements_from_dicts(rows)
    rows = [element.to_dict() for element in elements]
    text = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    failed = False
    for strategy, options in RUNS:
        cut = chunk_by_title if strategy == "by_title" else chunk_elements
        theirs = [chunk.to_dict() for chunk in cut(elements, **options)]
        words = [f"--set={name}={json.dumps(value)}" for name, value in options.items()]
        run = subprocess.run(
            [program, "chunk", "--use", strategy, "--compat", *words],
            input=text.encode(), stdout=subprocess.PIPE, check=True,
        )
        ours = [json.loads(line) for line in run.stdout.decode().splitlines()]
        our_tables, their_tables = {}, {}
        pairs = [
            (plain(a, our_tables), plain(b, their_tables)) for a, b in zip(ours, theirs)
        ]
        different = [index for index, (a, b) in enumerate(pairs) if a != b]
        equal = len(pairs) - len(different)
        print(f"{strategy} {options}: {equal} of {len(theirs)} chunks equal, ours are {len(ours)}")
        if different:
            print("  ours  ", repr(pairs[different[0]][0])[:600])
            print("  theirs", repr(pairs[different[0]][1])[:600])
        failed = failed or bool(different) or len(ours) != len(theirs)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()

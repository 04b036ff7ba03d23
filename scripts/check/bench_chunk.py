#!/usr/bin/env python3
"""Measures our chunking beside Unstructured's, on the same elements.

    bench_chunk.py PROGRAM ELEMENTS.jsonl

Theirs is measured step by step: reading JSON, making elements, cutting, writing JSON. Ours is measured as a
whole process, and cutting alone by what it says itself. Each of ours is the median of five runs that take
turns with nothing else; theirs runs once, since it takes long.
"""

import json
import os
import statistics
import subprocess
import sys
import time

from unstructured.chunking.title import chunk_by_title
from unstructured.staging.base import elements_from_dicts, elements_to_json

# Texts longer than this are cut by theirs in time that grows with their square.
LONGEST = 100_000


def main():
    program, path = sys.argv[1:]
    sound = "build/bench-chunk/sound.jsonl"
    with open(path, encoding="utf-8") as lines, open(sound, "w", encoding="utf-8") as out:
        out.writelines(line for line in lines if len(json.loads(line)["text"]) <= LONGEST)
    size = os.path.getsize(sound) / 1e6

    results = {}
    for originals in (False, True):
        start = time.perf_counter()
        with open(sound, encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        elements = elements_from_dicts(rows)
        read = time.perf_counter()
        chunks = chunk_by_title(elements, include_orig_elements=originals)
        cut = time.perf_counter()
        elements_to_json(chunks)
        end = time.perf_counter()
        results[originals] = (end - start, cut - read)
        count = len(elements), sum(len(element.text) for element in elements), len(chunks)

    def ours(*options):
        walls, cuts = [], []
        for _ in range(5):
            start = time.perf_counter()
            run = subprocess.run(
                [program, "chunk", sound, "--summary", *options],
                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True, text=True,
            )
            walls.append(time.perf_counter() - start)
            cuts.append(json.loads(run.stderr.splitlines()[-1])["cut_seconds"])
        return statistics.median(walls), statistics.median(cuts)

    plain = ours()
    compatible = ours("--compat", "--set", "include_orig_elements=false")
    packed = ours("--compat")

    print(f"{count[0]:,} elements, {size:.1f} MB of JSON, {count[1] / 1e6:.1f} million characters")
    print(f"{'':44}{'s':>8}{'MB/s':>9}{'times theirs':>14}")

    def row(name, seconds, theirs):
        print(f"{name:44}{seconds:8.3f}{size / seconds:9.1f}{theirs / seconds:14.1f}")

    row("Unstructured, cutting alone", results[False][1], results[False][1])
    row("ours, cutting alone", plain[1], results[False][1])
    row("ours with --compat, cutting alone", compatible[1], results[False][1])
    row("Unstructured, JSON to JSON", results[False][0], results[False][0])
    row("ours, JSON to JSON", plain[0], results[False][0])
    row("ours with --compat, JSON to JSON", compatible[0], results[False][0])
    row("Unstructured, with packed elements", results[True][0], results[True][0])
    row("ours with --compat, with packed elements", packed[0], results[True][0])


if __name__ == "__main__":
    main()

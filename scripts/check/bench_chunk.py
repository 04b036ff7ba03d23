#!/usr/bin/env python3
"""Measures our chunking beside Unstructured's, on the same elements.

    bench_chunk.py PROGRAM ELEMENTS.jsonl

Theirs is measured step by step: reading JSON, making elements, cutting, writing JSON. Ours is measured as a
whole process; cutting alone, like theirs, with all elements in memory and nothing else going on. Each of ours is the
median of five runs that take turns with nothing else; theirs runs once, since it takes long.
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
        walls = []
        for _ in range(5):
            start = time.perf_counter()
            subprocess.run([program, "chunk", sound, *options], stdout=subprocess.DEVNULL, check=True)
            walls.append(time.perf_counter() - start)
        return statistics.median(walls)

    def cut(*options):
        run = subprocess.run(
            [program, "bench", "chunk", sound, "--passes", "5", *options],
            stdout=subprocess.PIPE, check=True, text=True,
        )
        return json.loads(run.stdout)["median_seconds"]

    plain = ours()
    compatible = ours("--compat", "--set", "include_orig_elements=false")
    packed = ours("--compat")

    alone, beside = cut(), cut("--threads", str(os.cpu_count()))
    compatible_alone = cut("--compat")

    print(f"{count[0]:,} elements, {size:.1f} MB of JSON, {count[1] / 1e6:.1f} million characters")
    print(f"{'':44}{'s':>8}{'MB/s':>9}{'times theirs':>14}")

    def row(name, seconds, theirs):
        print(f"{name:44}{seconds:8.3f}{size / seconds:9.1f}{theirs / seconds:14.1f}")

    row("Unstructured, cutting alone", results[False][1], results[False][1])
    row("ours, cutting alone, one thread", alone, results[False][1])
    row(f"ours, cutting alone, {os.cpu_count()} threads", beside, results[False][1])
    row("ours with --compat, cutting alone, one thread", compatible_alone, results[False][1])
    row("Unstructured, JSON to JSON", results[False][0], results[False][0])
    row("ours, JSON to JSON", plain, results[False][0])
    row("ours with --compat, JSON to JSON", compatible, results[False][0])
    row("Unstructured, with packed elements", results[True][0], results[True][0])
    row("ours with --compat, with packed elements", packed, results[True][0])


if __name__ == "__main__":
    main()

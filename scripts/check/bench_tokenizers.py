"""Measures counting and encoding of the lines of a text, beside the reference library on one thread.

usage: bench_tokenizers.py PROGRAM TEXT TOKENIZER...
The program's times are those of the whole process, less that of the same process over nothing, which
loads the tokenizer; the best of some runs, by processor time, so that a busy machine does not matter.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ["RAYON_NUM_THREADS"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"

from tokenizers import Tokenizer

RUNS = 3


def spent(command):
    """The least processor time of a command in some runs."""
    best = 1e9
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return best


def reference(path, lines):
    file = Path(path)
    tokenizer = Tokenizer.from_file(str(file / "tokenizer.json" if file.is_dir() else file))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    best = 1e9
    for _ in range(2):
        start = time.process_time()
        total = sum(len(encoding) for encoding in tokenizer.encode_batch_fast(lines))
        best = min(best, time.process_time() - start)
    return best, total


def main():
    program, text, *paths = sys.argv[1:]
    content = Path(text).read_bytes().decode(errors="replace").replace("\r", "")
    # Long enough that the time of loading and of the process does not show.
    content *= max(1, 20_000_000 // max(1, len(content)))
    lines = content.split("\n")
    if lines[-1] == "":
        lines.pop()
    size = len(content.encode()) / 1e6
    few = lines[: max(1, len(lines) // 8)]
    few_size = sum(len(line.encode()) + 1 for line in few) / 1e6
    print(f"{'MB/s':24} {'reference':>10} {'ids':>8} {'count':>8}   times: ids, count")
    with tempfile.NamedTemporaryFile() as file, tempfile.NamedTemporaryFile() as nothing:
        file.write(content.encode())
        file.flush()
        for path in paths:
            base = [program, "tokenize", "--tokenizer", path]
            idle = spent(base + [nothing.name])
            seconds, _ = reference(path, few)
            rates = [few_size / seconds]
            for options in ([], ["--count"]):
                rates.append(size / max(1e-9, spent(base + options + [file.name]) - idle))
            theirs, ids, count = rates
            name = Path(path).stem if path.endswith(".json") else Path(path).name
            print(f"{name:24} {theirs:10.1f} {ids:8.1f} {count:8.1f}   {ids / theirs:.0f}, {count / theirs:.0f}", flush=True)


main()

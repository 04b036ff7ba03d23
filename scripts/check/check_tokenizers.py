"""Compares the ids of `stampmill tokenize` with those of the reference library, line by line.

usage: check_tokenizers.py PROGRAM FOLDER [--lines N] [--offsets] [TOKENIZER...]
Tokenizers of every kind are trained into FOLDER where it is empty; others may be named: files, or folders
of models. Lines of many scripts are generated, so that everyone compares the same.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("TOKENIZERS_PARALLELISM", "true")

from tokenizers import Tokenizer
from tokenizer_lines import generate


def reference(path):
    file = Path(path)
    tokenizer = Tokenizer.from_file(str(file / "tokenizer.json" if file.is_dir() else file))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def byte_offsets(line, encoding):
    places = [0]
    for character in line:
        places.append(places[-1] + len(character.encode()))
    return [[places[start], places[end]] for start, end in encoding.offsets]


def compare(program, path, lines, file, offsets):
    form = "json" if offsets else "ids"
    answer = subprocess.run(
        [program, "tokenize", "--tokenizer", path, "--as", form, file], capture_output=True
    )
    if answer.returncode:
        return len(lines), answer.stderr.decode().strip()
    given = answer.stdout.decode().split("\n")[:-1]
    if len(given) != len(lines):
        return len(lines), f"{len(given)} lines came back"
    tokenizer = reference(path)
    wrong, first = 0, ""
    for start in range(0, len(lines), 1000):
        part = lines[start : start + 1000]
        for line, encoding, text in zip(part, tokenizer.encode_batch(part), given[start:]):
            if offsets:
                parsed = json.loads(text)
                same = parsed["ids"] == encoding.ids and parsed["type_ids"] == encoding.type_ids
                same = same and parsed["offsets"] == byte_offsets(line, encoding)
            else:
                same = text == " ".join(map(str, encoding.ids))
            if not same:
                wrong += 1
                first = first or f"{line!r}\n  wanted {encoding.ids}\n  found  {text}"
    return wrong, first


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lines", type=int, default=100_000)
    parser.add_argument("--offsets", action="store_true", help="compare places and types too")
    parser.add_argument("tokenizers", nargs="*")
    options = parser.parse_intermixed_args()
    if not any(options.folder.glob("*.json")):
        maker = Path(__file__).parent / "tokenizer_kinds.py"
        subprocess.run([sys.executable, str(maker), str(options.folder)], check=True)
    lines = generate(options.lines)
    failed = 0
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", suffix=".txt") as file:
        file.write("".join(line + "\n" for line in lines))
        file.flush()
        for path in sorted(map(str, options.folder.glob("*.json"))) + options.tokenizers:
            wrong, first = compare(options.program, path, lines, file.name, options.offsets)
            failed += wrong > 0
            print(f"{len(lines) - wrong}/{len(lines)} {path}", flush=True)
            if first:
                print(f"  {first}")
    sys.exit(1 if failed else 0)


main()

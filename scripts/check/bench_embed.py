"""Measures `stampmill bench embed` beside other programs, on texts of mixed and of equal lengths.

usage: bench_embed.py PROGRAM MODEL PEERS [KIND...]     PEERS is the program that runs the peers
Prints texts a second, and how many times as many ours makes as each peer.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from tokenizer_lines import WORDS
from tokenizers import Tokenizer

NAMES = {"ort": "onnxruntime", "ct2": "CTranslate2", "st": "sentence-transformers", "torch": "torch"}
COUNT = int(os.environ.get("COUNT", "1024"))


def exactly(tokenizer, length, chance):
    """A text of so many tokens, with those around it."""
    words = [word for word in WORDS if word.isascii() and word.isalpha() and word.islower()]
    text, count = [], 2
    while count < length:
        word = chance.choice(words)
        size = len(tokenizer.encode(word, add_special_tokens=False).ids)
        if count + size <= length:
            text.append(word)
            count += size
    return " ".join(text)


def texts(kind, tokenizer):
    chance = random.Random(7)
    if kind != "mixed":
        # As much work for each length, of a thousand texts at least where they are short.
        count = max(128, COUNT * 16 // int(kind)) if COUNT <= 1024 else COUNT
        return [exactly(tokenizer, int(kind), chance) for _ in range(count)]
    lengths = [min(256, int(3 + chance.lognormvariate(3.5, 0.85))) for _ in range(COUNT)]
    return [exactly(tokenizer, length, chance) for length in lengths]


def main():
    program, model, peers, *kinds = sys.argv[1:]
    threads = os.environ.get("THREADS", str(os.cpu_count()))
    tokenizer = Tokenizer.from_file(str(Path(model, "tokenizer.json")))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    command = (
        f"{Path(program).resolve()} bench embed --model {{model}} --texts {{texts}} --threads {{threads}} --passes 3 --to {{out}} --json"
    )
    with tempfile.TemporaryDirectory() as folder:
        for kind in kinds or ["mixed", "16", "64", "128", "256"]:
            lines = texts(kind, tokenizer)
            file = Path(folder, "texts.txt")
            file.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
            answer = subprocess.run(
                [sys.executable, peers, model, str(file), "--threads", threads, "--rounds", "2", "--reps", "2",
                 "--peers", "torch,st,ort,ct2", "--work", "build/embedder/work", "--cli", f"stampmill={command}"],
                capture_output=True, text=True,
            )
            rows = {}
            for line in answer.stdout.splitlines():
                row = json.loads(line)
                rows[row["peer"]] = row
            ours = rows.get("stampmill", {})
            if not ours.get("texts_per_s"):
                sys.exit(f"nothing was measured: {ours.get('error') or answer.stderr[-500:]}")
            padding = next((row["padded_share"] for row in rows.values() if "padded_share" in row), 0)
            print(
                f"{kind}: {len(lines)} texts, {ours['tokens']} tokens, {threads} threads; peers pad to {padding:.3f} times"
                f" the tokens\n  {'stampmill':24}{ours['texts_per_s']:9.1f} texts/s"
                f"         {ours['peak_rss_mib']:5} MiB   {100 * ours['share_of_peak']:.0f} % of the peak"
                f"   cosine with torch {ours.get('cos_min', 0):.6f}"
            )
            for peer, row in rows.items():
                if peer == "stampmill":
                    continue
                if row.get("error"):
                    print(f"  {NAMES[peer]:24} failed: {row['error'].splitlines()[-1][:80]}")
                    continue
                print(
                    f"  {NAMES[peer]:24}{row['texts_per_s']:9.1f} texts/s  {ours['texts_per_s'] / row['texts_per_s']:5.2f}x"
                    f" {row['peak_rss_mib']:5} MiB", flush=True,
                )


main()

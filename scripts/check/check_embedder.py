"""Compares the vectors of `stampmill embed` with those of sentence-transformers.

usage: check_embedder.py PROGRAM [--texts N] [--expected] MODEL...
Without --expected the library embeds N texts of all lengths now; with it the models' `expected.json` say what it gave.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = os.environ["TRANSFORMERS_OFFLINE"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"

import numpy as np
from tokenizer_lines import WORDS, generate

COSINE = 0.999999


def texts(count):
    """Lines of every length up to beyond what models take, two thirds of them words and one third anything."""
    chance = random.Random(5)
    lines = []
    for index in range(count):
        words = 1 + index * 300 // count
        if index % 3 == 2:
            line = " ".join(generate(1 + words // 12, 1000 + index))
        else:
            line = " ".join(chance.choice(WORDS) for _ in range(words))
        lines.append(line.replace("\n", " "))
    return lines


def ours(program, model, lines, prompt=None):
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "lines.txt"), Path(folder, "vectors.npy")
        source.write_bytes("".join(line + "\n" for line in lines).encode())
        command = [program, "embed", "--model", str(model), str(source), "--to", str(target)]
        if prompt:
            command += ["--prompt", prompt]
        answer = subprocess.run(command, capture_output=True, text=True)
        if answer.returncode:
            sys.exit(f"{' '.join(command)}: {answer.stderr}")
        return np.load(target)


def reference(model, lines):
    import torch
    from sentence_transformers import SentenceTransformer

    loaded = SentenceTransformer(str(model), device="cpu", model_kwargs=dict(dtype=torch.float32))
    tokens = [len(loaded.tokenizer(line)["input_ids"]) for line in lines]
    return loaded.encode(lines, batch_size=16, show_progress_bar=False), tokens


def compare(name, found, wanted, note=""):
    norms = np.linalg.norm(found, axis=1) * np.linalg.norm(wanted, axis=1)
    cosines = (found.astype(np.float64) * wanted).sum(1) / np.maximum(norms, 1e-30)
    difference = np.abs(found - wanted).max()
    # Where vectors have not the length 1, differences are larger as they are.
    scale = max(1.0, float(np.abs(wanted).max()))
    sound = cosines.min() >= COSINE and difference < 5e-6 * scale
    print(
        f"{'ok  ' if sound else 'FAIL'} {name}: {len(found)} texts{note}, least cosine {cosines.min():.8f},"
        f" largest difference {difference:.2e}", flush=True,
    )
    return bool(sound)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--texts", type=int, default=1000)
    parser.add_argument("--expected", action="store_true")
    parser.add_argument("models", nargs="+", type=Path)
    options = parser.parse_args()
    program = str(Path(options.program).resolve())
    sound = True
    for model in options.models:
        if options.expected:
            answers = json.loads((model / "expected.json").read_text(encoding="utf-8"))
            for prompt in dict.fromkeys(answer["prompt"] for answer in answers):
                chosen = [answer for answer in answers if answer["prompt"] == prompt]
                wanted = np.array([answer["vector"] for answer in chosen], np.float32)
                found = ours(program, model.resolve(), [answer["text"] for answer in chosen], prompt)
                sound &= compare(f"{model.name} {prompt or ''}".strip(), found, wanted)
        else:
            lines = texts(options.texts)
            wanted, tokens = reference(model, lines)
            note = f" of {min(tokens)} to {max(tokens)} tokens"
            sound &= compare(model.name, ours(program, model.resolve(), lines), wanted, note)
    sys.exit(0 if sound else 1)


main()

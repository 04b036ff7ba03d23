"""Counts the tokens of chunks with the reference library.

usage: check_chunk_tokens.py PROGRAM FOLDER DOCUMENTS...
FOLDER holds a model in `minilm`, and perhaps other tokenizers in `kinds`. Of every chunk of the documents it is
asked whether what is embedded for it, titles and special tokens included, has no more tokens than there may
be, and as many as the chunk says.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tokenizers import Tokenizer

KINDS = ["by_title", "basic", "by_sentences", "by_tokens"]
VARIANTS = {
    "plain": {},
    "titles": {"repeat_titles": True},
    "overlap": {"repeat_titles": True, "overlap": 20, "overlap_all": True},
    "parents": {"repeat_titles": True, "parent_max_tokens": 1000},
}


def pipeline(documents, tokenizer, limit, out):
    stages = {
        "files": {"use": "folder", "path": str(Path(documents).resolve())},
        "parse": {"use": "document", "from": "files", "timeout": "20s"},
    }
    for kind in KINDS:
        for variant, settings in VARIANTS.items():
            name = f"{kind}-{variant}"
            sizes = {"max_tokens": limit, "tokenizer": str(tokenizer.resolve())}
            stages[name] = {"use": kind, "from": "parse", **sizes, **settings}
            stages[f"{name}-lines"] = {"use": "jsonl", "from": name, "to": f"{out}/{name}.jsonl"}
    return {"name": "tokens", "limits": {"failed": "100%"}, "stages": stages}


def embedded(chunk):
    titles = chunk["metadata"].get("repeated_titles", [])
    return ("\n".join(titles) + "\n\n" if titles else "") + chunk["text"]


def check(path, reference, most):
    """The number of chunks, those that are too long, and those that say another number."""
    counts = {"chunks": 0, "too long": 0, "other": 0, "longest": 0}
    with open(path, encoding="utf-8") as lines:
        while part := [json.loads(line) for _, line in zip(range(2000), lines)]:
            encodings = reference.encode_batch([embedded(chunk) for chunk in part])
            for chunk, encoding in zip(part, encodings):
                found = len(encoding.ids)
                counts["chunks"] += 1
                counts["longest"] = max(counts["longest"], found)
                for name, wrong in [
                    ("too long", found > most),
                    ("other", found != chunk["metadata"]["tokens"]),
                ]:
                    if wrong and not counts[name]:
                        place = f"{chunk['metadata']['filename']}, {chunk['metadata']['ordinal']}"
                        said = chunk["metadata"]["tokens"]
                        print(f"  {name}: {place}: {found} tokens, says {said}: {chunk['text'][:80]!r}")
                    counts[name] += wrong
    return counts


def main():
    program, folder, *documents = sys.argv[1:]
    folder = Path(folder)
    model = folder / "minilm"
    longest = json.loads((model / "sentence_bert_config.json").read_text())["max_seq_length"]
    tried = [(model, "model", longest)]
    tried += [(path, 48, 48) for path in sorted(folder.glob("kinds/*.json"))]
    wrong = 0
    for tokenizer, limit, most in tried:
        file = tokenizer / "tokenizer.json" if tokenizer.is_dir() else tokenizer
        reference = Tokenizer.from_file(str(file))
        reference.no_truncation()
        reference.no_padding()
        # The trained ones are for odd texts; the handbook has enough of them.
        for source in documents if limit == "model" else documents[:1]:
            with tempfile.TemporaryDirectory() as out:
                description = Path(out) / "tokens.json"
                description.write_text(json.dumps(pipeline(source, tokenizer, limit, out)))
                run = [program, "run", str(description), "--directory", out]
                answer = subprocess.run(run, capture_output=True, text=True)
                if answer.returncode not in (0, 1):
                    sys.exit(f"{answer.stderr}\n{program} ended with {answer.returncode}")
                sums = {}
                for path in sorted(Path(out).glob("*-*.jsonl")):
                    counts = check(path, reference, most)
                    wrong += counts["too long"] + counts["other"]
                    for name, count in counts.items():
                        sums[name] = max(sums.get(name, 0), count) if name == "longest" else sums.get(name, 0) + count
            if not sums.get("chunks"):
                sys.exit(f"no chunks were made of {source}: {answer.stderr}")
            words = ", ".join(f"{count} {name}" for name, count in sums.items())
            print(f"{tokenizer.name}, at most {most}, {source}: {words}", flush=True)
    sys.exit("some chunks are wrong" if wrong else 0)


if __name__ == "__main__":
    main()

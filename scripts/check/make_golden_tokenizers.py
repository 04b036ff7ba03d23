"""Makes what the tests of `Tokenizers` compare with: small tokenizers, lines, and the reference's answers.

usage: make_golden_tokenizers.py FOLDER    (Tests/TokenizersTests/Golden)
All of it is trained on generated lines of our own.
"""

import json
import sys
from collections import Counter
from pathlib import Path

import tokenizer_kinds
from tokenizer_kinds import Kinds
from tokenizers import normalizers as N
from tokenizer_lines import generate

RULES = [
    ("\ufb01", "fi"), ("\ufb02", "fl"), ("\u2460", "1"), ("\u2122", "TM"), ("\u00a0", " "), ("\u3000", " "),
    ("\t", " "), ("\r", " "), ("\u200b", " "), ("\ufeff", ""), ("\u00bd", "1\u20442"), ("\u2026", "..."),
    ("e\u0301", "\u00e9"), ("a\u0301", "\u00e1"), ("\uff11", "1"), ("\uff12", "2"), ("\uff46", "f"),
    ("\u212a", "K"), ("\u00b2", "2"), ("\x0b", ""), ("\u30ab\u3099", "\u30ac"), ("\uff76\uff9e", "\u30ac"),
]


class SmallKinds(Kinds):
    def __init__(self, folder):
        rules = folder / "rules.tsv"
        lines = [
            " ".join(f"{ord(c):X}" for c in old) + "\t" + " ".join(f"{ord(c):X}" for c in new)
            for old, new in sorted(RULES)
        ]
        rules.write_text("\n".join(lines) + "\n")
        self.size = 500
        text = generate(1500, 78)
        counts = Counter("".join(text))
        rare = {ord(character): None for character, count in counts.items() if count < 12}
        self.lines = [line.translate(rare) for line in text]
        self.common = self.lines
        charsmap = tokenizer_kinds.charsmap(["a small tokenizer of our own"] * 9, None, str(rules))
        rules.unlink()
        self.maps = {name: N.Precompiled(charsmap) for name in ("nmt_nfkc", "nmt_nfkc_cf")}


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.glob("*.json*"):
        file.unlink()
    # The widest lines of many, so that few show much.
    lines = sorted(generate(400, 5), key=lambda line: (-len(set(line)), line))[:36]
    lines += ["", " ", "a", "  rain  gauge ", "[MASK] <mask><s>x", "don't we'll", "\u00c9\u0328x", "\r\n"]
    lines = [line if len(line) < 200 else line[:200] for line in lines]
    (folder / "lines.json").write_text(json.dumps(lines, ensure_ascii=True, indent=0) + "\n")
    for name, tokenizer in SmallKinds(folder).all():
        (folder / f"{name}.json").write_text(tokenizer.to_str() + "\n")
        answers = []
        for index, encoding in enumerate(tokenizer.encode_batch(lines)):
            answer = {"ids": encoding.ids}
            if index % 4 == 0:
                answer["offsets"] = [list(pair) for pair in encoding.offsets]
            answers.append(json.dumps(answer, separators=(",", ":")))
        (folder / f"{name}.jsonl").write_text("\n".join(answers) + "\n")
    print(sum(file.stat().st_size for file in folder.iterdir()), "bytes")


main()

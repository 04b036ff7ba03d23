"""Writes the tables of characters that the tokenizers need, by asking the reference library itself.

Each part of the reference follows a Unicode version of its own, so its answers are taken scalar by
scalar instead of one version's files: what is written is what it does. Only the boundaries of grapheme
clusters, which it does not show, come from the module `regex`.

usage: make-unicode-tables.py FOLDER    (Sources/Tokenizers/Unicode; needs the modules `tokenizers` and `regex`)
"""

import sys
import unicodedata
from pathlib import Path

import regex
import tokenizers
from tokenizers import Regex, normalizers, pre_tokenizers

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
SCALARS = [number for number in range(0x110000) if not 0xD800 <= number < 0xE000]
ALL = "".join(map(chr, SCALARS))

CATEGORIES = (
    "Cn Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Zs Zl Zp Cc Cf Co Cs".split()
)
CLUSTERS = (
    "Other CR LF Control Extend ZWJ Regional_Indicator Prepend SpacingMark L V T LV LVT".split()
)
PICTURE = len(CLUSTERS)
CONTROL = CLUSTERS.index("Control")


def number_text(value):
    """A number in digits of five bits, the lowest first; a sixth bit says that more follow."""
    text = ""
    while value > 31:
        text += DIGITS[value & 31 | 32]
        value >>= 5
    return text + DIGITS[value]


def signed(value):
    return value * 2 if value >= 0 else -value * 2 - 1


def matched(pattern):
    """The scalars that a one-character pattern of the reference's engine matches."""
    kept = normalizers.Replace(Regex(f"[^{pattern}]"), "").normalize_str(ALL)
    return set(map(ord, kept))


def records():
    clean = normalizers.BertNormalizer(
        clean_text=True, handle_chinese_chars=False, strip_accents=False, lowercase=False
    )
    unmarked = normalizers.BertNormalizer(
        clean_text=False, handle_chinese_chars=False, strip_accents=True, lowercase=False
    )
    accents = normalizers.StripAccents()
    decomposed = normalizers.NFD()
    punctuation = pre_tokenizers.Punctuation("isolated")
    spaces = pre_tokenizers.WhitespaceSplit()
    words = pre_tokenizers.Whitespace()
    digits = pre_tokenizers.Digits(individual_digits=True)
    result = [0] * 0x110000
    for index, name in enumerate(CATEGORIES):
        for scalar in matched(rf"\p{{{name}}}"):
            result[scalar] |= index
    for bit, pattern in ((13, r"\s"), (14, r"\w"), (15, r"\d")):
        for scalar in matched(pattern):
            result[scalar] |= 1 << bit
    # Outside of a class in brackets the engine goes by other tables.
    def alone(pattern):
        return set(map(ord, normalizers.Replace(Regex(pattern), "").normalize_str(ALL)))

    for scalar in alone(r"\W"):
        result[scalar] |= 1 << 22
    assert alone(r"\S") == matched(r"\s") and alone(r"\D") == matched(r"\d")
    for name in ("L", "N", "Lu", "P", "M", "Z", "S"):
        assert alone(rf"\P{{{name}}}") == matched(rf"\p{{{name}}}")
    for name in CLUSTERS[1:]:
        for character in regex.findall(rf"\p{{GCB={name}}}", ALL):
            result[ord(character)] |= CLUSTERS.index(name) << 16
    for character in regex.findall(r"\p{Extended_Pictographic}", ALL):
        if result[ord(character)] >> 16 & 15 == 0:
            result[ord(character)] |= PICTURE << 16
    for index, name in enumerate(("Consonant", "Linker", "Extend"), 1):
        for character in regex.findall(rf"\p{{InCB={name}}}", ALL):
            result[ord(character)] |= index << 20
    # The module is ahead of the reference: what is unassigned there has no part in clusters yet.
    for scalar in SCALARS:
        if result[scalar] & 31 == 0 and result[scalar] >> 16 & 15 not in (CONTROL, PICTURE):
            result[scalar] &= ~(63 << 16)
    for scalar in SCALARS:
        character = chr(scalar)
        pair = "a" + character + "a"
        cleaned = clean.normalize_str(character)
        flags = 0
        if cleaned == "":
            flags |= 1 << 5
        elif cleaned == " ":
            flags |= 1 << 6
        else:
            assert cleaned == character
        if unmarked.normalize_str(character) == "":
            flags |= 1 << 7
        if len(punctuation.pre_tokenize_str(pair)) == 3:
            flags |= 1 << 8
        if len(spaces.pre_tokenize_str(pair)) == 2:
            flags |= 1 << 9
        if len(words.pre_tokenize_str("a" + character)) == 1 and words.pre_tokenize_str(character):
            flags |= 1 << 10
        if len(digits.pre_tokenize_str(pair)) == 3:
            flags |= 1 << 11
        if accents.normalize_str(character) == "":
            flags |= 1 << 12
        result[scalar] |= flags
    # Which of two marks comes first after decomposition tells how their classes compare.
    classes = {}
    for scalar in SCALARS:
        value = unicodedata.combining(chr(scalar))
        if value and decomposed.normalize_str("a\u0345" + chr(scalar)) != "a\u0345" + chr(scalar):
            classes[scalar] = value
    classes[0x345] = 240
    for scalar, value in classes.items():
        result[scalar] |= value << 24
    samples = {}
    for scalar in sorted(classes):
        samples.setdefault(classes[scalar], scalar)
    for scalar, value in classes.items():
        for other, sample in samples.items():
            pair = chr(sample) + chr(scalar)
            if any(decomposed.normalize_str(character) != character for character in pair):
                continue
            swapped = decomposed.normalize_str("a" + pair)
            assert (swapped[1] == chr(scalar)) == (value < other or scalar == sample), pair
    return result


def records_text():
    table = records()
    kinds = {}
    text = ""
    runs = []
    for scalar, record in enumerate(table):
        number = kinds.setdefault(record, len(kinds))
        if runs and runs[-1][0] == number:
            runs[-1][1] += 1
        else:
            runs.append([number, 1])
    # Runs of two kinds often take turns, as capital and small letters do.
    text = "".join(number_text(number) + number_text(length) for number, length in runs)
    return "".join(number_text(record) for record in kinds), len(kinds), text


def mapping_text(normalizer, skip):
    """Every scalar that a normalizer changes: the step to it, how many scalars it becomes, and these."""
    text, previous, count = "", 0, 0
    for scalar in SCALARS:
        if skip(scalar):
            continue
        changed = normalizer.normalize_str(chr(scalar))
        if changed == chr(scalar):
            continue
        text += number_text(scalar - previous) + number_text(len(changed))
        last = scalar
        for character in changed:
            text += number_text(signed(ord(character) - last))
            last = ord(character)
        previous = scalar
        count += 1
    return text, count


def compositions_text():
    composed = normalizers.NFC()
    pairs = []
    for scalar in SCALARS:
        parts = unicodedata.decomposition(chr(scalar)).split()
        if len(parts) != 2 or parts[0].startswith("<"):
            continue
        first, second = (int(part, 16) for part in parts)
        if composed.normalize_str(chr(first) + chr(second)) == chr(scalar):
            pairs.append((first, second, scalar))
    pairs.sort()
    text, previous = "", 0
    for first, second, scalar in pairs:
        text += number_text(first - previous) + number_text(second) + number_text(signed(scalar - first))
        previous = first
    return text, len(pairs)


def literal(name, text):
    lines = [text[start : start + 94] for start in range(0, len(text), 94)]
    return f'  static let {name} = """\n' + "\\\n".join(f"    {line}" for line in lines) + '\n    """\n'


def main():
    folder = Path(sys.argv[1])
    header = (
        f"// Written by scripts/make-unicode-tables.py from the answers of tokenizers {tokenizers.__version__}.\n\n"
    )
    kinds, count, runs = records_text()
    (folder / "ScalarFactTables.swift").write_text(
        header
        + "/// What is known of every scalar, as numbers in digits of five bits.\n"
        + "enum ScalarFactTables {\n"
        + f"  /// The {count} records of facts that occur.\n"
        + literal("records", kinds)
        + "\n  /// The record of each run of scalars, and the run's length.\n"
        + literal("runs", runs)
        + "}\n"
    )
    def hangul(scalar):
        return 0xAC00 <= scalar < 0xD7A4

    canonical, canonical_count = mapping_text(normalizers.NFD(), hangul)
    compatible, compatible_count = mapping_text(normalizers.NFKD(), hangul)
    pairs, pair_count = compositions_text()
    lower, lower_count = mapping_text(normalizers.Lowercase(), lambda scalar: False)
    (folder / "MappingTables.swift").write_text(
        header
        + "/// What scalars become, as numbers in digits of five bits.\n"
        + "enum MappingTables {\n"
        + f"  /// The canonical decompositions of {canonical_count} scalars.\n"
        + literal("canonical", canonical)
        + f"\n  /// The compatible decompositions of {compatible_count} scalars.\n"
        + literal("compatible", compatible)
        + f"\n  /// The {pair_count} pairs that compose, and into what.\n"
        + literal("compositions", pairs)
        + f"\n  /// The small letters of {lower_count} scalars.\n"
        + literal("lowercase", lower)
        + "}\n"
    )
    print(count, "records,", len(kinds + runs), "characters of facts,", end=" ")
    print(len(canonical + compatible + pairs + lower), "characters of mappings")


main()

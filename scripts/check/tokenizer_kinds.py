"""Trains a small tokenizer of every kind that models use, on lines of our own.

usage: tokenizer_kinds.py FOLDER [SIZE]    writes FOLDER/KIND.json, with vocabularies of about SIZE tokens
"""

import io
import json
import sys
from collections import Counter
from pathlib import Path

import sentencepiece
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers as N
from tokenizers import pre_tokenizers as P, processors, trainers
from tokenizer_lines import generate

BERT = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
ROBERTA = ["<s>", "<pad>", "</s>", "<unk>", "<mask>"]
LLAMA3 = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
CL100K = (
    r"'(?i:[sdmt]|ll|ve|re)|[^\r\n\p{L}\p{N}]?+\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]++[\r\n]*"
    r"|\s*[\r\n]|\s+(?!\S)|\s+"
)
O200K = (
    r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
    r"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
    r"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+"
)
BLOOM = r" ?[^(\s|[.,!?…。，、।۔،])]+"


def charsmap(lines, name, rules=""):
    """The rules of characters that SentencePiece writes into its models."""
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines), model_writer=model, vocab_size=60,
        hard_vocab_limit=False, minloglevel=2,
        **({"normalization_rule_tsv": rules} if rules else {"normalization_rule_name": name}),
    )
    return field(field(model.getvalue(), 3), 2)


def field(message, wanted):
    """The first field of a number in a message of protocol buffers, where it has a length."""

    def number():
        nonlocal place
        value = shift = 0
        while True:
            byte = message[place]
            place += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    place = 0
    while place < len(message):
        key = number()
        if key & 7 == 2:
            size = number()
            if key >> 3 == wanted:
                return message[place : place + size]
            place += size
        elif key & 7 == 0:
            number()
        else:
            place += 8 if key & 7 == 1 else 4
    raise ValueError(f"no field {wanted}")


class Kinds:
    def __init__(self, size):
        self.size = size
        self.lines = generate(4000, 77)
        counts = Counter("".join(self.lines))
        rare = {ord(character): None for character, count in counts.items() if count < 25}
        self.common = [line.translate(rare) for line in self.lines]
        self.maps = {name: N.Precompiled(charsmap(["a small tokenizer of our own"] * 9, name)) for name in ("nmt_nfkc", "nmt_nfkc_cf")}

    def train(self, model, trainer, special, normalizer=None, pre=None, post=None, added=(), lines=None, **options):
        tokenizer = Tokenizer(model)
        if normalizer:
            tokenizer.normalizer = normalizer
        if pre:
            tokenizer.pre_tokenizer = pre
        trainer = trainer(vocab_size=self.size, special_tokens=special, show_progress=False, **options)
        tokenizer.train_from_iterator(lines or self.lines, trainer)
        if post:
            tokenizer.post_processor = post(tokenizer)
        tokenizer.add_tokens(list(added))
        return tokenizer

    def word_piece(self, normalizer, special=BERT, post=None, pre=None, **more):
        unknown = special[1] if special is BERT else special[3]
        around = (special[2], special[3]) if special is BERT else (special[0], special[2])

        def template(tokenizer):
            first, last = around
            return processors.TemplateProcessing(
                single=f"{first} $A {last}", pair=f"{first} $A {last} $B:1 {last}:1",
                special_tokens=[(name, tokenizer.token_to_id(name)) for name in around],
            )

        return self.train(
            models.WordPiece(unk_token=unknown), trainers.WordPieceTrainer, special,
            normalizer, pre or P.BertPreTokenizer(), post or template, **more,
        )

    @staticmethod
    def roberta(**options):
        return lambda t: processors.RobertaProcessing(
            ("</s>", t.token_to_id("</s>")), ("<s>", t.token_to_id("<s>")), **options
        )

    @staticmethod
    def bert_processing(t):
        return processors.BertProcessing(("</s>", t.token_to_id("</s>")), ("<s>", t.token_to_id("<s>")))

    @staticmethod
    def ends(first, last):
        def template(t):
            names = [name for name in (first, last) if name]
            return processors.TemplateProcessing(
                single=" ".join(filter(None, [first, "$A", last])), pair=None,
                special_tokens=[(name, t.token_to_id(name)) for name in names],
            )

        return template

    def byte_level(self, pre, special=ROBERTA, normalizer=None, post=None, added=(), alphabet=True, **model):
        return self.train(
            models.BPE(**model), trainers.BpeTrainer, special, normalizer, pre, post, added,
            initial_alphabet=P.ByteLevel.alphabet() if alphabet else [],
        )

    def unigram(self, normalizer, pre, post=None, special=("<s>", "<pad>", "</s>", "<unk>"), fallback=False, added=()):
        pieces = list(special) + ([f"<0x{byte:02X}>" for byte in range(256)] if fallback else [])
        tokenizer = self.train(
            models.Unigram(), trainers.UnigramTrainer, pieces, normalizer, pre, post, unk_token="<unk>",
            lines=self.common,
        )
        if fallback:
            data = json.loads(tokenizer.to_str())
            data["model"]["byte_fallback"] = True
            data["added_tokens"] = data["added_tokens"][: len(special)]
            tokenizer = Tokenizer.from_str(json.dumps(data))
        tokenizer.add_tokens(list(added))
        return tokenizer

    def llama(self, normalizer, pre, **model):
        special = ["<unk>", "<s>", "</s>"]
        pieces = special + [f"<0x{byte:02X}>" for byte in range(256)]
        tokenizer = self.train(
            models.BPE(unk_token="<unk>", byte_fallback=True, **model), trainers.BpeTrainer, pieces,
            N.Replace(" ", "▁"), P.Split("▁", "merged_with_next"), None, limit_alphabet=300,
        )
        data = json.loads(tokenizer.to_str())
        data["added_tokens"] = data["added_tokens"][:3]
        tokenizer = Tokenizer.from_str(json.dumps(data))
        tokenizer.normalizer = normalizer
        tokenizer.pre_tokenizer = pre
        tokenizer.post_processor = self.ends("<s>", None)(tokenizer)
        return tokenizer

    def all(self):
        bert = N.BertNormalizer
        mask = AddedToken("<mask>", lstrip=True, rstrip=False, normalized=False, special=True)
        flags = [
            AddedToken("gauge", single_word=True), AddedToken("Bucket", normalized=True),
            AddedToken("rain", lstrip=True, normalized=False), AddedToken("→", rstrip=True, normalized=False),
            AddedToken("São", normalized=True), AddedToken("new york", normalized=True, lstrip=True, rstrip=True),
        ]
        split = lambda text, behavior="isolated", **more: P.Split(Regex(text), behavior, **more)
        plain = P.ByteLevel(add_prefix_space=False, use_regex=False)
        yield "bert-uncased", self.word_piece(bert())
        yield "bert-cased", self.word_piece(bert(lowercase=False))
        yield "bert-accents", self.word_piece(bert(lowercase=True, strip_accents=False, handle_chinese_chars=False))
        yield "bert-stripped", self.word_piece(bert(clean_text=False, lowercase=False, strip_accents=True))
        yield "bert-added", self.word_piece(bert(), added=flags)
        yield "mpnet", self.word_piece(bert(), ROBERTA, self.roberta(), added=[mask])
        yield "word-piece-plain", self.word_piece(N.Sequence([N.NFKC(), N.Lowercase()]), pre=P.Whitespace())
        yield "word-piece-strip", self.word_piece(
            N.Sequence([N.Strip(), N.NFKD(), N.StripAccents(), N.Nmt()]),
            pre=P.Sequence([P.WhitespaceSplit(), P.Punctuation("merged_with_previous"), P.Digits(True)]),
        )
        gpt2 = lambda prefix: P.ByteLevel(add_prefix_space=prefix)
        yield "roberta", self.byte_level(gpt2(False), post=self.roberta(add_prefix_space=False), added=[mask])
        yield "roberta-prefix", self.byte_level(gpt2(True), post=self.roberta(), added=[mask] + flags)
        yield "gpt2", self.byte_level(gpt2(False), ["<|endoftext|>"], post=lambda t: processors.ByteLevel(trim_offsets=False))
        yield "claude", self.byte_level(gpt2(False), ["<EOT>", "<META>"], N.NFKC())
        yield "llama3", self.byte_level(
            P.Sequence([split(LLAMA3), plain]), ["<|begin_of_text|>"], ignore_merges=True,
            post=lambda t: processors.Sequence([processors.ByteLevel(), self.ends("<|begin_of_text|>", None)(t)]),
        )
        yield "cl100k", self.byte_level(P.Sequence([split(CL100K), plain]), ["<|endoftext|>"])
        yield "o200k", self.byte_level(P.Sequence([split(O200K), plain]), ["<|endoftext|>"])
        yield "qwen", self.byte_level(P.Sequence([split(LLAMA3.replace("{1,3}", "")), plain]), ["<|im_start|>"], N.NFC())
        yield "bloom", self.byte_level(P.Sequence([split(BLOOM), plain]), ["<unk>", "<s>"])
        yield "falcon", self.byte_level(
            P.Sequence([P.Punctuation("contiguous"), gpt2(False), P.Digits(False), split("[0-9][0-9][0-9]")]), ["<|endoftext|>"]
        )
        yield "starcoder", self.byte_level(P.Sequence([P.Digits(True), gpt2(False)]), ["<|endoftext|>"])
        yield "byte-normalizer", self.byte_level(split(r"Ġ?[^Ġ]+|Ġ+"), ["<s>"], N.Sequence([N.NFC(), N.ByteLevel()]))
        yield "clip", self.byte_level(
            P.Sequence([split(r"<\|startoftext\|>|'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+", "removed", invert=True), plain]),
            ["<s>", "</s>", "<|e|>"], N.Sequence([N.NFC(), N.Replace(Regex(r"\s+"), " "), N.Lowercase()]),
            post=self.roberta(trim_offsets=False, add_prefix_space=False), unk_token="<|e|>", end_of_word_suffix="</w>",
        )
        yield "bpe-prefix", self.byte_level(
            P.Whitespace(), ["<unk>"], N.NFD(), alphabet=False, unk_token="<unk>", continuing_subword_prefix="##", fuse_unk=False
        )
        yield "bpe-unknown", self.train(
            models.BPE(unk_token="<unk>", fuse_unk=True), trainers.BpeTrainer, ["<unk>"], None,
            P.Metaspace(), limit_alphabet=60,
        )
        yield "bpe-dropping", self.train(models.BPE(), trainers.BpeTrainer, ["<s>"], None, P.WhitespaceSplit(), limit_alphabet=60)
        llama = N.Sequence([N.Prepend("▁"), N.Replace(" ", "▁")])
        yield "llama", self.llama(llama, None, fuse_unk=True)
        yield "llama-first", self.llama(None, P.Metaspace(prepend_scheme="first", split=False), fuse_unk=True)
        yield "llama-whole", self.llama(llama, None, fuse_unk=False, ignore_merges=True)
        spm, folded = self.maps["nmt_nfkc"], self.maps["nmt_nfkc_cf"]
        xlmr = self.ends("<s>", "</s>")
        yield "xlmr", self.unigram(
            spm, P.Sequence([P.WhitespaceSplit(), P.Metaspace()]), xlmr, added=[AddedToken("<mask>", lstrip=True, special=True)]
        )
        yield "xlmr-new", self.unigram(
            N.Sequence([spm, N.Replace(Regex(" {2,}"), " ")]), P.Metaspace(prepend_scheme="always"), xlmr
        )
        yield "t5", self.unigram(
            N.Sequence([spm, N.Strip(left=False, right=True), N.Replace(Regex(" {2,}"), "▁")]),
            P.Metaspace(prepend_scheme="always"), self.ends(None, "</s>"), fallback=True,
        )
        yield "albert", self.unigram(
            N.Sequence([N.Replace("``", '"'), N.Replace("''", '"'), N.NFKD(), N.StripAccents(), N.Lowercase(), spm]),
            P.Sequence([P.WhitespaceSplit(), P.Metaspace()]), xlmr,
        )
        yield "deberta", self.unigram(
            N.Sequence([N.Strip(), folded, N.Replace(Regex(" {2,}"), "▁")]), P.Metaspace(prepend_scheme="first"), xlmr
        )
        yield "unigram-whole", self.unigram(spm, P.Metaspace(split=False, prepend_scheme="never"), xlmr, fallback=True)
        yield "unigram-bytes", self.unigram(None, P.ByteLevel(), None)
        yield "word-level", self.train(
            models.WordLevel(unk_token="[UNK]"), trainers.WordLevelTrainer, ["[UNK]"],
            N.Sequence([N.NFD(), N.Lowercase(), N.StripAccents()]), P.Whitespace(),
        )
        for behavior in ("removed", "isolated", "merged_with_previous", "merged_with_next", "contiguous"):
            yield f"split-{behavior}", self.train(
                models.WordLevel(unk_token="[UNK]"), trainers.WordLevelTrainer, ["[UNK]"], None,
                P.Sequence([
                    P.CharDelimiterSplit("|"), split(r"[aeiou]+(?=\w)|(?<=\d),|\s+?|^'|!$", behavior),
                    P.Punctuation(behavior), P.Split("th", behavior, invert=True),
                ]),
            )
        yield "fixed-length", self.train(
            models.WordLevel(unk_token="[UNK]"), trainers.WordLevelTrainer, ["[UNK]"], N.NFKC(), P.FixedLength(length=3)
        )


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, tokenizer in Kinds(int(sys.argv[2]) if len(sys.argv) > 2 else 3000).all():
        tokenizer.save(str(folder / f"{name}.json"), pretty=False)
        print(name, tokenizer.get_vocab_size(), flush=True)


if __name__ == "__main__":
    main()

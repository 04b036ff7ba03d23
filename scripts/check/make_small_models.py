"""Makes small sentence transformers of every kind with weights of seeded random numbers, and their vectors.

usage: make_small_models.py TOKENIZERS FOLDER
TOKENIZERS is Tests/TokenizersTests/Golden. Each model of FOLDER gets an `expected.json`: texts, each with the name of
its prompt, and the vectors that sentence-transformers makes of them in single precision.
Tests/TransformersTests/Models was made so; scripts/check-embedder makes them anew and compares.
"""

import json
import os
import shutil
import sys
from pathlib import Path

os.environ["HF_HUB_OFFLINE"] = os.environ["TRANSFORMERS_OFFLINE"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"

import torch
import transformers as T
from safetensors.torch import load_file, save_file
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
from sentence_transformers.base.modules import Dense, Normalize
from tokenizers import Tokenizer

BERT = dict(cls_token="[CLS]", sep_token="[SEP]", pad_token="[PAD]", unk_token="[UNK]", mask_token="[MASK]")
ROBERTA = dict(cls_token="<s>", bos_token="<s>", sep_token="</s>", eos_token="</s>", pad_token="<pad>", unk_token="<unk>", mask_token="<mask>")
TEXTS = [
    "", "a", "The rain gauge tips twice an hour.", "Der Regenmesser kippt zweimal je Stunde; Straße, naïve café.",
    "雨量計は一時間に二回傾きます。", "Дождемер опрокидывается дважды в час", "x" * 130, "👍🏽 → ½ [SEP] </s> …",
    " ".join(["tipping bucket, 12.5 mm (calibrated)"] * 3), " ".join(["one two three four five six seven"] * 30),
]
SIZES = dict(hidden_size=20, num_hidden_layers=2, num_attention_heads=2, intermediate_size=40)
DISTILLED = dict(dim=20, n_layers=2, n_heads=2, hidden_dim=40, max_position_embeddings=64)


def configuration(family, size, **more):
    shape = dict(SIZES, vocab_size=size, max_position_embeddings=64, layer_norm_eps=1e-12, **more)
    if family == "bert":
        return T.BertConfig(**shape)
    if family == "mpnet":
        return T.MPNetConfig(**dict(shape, max_position_embeddings=66, pad_token_id=1, bos_token_id=0, eos_token_id=2, layer_norm_eps=1e-5))
    if family in ("roberta", "xlm-roberta"):
        kind = T.RobertaConfig if family == "roberta" else T.XLMRobertaConfig
        return kind(**dict(shape, max_position_embeddings=66, pad_token_id=1, type_vocab_size=1, layer_norm_eps=1e-5))
    return T.DistilBertConfig(vocab_size=size, **DISTILLED, **more)


def randomize(model, seed):
    """Numbers large enough that attention is not flat and that norms have something to do."""
    torch.manual_seed(seed)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            weight.normal_(0, 0.5 if "embeddings" in name and weight.ndim > 1 else 0.3)
            if "LayerNorm.weight" in name or "layer_norm.weight" in name:
                weight.add_(1)


# The name: the family, the tokenizer, what is special.
MODELS = {
    "bert-mean": ("bert", "bert-uncased", {}),
    "bge": ("bert", "bert-uncased", dict(pooling="cls", prompts={"query": "Represent this sentence for searching: "})),
    "e5": ("bert", "bert-cased", dict(prompts={"query": "query: ", "passage": "passage: "}, usual="passage")),
    "instructor": ("bert", "bert-uncased", dict(prompts={"query": "Represent the question: "}, include_prompt=False)),
    "instructor-cls": ("bert", "bert-uncased", dict(prompts={"query": "find "}, include_prompt=False, pooling=("cls", "max", "mean_sqrt_len_tokens"), norm=False)),
    "max": ("bert", "bert-cased", dict(pooling="max", act="relu")),
    "root": ("bert", "bert-accents", dict(pooling="mean_sqrt_len_tokens", norm=False, act="gelu_new")),
    "weighted": ("bert", "bert-uncased", dict(pooling="weightedmean", dtype=torch.float16)),
    "last": ("bert", "bert-uncased", dict(pooling="lasttoken", dtype=torch.bfloat16)),
    "several": ("bert", "bert-uncased", dict(pooling=("cls", "mean", "max"), norm=False)),
    "dense": ("bert", "bert-uncased", dict(dense=[(20, 17, torch.nn.Tanh()), (17, 10, torch.nn.Identity())])),
    "lower": ("bert", "bert-cased", dict(lower=True)),
    "mpnet": ("mpnet", "mpnet", {}),
    "mpnet-half": ("mpnet", "mpnet", dict(dtype=torch.float16, act="gelu_pytorch_tanh")),
    "roberta": ("roberta", "roberta", dict(shards=True)),
    "xlmr": ("xlm-roberta", "xlmr", dict(pooling="mean")),
    "xlmr-new": ("xlm-roberta", "xlmr-new", dict(dtype=torch.bfloat16, pooling="cls")),
    "distilbert": ("distilbert", "bert-uncased", {}),
}


def make(name, tokenizers, folder, seed):
    family, kind, options = MODELS[name]
    place = folder / name
    shutil.rmtree(place, ignore_errors=True)
    plain = folder / ".transformer"
    shutil.rmtree(plain, ignore_errors=True)
    special = BERT if kind.startswith("bert") else ROBERTA
    tokenizer = Tokenizer.from_file(str(tokenizers / f"{kind}.json"))
    fast = T.PreTrainedTokenizerFast(tokenizer_object=tokenizer, model_max_length=62, **special)
    more = {}
    if "act" in options:
        more["activation" if family == "distilbert" else "hidden_act"] = options["act"]
    shape = configuration(family, tokenizer.get_vocab_size(), **more)
    model = T.AutoModel.from_config(shape)
    randomize(model, seed)
    if hasattr(model, "pooler"):
        model.pooler = None
    model.to(options.get("dtype", torch.float32)).save_pretrained(plain)
    fast.save_pretrained(plain)
    # What the library puts in of its own accord is not wanted: the tokenizer is the one that was trained.
    shutil.copy(tokenizers / f"{kind}.json", plain / "tokenizer.json")
    single = dict(model_kwargs=dict(dtype=torch.float32))
    module = Transformer(str(plain), max_seq_length=50, do_lower_case=options.get("lower", False), **single)
    modules = [module, Pooling(shape.dim if family == "distilbert" else shape.hidden_size, options.get("pooling", "mean"), options.get("include_prompt", True))]
    for inputs, outputs, activation in options.get("dense", []):
        torch.manual_seed(seed + len(modules))
        modules.append(Dense(inputs, outputs, activation_function=activation))
    if options.get("norm", True):
        modules.append(Normalize())
    sentence = SentenceTransformer(modules=modules, device="cpu", prompts=options.get("prompts"), default_prompt_name=options.get("usual"))
    sentence.save(str(place), create_model_card=False)
    # In the form that was asked for, which the library widened.
    weights = load_file(plain / "model.safetensors")
    if options.get("shards"):
        (place / "model.safetensors").unlink()
        names = sorted(weights)
        parts = {f"model-0000{part + 1}-of-00002.safetensors": names[part::2] for part in range(2)}
        for file, chosen in parts.items():
            save_file({key: weights[key] for key in chosen}, place / file)
        index = {"metadata": {}, "weight_map": {key: file for file, chosen in parts.items() for key in chosen}}
        (place / "model.safetensors.index.json").write_text(json.dumps(index))
    else:
        save_file(weights, place / "model.safetensors", {"format": "pt"})
    shutil.rmtree(plain)
    expect(place, options.get("prompts", {}))


def expect(place, prompts):
    loaded = SentenceTransformer(str(place), device="cpu", model_kwargs=dict(dtype=torch.float32))
    answers = []
    for prompt in [None, *prompts]:
        texts = TEXTS if prompt is None else TEXTS[1:4] + TEXTS[-1:]
        # One by one, so that no padding is in the sums.
        for text in texts:
            vector = loaded.encode([text], prompt_name=prompt, show_progress_bar=False)[0]
            answers.append({"prompt": prompt, "text": text, "vector": [float(f"{number:.9g}") for number in vector]})
    lines = ",\n".join(json.dumps(answer, ensure_ascii=False) for answer in answers)
    (place / "expected.json").write_text(f"[{lines}]\n", encoding="utf-8")


def main():
    tokenizers, folder = Path(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    torch.set_num_threads(1)
    T.logging.set_verbosity_error()
    for seed, name in enumerate(MODELS):
        make(name, tokenizers, folder, 1000 + seed)
        size = sum(file.stat().st_size for file in (folder / name).rglob("*") if file.is_file())
        print(f"{name}: {size} bytes", flush=True)


main()

"""Packs snapshots and holds Qdrant's own engine to what went into them.

    check_qdrant.py PACKER FOLDER [CASE...]

Where the checker of a neighbouring folder exists (or STAMPMILL_QDRANT_CHECK names one), it runs too.
"""

import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tarfile
import uuid

import numpy as np
import qdrant_edge as qe

WORDS = "alpha beta gamma delta Straße naïve 東京 rain Gauges running wind the connections".split()
FIELDS = "title:text lang:keyword year:integer score:float flag:bool when:datetime key:uuid tags:keyword".split()

# name: points, dimensions, options, further demands
CASES = {
    "none": (0, 48, []),
    "one": (1, 48, []),
    "hundred": (100, 48, []),
    "cosine": (3000, 48, []),
    "dot": (1500, 37, ["--distance", "Dot"]),
    "euclid": (1500, 37, ["--distance", "Euclid"]),
    "manhattan": (1500, 37, ["--distance", "Manhattan"]),
    "float16": (1500, 37, ["--datatype", "float16"]),
    "float16-euclid": (1500, 37, ["--datatype", "float16", "--distance", "Euclid"]),
    "uint8": (1500, 37, ["--datatype", "uint8", "--distance", "Euclid"]),
    "uint8-cosine": (1500, 37, ["--datatype", "uint8"]),
    "named": (1500, 37, ["--name", "text"]),
    "int8": (3000, 48, ["--int8", "0.99"]),
    "int8-dot": (1500, 37, ["--int8", "0.99", "--distance", "Dot"]),
    "int8-euclid": (1500, 37, ["--int8", "0.99", "--distance", "Euclid", "--name", "text"]),
    "int8-manhattan": (1500, 37, ["--int8", "1", "--distance", "Manhattan"]),
    "two-shards": (1500, 37, ["--shards", "2"]),
    "four-shards": (1500, 37, ["--shards", "4", "--int8", "0.99"]),
    "shard": (1500, 37, ["--shards", "3", "--shard", "1"]),
    "segments": (3000, 48, ["--max-segment-size", "200"]),
    "old-server": (1500, 37, ["--server", "1.16"]),
    "wide": (500, 2048, []),
    "hybrid": (1500, 37, ["--bm25", "title"]),
}


def fail(case, message):
    print(f"{case}: {message}", file=sys.stderr)
    raise SystemExit(1)


def make(folder, name, count, width, options):
    """Vectors in groups, ids of both kinds and payloads of every kind of value."""
    noise = np.random.default_rng(count + width)
    centres = noise.standard_normal((24, width))
    vectors = centres[noise.integers(0, 24, count)] + 0.7 * noise.standard_normal((count, width))
    vectors = vectors.astype(np.float32)
    if "uint8" in options:
        vectors = np.clip((vectors + 4) * 30, 0, 255).astype(np.uint8)
    dice = random.Random(count)
    ids, payloads = [], []
    for row in range(count):
        ids.append(str(uuid.UUID(int=dice.getrandbits(128))) if row % 3 else str(row * 1000003))
        payload = {
            "title": " ".join(dice.choice(WORDS) for _ in range(8)),
            "lang": dice.choice(["en", "de", "fr"]),
            "year": dice.randint(-5, 40),
            # More digits than these the engine itself reads a little off.
            "score": round(dice.random() * 100, 3),
            "flag": dice.random() < 0.3,
            "when": f"20{dice.randint(10, 24)}-0{dice.randint(1, 9)}-{dice.randint(10, 28)}T0{dice.randint(0, 9)}:00:00Z",
            "key": str(uuid.UUID(int=dice.getrandbits(8))),
            "tags": [dice.choice("abcdef") for _ in range(dice.randint(0, 3))],
            "nothing": None,
            "deep": {"list": [1, -2.5, "x", None, True, {"more": []}], "object": {}},
            "odd": "\U0001f642\u0000\n\"\\ \u2028",
            "great": 2**63 + row,
        }
        if row % 7 == 0:
            del payload["year"]
        if row % 11 == 0:
            payload["lang"] = [payload["lang"], "xx"]
        if row % 13 == 0:
            payload["flag"] = None
        if row == 5:
            payload["long"] = "".join(dice.choice("abcdefgh ") for _ in range(1 << 20))
        if row % 17 == 16:
            payload = {}
        payloads.append(payload)
    os.makedirs(folder, exist_ok=True)
    paths = [os.path.join(folder, f"{name}.{kind}") for kind in ("npy", "ids", "jsonl")]
    np.save(paths[0], vectors)
    with open(paths[1], "w", encoding="utf-8") as file:
        file.writelines(f"{each}\n" for each in ids)
    with open(paths[2], "w", encoding="utf-8") as file:
        for row, payload in enumerate(payloads):
            file.write(json.dumps(payload, ensure_ascii=row % 2 == 0) + "\n")
    return vectors, ids, payloads, paths


def unpack(snapshot, folder):
    """Does what a server does with an archive; gives the folders of the shards."""
    shutil.rmtree(folder, ignore_errors=True)
    with tarfile.open(snapshot, "r:") as archive:
        archive.extractall(folder, filter="data")
    numbers = sorted(int(name) for name in os.listdir(folder) if name.isdigit())
    shards = [os.path.join(folder, str(number)) for number in numbers] or [folder]
    for shard in shards:
        for segment in os.listdir(os.path.join(shard, "segments")):
            files = os.path.join(shard, "segments", segment, "files")
            for file in os.listdir(files):
                os.rename(os.path.join(files, file), os.path.join(shard, "segments", segment, file))
            os.rmdir(files)
    return shards


def identity(text):
    return int(text) if text.isdigit() else text


def values(payload, field):
    value = payload.get(field)
    return value if isinstance(value, list) else [] if value is None else [value]


def words(text):
    return set(re.findall(r"[^\W_]+", text.lower()))


def check_filters(case, shards, payloads):
    """Filters give as many points as looking at every payload does."""

    def hold(what, condition, rule):
        found = sum(shard.count(qe.CountRequest(exact=True, filter=qe.Filter(must=[condition]))) for shard in shards)
        wanted = sum(bool(rule(payload)) for payload in payloads)
        if found != wanted:
            fail(case, f"{what} finds {found} points, not {wanted}")

    for word in ("en", "xx", "none"):
        hold(f"lang={word}", qe.FieldCondition("lang", match=qe.MatchValue(word)), lambda p: word in values(p, "lang"))
    for word in "af":
        hold(f"tags={word}", qe.FieldCondition("tags", match=qe.MatchValue(word)), lambda p: word in values(p, "tags"))
    for year in (-5, 0, 12, 99):
        hold(f"year={year}", qe.FieldCondition("year", match=qe.MatchValue(year)), lambda p: p.get("year") == year)
    hold("years", qe.FieldCondition("year", range=qe.RangeFloat(gte=3, lt=20)), lambda p: 3 <= p.get("year", -9) < 20)
    hold("scores", qe.FieldCondition("score", range=qe.RangeFloat(gt=25.5, lte=70)), lambda p: 25.5 < p.get("score", 0) <= 70)
    start = "2014-03-11T04:00:00Z"
    hold("dates", qe.FieldCondition("when", range=qe.RangeDateTime(gte=start)), lambda p: p.get("when", "") >= start)
    key = str(uuid.UUID(int=7))
    hold("key", qe.FieldCondition("key", match=qe.MatchValue(key)), lambda p: p.get("key") == key)
    for text in ("alpha rain", "straße", "東京", "gauges the", "absent"):
        wanted = words(text)
        hold(text, qe.FieldCondition("title", match=qe.MatchText(text)), lambda p: wanted <= words(p.get("title", "")))
    hold("null", qe.IsNullCondition("flag"), lambda p: "flag" in p and p["flag"] is None)
    hold("empty", qe.IsEmptyCondition("year"), lambda p: not values(p, "year"))
    for flag in (True, False):
        found = sum(
            hit.count
            for shard in shards
            for hit in shard.facet(qe.FacetRequest(key="flag", limit=10, exact=True)).hits
            if hit.value is flag
        )
        wanted = sum(p.get("flag") is flag for p in payloads)
        if found != wanted:
            fail(case, f"flag={flag} finds {found} points, not {wanted}")


def check_updates(case, shard, width, name):
    """Points that were restored can be changed and deleted: the trap of numbers of operations."""
    records = shard.scroll(qe.ScrollRequest(limit=3))[0]
    vector = [1.0] * width
    new = qe.Point(2**40, {name: vector} if name else vector, {"lang": "en"})
    shard.update(qe.UpdateOperation.upsert_points([new]))
    if not shard.retrieve([2**40], True, False):
        fail(case, "a new point was lost")
    if len(records) < 3:
        return
    first, second, third = (record.id for record in records)
    before = shard.count(qe.CountRequest(exact=True))
    shard.update(qe.UpdateOperation.set_payload([first], {"changed": 1}))
    shard.update(qe.UpdateOperation.delete_points([second]))
    shard.update(qe.UpdateOperation.upsert_points([qe.Point(third, {name: vector} if name else vector, {"new": True})]))
    shard.flush()
    found = {str(r.id): r for r in shard.retrieve([first, second, third], True, False)}
    if found[str(first)].payload.get("changed") != 1 or str(second) in found:
        fail(case, "an update or a removal was lost")
    if found[str(third)].payload != {"new": True}:
        fail(case, "a point was not replaced")
    if shard.count(qe.CountRequest(exact=True)) != before - 1:
        fail(case, "the number of points is wrong after updates")


def check_sparse(case, shards, ids, payloads):
    """Words have the weights that the engine's own maker of sparse vectors gives them."""
    model = qe.Bm25()
    for row in range(0, len(ids), 7):
        wanted = model.embed_document(payloads[row].get("title", ""))
        found = [r for shard in shards for r in shard.retrieve([identity(ids[row])], False, True)][0].vector
        have = found.get("bm25") if isinstance(found, dict) else None
        if have is None:
            if wanted.indices:
                fail(case, f"point {ids[row]} has no words")
            continue
        pairs = [dict(zip(each.indices, each.values)) for each in (wanted, have)]
        if pairs[0].keys() != pairs[1].keys() or any(abs(pairs[0][k] - pairs[1][k]) > 1e-6 for k in pairs[0]):
            fail(case, f"point {ids[row]} has {pairs[1]}, not {pairs[0]}")
    query = model.embed_query("running gauges")
    hits = [h for s in shards for h in s.search(qe.SearchRequest(query=qe.Query.Nearest(query, using="bm25"), limit=5))]
    if len(hits) < 5:
        fail(case, f"a search for words finds {len(hits)} points")


def check_search(case, program, snapshot, shards, vectors, name, has_words):
    """Our own search of the file gives the scores that the engine gives."""

    def ours(*words):
        command = [*program, "search", snapshot, "--json", "--limit", "10", *words]
        result = subprocess.run(command, capture_output=True, text=True)
        if result.returncode not in (0, 1):
            fail(case, result.stderr.strip())
        return [hit["score"] for hit in json.loads(result.stdout)]

    def theirs(query, exact):
        params = qe.SearchParams(exact=exact, quantization=qe.QuantizationSearchParams(ignore=True))
        request = qe.SearchRequest(query=query, limit=10, params=params)
        return [hit.score for shard in shards for hit in shard.search(request)]

    def hold(what, found, wanted, most_wrong=0):
        descends = len(found) < 2 or found[0] >= found[-1]
        wanted = sorted(wanted, reverse=descends)[: len(found)]
        # Scores of different points differ by more than sums do by their order.
        wrong = sum(abs(a - b) > 1e-4 * max(1, abs(b)) for a, b in zip(found, wanted))
        if wrong > most_wrong or len(found) != len(wanted):
            fail(case, f"{what} gives the scores {found}, not {wanted}")

    for row in range(0, len(vectors), max(1, len(vectors) // 5)):
        numbers = [float(number) for number in vectors[row]]
        query = qe.Query.Nearest(numbers, using=name or None)
        text = json.dumps(numbers)
        using = ["--using", name] if name else []
        hold("an exact search", ours("--vector", text, "--exact", *using), theirs(query, True))
        hold("a search", ours("--vector", text, "--ef", "200", *using), theirs(query, True), 1)
    if has_words:
        for words in ("running gauges", "東京 wind"):
            query = qe.Query.Nearest(qe.Bm25().embed_query(words), using="bm25")
            hold(f"'{words}'", ours("--using", "bm25", words), theirs(query, True))


def digests(folder):
    """What must be as it was: the files of the graphs, and that those of other indexes are the same files."""
    found = {}
    for base, _, names in os.walk(folder):
        for name in names:
            if name in ("values_to_points.bin", "data.bin", "postings.dat"):
                found[os.path.join(base, name)] = os.stat(os.path.join(base, name)).st_ino
        if os.path.basename(base).startswith("vector_index"):
            for name in names:
                with open(os.path.join(base, name), "rb") as file:
                    found[os.path.join(base, name)] = hashlib.sha256(file.read()).digest()
    return found


def check_case(packer, folder, case, neighbour):
    count, width, options = CASES[case]
    vectors, ids, payloads, (npy, id_file, jsonl) = make(folder, case, count, width, options)
    snapshot = os.path.join(folder, f"{case}.snapshot")
    command = [*packer, "--vectors", npy, "--payloads", jsonl, "--ids", id_file, "--to", snapshot, *options]
    for field in FIELDS:
        command += ["--index", field]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    with open(snapshot, "rb") as file, open(snapshot + ".checksum", encoding="ascii") as checksum:
        if hashlib.file_digest(file, "sha256").hexdigest() != checksum.read():
            fail(case, "the digest beside the file is not of the file")
    name = options[options.index("--name") + 1] if "--name" in options else ""

    loaded = unpack(snapshot, os.path.join(folder, "unpacked"))
    before = digests(os.path.join(folder, "unpacked"))
    shards = [qe.EdgeShard.load(shard) for shard in loaded]
    total = sum(shard.count(qe.CountRequest(exact=True)) for shard in shards)
    if "--shard" not in options:
        if total != count:
            fail(case, f"{total} points were loaded, not {count}")
        if sum(shard.info().indexed_vectors_count for shard in shards) < (2 if "--bm25" in options else 1) * count * 0.8:
            fail(case, "the graph was not taken")
        check_filters(case, shards, payloads)
        if "--bm25" in options:
            check_sparse(case, shards, ids, payloads)
        if packer[-2:] == ["snapshot", "pack"] and len(shards) == 1:
            check_search(case, packer[:-1], snapshot, shards, vectors, name, "--bm25" in options)
    for shard in shards:
        check_updates(case, shard, width, name)
        shard.close()
    after = digests(os.path.join(folder, "unpacked"))
    if any(after.get(path) != digest for path, digest in before.items()):
        fail(case, "an index was made anew")

    verdict = ""
    if neighbour and "--shard" not in options:
        command = [sys.executable, neighbour, snapshot, "--expect-vectors", npy, "--expect-ids", id_file]
        command += ["--expect-payloads", jsonl]
        if count:
            command += ["--require-index"]
        if count > 1:
            command += ["--min-recall", "0.9", "--match", "lang=en", "--match", "flag=true"]
        # Without graph and vectors nothing is there to be measured.
        result = subprocess.run(command, capture_output=True, text=True)
        if result.returncode != 0:
            fail(case, result.stderr.strip())
        report = json.loads(result.stdout)
        recalls = [v["recall"]["default"] for s in report["shards"] for v in s["search"].values()]
        verdict = f", recall {min(recalls):.3f}" if recalls else ""
        for shard in report["shards"]:
            if shard["warnings"] and case != "segments":
                fail(case, f"warnings: {shard['warnings']}")
    print(f"{case}: {total} points in {len(loaded)} shards, {os.path.getsize(snapshot)} bytes{verdict}")


def main():
    packer, folder = sys.argv[1].split(), sys.argv[2]
    here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "..", "shared", "check", "qdrant_check.py")
    neighbour = os.environ.get("STAMPMILL_QDRANT_CHECK", here)
    if not os.path.isfile(neighbour):
        neighbour = None
    for case in sys.argv[3:] or CASES:
        check_case(packer, folder, case, neighbour)


if __name__ == "__main__":
    main()

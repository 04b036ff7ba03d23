"""Applies the differences of several runs to Qdrant's own engine and compares it with the last run's snapshot.

    check_qdrant_deltas.py PROGRAM FOLDER [CASE...]

The pipeline has both sinks, 'qdrant_points' and 'qdrant_snapshot', and the usual model; where that is not in the store,
nothing is checked and a line says so.
"""

import json
import os
import random
import shutil
import subprocess
import sys

import numpy as np
import qdrant_edge as qe

from check_qdrant import fail, unpack

CASES = {"unnamed": {}, "named": {"vector": "text"}, "hybrid": {"sparse": "bm25"}, "both": {"vector": "text", "sparse": "bm25"}}
TOPICS = "rain gauge station river flood snow pillow radar bucket sensor mast logger battery modem valve".split()


def pipeline(folder, settings):
    shared = {"from": "embed", "payload": {"tenant": "a"}, **settings}
    return {
        "name": "deltas",
        "limits": {"failed": "100%"},
        "stages": {
            "files": {"use": "folder", "path": f"{folder}/in"},
            "parse": {"use": "document", "from": "files"},
            "split": {"use": "by_title", "from": "parse", "max_tokens": "model"},
            "embed": {"use": "transformer", "from": "split", "model": "all-MiniLM-L6-v2"},
            "delta": {"use": "qdrant_points", "to": f"{folder}/out/kb.points", "batch": 7, **shared},
            "store": {"use": "qdrant_snapshot", "to": f"{folder}/out/kb.snapshot", "indexes": {"path": "keyword"}, **shared},
        },
    }


def change(folder, dice):
    """Some documents are new, some are other than before, some are gone."""
    for number in range(20):
        path = os.path.join(folder, "in", f"{number}.md")
        if dice.random() < 0.4:
            sections = [
                f"# {dice.choice(TOPICS)}\n\nThe {dice.choice(TOPICS)} near the {dice.choice(TOPICS)}.\n"
                for _ in range(dice.randint(1, 4))
            ]
            with open(path, "w", encoding="utf-8") as file:
                file.write("\n".join(sections))
        elif dice.random() < 0.2 and os.path.exists(path):
            os.remove(path)


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line)["points"] for line in file]


def apply(shard, path):
    """Does what a server does with the bodies; gives how many points came and went."""
    upserts, deletes = lines(path), lines(path + ".delete")
    for body in upserts:
        points = []
        for point in body:
            vector = point["vector"]
            if isinstance(vector, dict):
                vector = {
                    name: qe.SparseVector(v["indices"], v["values"]) if isinstance(v, dict) else v for name, v in vector.items()
                }
            points.append(qe.Point(point["id"], vector, point["payload"]))
        shard.update(qe.UpdateOperation.upsert_points(points))
    for body in deletes:
        shard.update(qe.UpdateOperation.delete_points(body))
    return sum(map(len, upserts)), sum(map(len, deletes))


def content(shards):
    """Every point of some shards: payload, numbers and words by its id."""
    points = {}
    for shard in shards:
        offset = None
        while True:
            records, offset = shard.scroll(qe.ScrollRequest(limit=100, offset=offset, with_vector=True, with_payload=True))
            for record in records:
                vector = record.vector if isinstance(record.vector, dict) else {"": record.vector}
                numbers, words = {}, {}
                for name, value in vector.items():
                    if isinstance(value, qe.SparseVector):
                        words[name] = dict(zip(value.indices, value.values))
                    else:
                        numbers[name] = np.array(value, np.float32)
                points[str(record.id)] = (record.payload, numbers, words)
            if offset is None:
                break
    return points


def compare(case, found, wanted):
    if found.keys() != wanted.keys():
        fail(case, f"{len(found)} points after all differences, and the snapshot has {len(wanted)}")
    for id, (payload, numbers, words) in wanted.items():
        have = found[id]
        if have[0] != payload:
            fail(case, f"point {id} has the payload {have[0]}, not {payload}")
        if have[1].keys() != numbers.keys() or any(np.abs(have[1][k] - numbers[k]).max() > 1e-6 for k in numbers):
            fail(case, f"point {id} has another vector")
        if have[2].keys() != words.keys() or any(have[2][k].keys() != words[k].keys() for k in words):
            fail(case, f"point {id} has the words {have[2]}, not {words}")


def run(program, folder, *more):
    path = os.path.join(folder, "p.json")
    subprocess.run([program, "run", path, "--quiet", *more], check=True)


def check_case(program, folder, case):
    settings = CASES[case]
    folder = os.path.abspath(os.path.join(folder, "deltas"))
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(os.path.join(folder, "in"))
    shard_folder = os.path.join(folder, "shard")
    os.makedirs(shard_folder)
    with open(os.path.join(folder, "p.json"), "w", encoding="utf-8") as file:
        json.dump(pipeline(folder, settings), file)
    parameters = qe.EdgeVectorParams(size=384, distance=qe.Distance.Cosine)
    name = settings.get("vector", "")
    sparse = {settings["sparse"]: qe.EdgeSparseVectorParams(modifier=qe.Modifier.Idf)} if "sparse" in settings else None
    config = qe.EdgeConfig(vectors={name: parameters} if name else parameters, sparse_vectors=sparse)
    shard = qe.EdgeShard.create(shard_folder, config)
    dice = random.Random(case)
    counts = []
    for _ in range(6):
        change(folder, dice)
        run(program, folder)
        counts.append(apply(shard, os.path.join(folder, "out", "kb.points")))
        loaded = [qe.EdgeShard.load(path) for path in unpack(os.path.join(folder, "out", "kb.snapshot"), os.path.join(folder, "unpacked"))]
        wanted = content(loaded)
        compare(case, content([shard]), wanted)
        for each in loaded:
            each.close()
    if not any(gone for _, gone in counts) or len(wanted) <= counts[-1][0]:
        fail(case, f"nothing was shown by {counts}")
    shard.close()
    print(f"differences, {case}: {counts} came and went, {len(wanted)} points as in the snapshot")


def main():
    program, folder = sys.argv[1:3]
    listed = subprocess.run([program, "models", "list", "--json"], capture_output=True, text=True)
    if "all-MiniLM-L6-v2" not in listed.stdout:
        print("differences were not checked: the model all-MiniLM-L6-v2 is not in the store")
        return
    for case in sys.argv[3:] or CASES:
        check_case(program, folder, case)


if __name__ == "__main__":
    main()

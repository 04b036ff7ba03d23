"""Compares searches with filters on our graphs with those on graphs that Qdrant's own engine makes.

    check_qdrant_filters.py PROGRAM FOLDER [VECTORS.npy]

Without real vectors, some are made by chance. Each has a group, as documents have tenants; searches keep to one group. The
engine's own graph has the same options.
"""

import json
import os
import shutil
import subprocess
import sys

import numpy as np
import qdrant_edge as qe

from check_qdrant import fail, unpack

GROUPS = 12
# name: links of all points, links within groups
CASES = {"as many": (16, None), "more within groups": (8, 24), "tenants": (0, 16), "none within groups": (16, 0)}


def vectors_of(path):
    if path and os.path.isfile(path):
        return np.load(path).astype(np.float32)
    noise = np.random.default_rng(7)
    centres = noise.standard_normal((40, 64))
    vectors = centres[noise.integers(0, 40, 4000)] + 0.8 * noise.standard_normal((4000, 64))
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


def options(m, payload_m):
    return qe.HnswIndexConfig(m=m, ef_construct=100, full_scan_threshold=20, payload_m=payload_m, on_disk=False)


def engine_shard(folder, vectors, groups, m, payload_m):
    """The engine's own graph of the same points."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    parameters = qe.EdgeVectorParams(size=vectors.shape[1], distance=qe.Distance.Cosine)
    optimizers = qe.EdgeOptimizersConfig(indexing_threshold=1)
    config = qe.EdgeConfig(vectors=parameters, hnsw_config=options(m, payload_m), optimizers=optimizers)
    shard = qe.EdgeShard.create(folder, config)
    shard.update(qe.UpdateOperation.create_field_index("group", qe.PayloadSchemaType.Keyword))
    for start in range(0, len(vectors), 500):
        rows = range(start, min(start + 500, len(vectors)))
        points = [qe.Point(row, vectors[row].tolist(), {"group": groups[row]}) for row in rows]
        shard.update(qe.UpdateOperation.upsert_points(points))
    shard.optimize()
    return shard


def recall(shard, vectors, groups, ef):
    """Which share of the nearest within a group searches find."""
    found = 0
    queries = range(0, len(vectors), max(1, len(vectors) // 200))
    names = np.array(groups)
    for number, row in enumerate(queries):
        group = f"g{number % GROUPS}"
        condition = qe.Filter(must=[qe.FieldCondition("group", match=qe.MatchValue(group))])
        request = qe.SearchRequest(
            query=qe.Query.Nearest(vectors[row].tolist()), limit=10, filter=condition, params=qe.SearchParams(hnsw_ef=ef)
        )
        members = np.flatnonzero(names == group)
        nearest = members[np.argsort(-(vectors[members] @ vectors[row]))[:10]]
        found += len({hit.id for hit in shard.search(request)} & set(nearest.tolist()))
    return found / (10 * len(queries))


def main():
    program, folder = sys.argv[1], os.path.join(sys.argv[2], "filters")
    vectors = vectors_of(sys.argv[3] if len(sys.argv) > 3 else "")
    dice = np.random.default_rng(3)
    groups = [f"g{number}" for number in dice.integers(0, GROUPS, len(vectors))]
    os.makedirs(folder, exist_ok=True)
    np.save(os.path.join(folder, "v.npy"), vectors)
    with open(os.path.join(folder, "p.jsonl"), "w", encoding="ascii") as file:
        file.writelines(json.dumps({"group": group}) + "\n" for group in groups)
    for case, (m, payload_m) in CASES.items():
        snapshot = os.path.join(folder, "s.snapshot")
        command = [program, "snapshot", "pack", "--vectors", f"{folder}/v.npy", "--payloads", f"{folder}/p.jsonl"]
        command += ["--to", snapshot, "--index", "group:tenant", "--full-scan-threshold", "20", "--hnsw-m", str(m)]
        if payload_m is not None:
            command += ["--payload-m", str(payload_m)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        subprocess.run([program, "snapshot", "verify", snapshot, "--quiet"], check=True)
        ours = qe.EdgeShard.load(unpack(snapshot, os.path.join(folder, "unpacked"))[0])
        if ours.count(qe.CountRequest(exact=True)) != len(vectors):
            fail(case, "not all points were loaded")
        theirs = engine_shard(os.path.join(folder, "engine"), vectors, groups, m, payload_m)
        line = []
        for ef in (16, 64):
            own, other = recall(ours, vectors, groups, ef), recall(theirs, vectors, groups, ef)
            line.append(f"ef {ef}: {own:.3f}, the engine's own {other:.3f}")
            if own < other - 0.02:
                fail(case, f"searches with a filter find {own:.3f}, and {other:.3f} on the engine's own graph")
        ours.close()
        theirs.close()
        print(f"filters, {case} (m {m}, payload_m {payload_m}): " + "; ".join(line))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Writes vectors as embeddings of texts lie: crowds of like ones, in which few directions hold most.

    make_vectors.py OUT.npy ROWS [WIDTH] [SEED]

Each vector is a topic, a subject within it, and something of its own, in a space of few directions that fade, plus a
little of every direction; all have length 1. Rows come in the order of chance.
"""
import sys

import numpy as np

out, rows = sys.argv[1], int(sys.argv[2])
width = int(sys.argv[3]) if len(sys.argv) > 3 else 384
chance = np.random.default_rng(int(sys.argv[4]) if len(sys.argv) > 4 else 1)
inner = min(width, 96)
fading = (1 + np.arange(inner)) ** -0.4
directions = np.linalg.qr(chance.standard_normal((width, inner)))[0].T * fading[:, None]
topics = chance.standard_normal((60, inner))
subjects = chance.standard_normal((max(60, rows // 40), inner))
parent = chance.integers(0, len(topics), len(subjects))
file = np.lib.format.open_memmap(out, mode="w+", dtype="<f4", shape=(rows, width))
for start in range(0, rows, 10_000):
    count = min(10_000, rows - start)
    subject = chance.integers(0, len(subjects), count)
    point = 0.7 * topics[parent[subject]] + 0.7 * subjects[subject]
    point += 0.8 * chance.standard_normal((count, inner))
    vectors = point @ directions + 0.02 * chance.standard_normal((count, width))
    file[start:start + count] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
file.flush()

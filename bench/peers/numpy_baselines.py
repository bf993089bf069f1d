"""Popularity, item-kNN, EASE and iALS written down once more with numpy and scipy, to hold Segue's against.

usage: numpy_baselines.py TRAIN TEST [--factors 64] [--iterations 12] [--ridge 100] [--regularisation 0.005] [--only ease,ials] [--start FILE]
TRAIN, TEST: user <tab> item <tab> value, without a header. Prints one line of JSON: model -> metrics and seconds.
--start: a file with the item factors to begin iALS with ([items x factors] text), the items in order of their names.
With `implicit` installed its cosine neighbours are measured too.
"""

import argparse
import json
import time

import numpy as np
import scipy.sparse as sp


def read(path):
    with open(path) as file:
        rows = [line.rstrip("\n").split("\t") for line in file if line.strip()]
    return [(row[0], row[1], float(row[2])) for row in rows]


def matrices(train, test):
    users = {name: n for n, name in enumerate(sorted({row[0] for row in train + test}))}
    items = {name: n for n, name in enumerate(sorted({row[1] for row in train + test}))}
    shape = (len(users), len(items))

    def build(rows):
        u = [users[row[0]] for row in rows]
        i = [items[row[1]] for row in rows]
        return sp.csr_matrix(([row[2] for row in rows], (u, i)), shape=shape)

    return build(train), build(test)


def metrics(scores, seen, held_out):
    """Full ranking; recall@k divided by min(k, held out), NDCG with binary gains, means over users with held-out items."""
    scores = np.array(scores, dtype=np.float64)
    scores[seen.nonzero()] = -np.inf
    order = np.argsort(-scores, axis=1, kind="stable")[:, :100]
    discount = 1 / np.log2(np.arange(100) + 2)
    sums = {"recall@20": 0.0, "recall@50": 0.0, "ndcg@20": 0.0, "ndcg@100": 0.0}
    judged = 0
    for user in range(scores.shape[0]):
        wanted = held_out.indices[held_out.indptr[user] : held_out.indptr[user + 1]]
        if len(wanted) == 0:
            continue
        judged += 1
        hits = np.isin(order[user], wanted)
        for k in (20, 50):
            sums[f"recall@{k}"] += hits[:k].sum() / min(k, len(wanted))
        for k in (20, 100):
            sums[f"ndcg@{k}"] += (hits[:k] * discount[: len(hits[:k])]).sum() / discount[: min(k, len(wanted))].sum()
    shown = order[np.diff(held_out.indptr) > 0][:, :20]
    exposure = np.sort(np.bincount(shown.ravel(), minlength=scores.shape[1]))
    n = len(exposure)
    result = {name: value / judged for name, value in sums.items()}
    result["coverage@20"] = float((exposure > 0).mean())
    result["gini"] = float(((2 * np.arange(1, n + 1) - n - 1) * exposure).sum() / (n * exposure.sum()))
    return result


def popularity(values):
    counts = np.asarray((values > 0).sum(axis=0)).ravel()
    return np.tile(counts, (values.shape[0], 1))


def item_knn(values):
    met = (values > 0).astype(np.float64)
    counts = np.maximum(np.asarray(met.sum(axis=0)).ravel(), 1)
    together = met.T @ met
    similarity = sp.diags(counts**-0.5) @ together @ sp.diags(counts**-0.5)
    return (met @ similarity).toarray()


def ease(values, ridge):
    met = (values > 0).astype(np.float64)
    users, items = met.shape
    if items <= users:
        inverse = np.linalg.inv((met.T @ met).toarray() + ridge * np.eye(items))
        weights = -inverse / np.diag(inverse)
        np.fill_diagonal(weights, 0)
        return met @ weights
    # Woodbury: X·P = (X·Xᵀ + λ)⁻¹·X
    solved = np.linalg.solve((met @ met.T).toarray() + ridge * np.eye(users), met.toarray())
    own = np.asarray(met.multiply(solved).sum(axis=0)).ravel()
    return met.toarray() - solved / (1 - own)


def confidence_of(values):
    confidence = values.copy()
    confidence.data = np.log1p(confidence.data)
    entries = np.maximum(np.diff(confidence.indptr), 1)
    mean = np.asarray(confidence.sum(axis=1)).ravel() / entries
    confidence.data /= np.repeat(mean, np.diff(confidence.indptr))
    return confidence


def ials(values, options, start=None, unobserved=0.1):
    factors, regularisation = options.factors, options.regularisation
    by_user = confidence_of(values)
    by_item = by_user.T.tocsr()
    if start is None:
        start = np.random.default_rng(1).normal(0, 0.1 / np.sqrt(factors), (values.shape[1], factors))
    item_factors = start.copy()
    user_factors = np.zeros((values.shape[0], factors))

    def solve(matrix, fixed, solved):
        gram = unobserved * fixed.T @ fixed
        for row in range(matrix.shape[0]):
            at = slice(matrix.indptr[row], matrix.indptr[row + 1])
            vectors, confidence = fixed[matrix.indices[at]], matrix.data[at]
            ridge = regularisation * (confidence.sum() + unobserved * matrix.shape[1]) + 1e-9
            normal = gram + (vectors.T * confidence) @ vectors + ridge * np.eye(factors)
            solved[row] = np.linalg.solve(normal, vectors.T @ confidence)

    for _ in range(options.iterations):
        solve(by_user, item_factors, user_factors)
        solve(by_item, user_factors, item_factors)
    solve(by_user, item_factors, user_factors)
    return user_factors @ item_factors.T


def implicit_cosine(values):
    from implicit.nearest_neighbours import CosineRecommender

    met = (values > 0).astype(np.float64).tocsr()
    model = CosineRecommender(K=met.shape[1])
    model.fit(met, show_progress=False)
    return (met @ model.similarity).toarray()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("train")
    parser.add_argument("test")
    parser.add_argument("--factors", type=int, default=64)
    parser.add_argument("--iterations", type=int, default=12)
    parser.add_argument("--ridge", type=float, default=100)
    parser.add_argument("--regularisation", type=float, default=0.005)
    parser.add_argument("--only", default="popularity,knn,ease,ials,implicit cosine")
    parser.add_argument("--start")
    options = parser.parse_args()
    values, held_out = matrices(read(options.train), read(options.test))
    start = np.loadtxt(options.start).reshape(values.shape[1], options.factors) if options.start else None
    models = {
        "popularity": lambda: popularity(values),
        "knn": lambda: item_knn(values),
        "ease": lambda: ease(values, options.ridge),
        "ials": lambda: ials(values, options, start),
        "implicit cosine": lambda: implicit_cosine(values),
    }
    report = {}
    for name in options.only.split(","):
        started = time.perf_counter()
        try:
            scores = models[name]()
        except ImportError:
            report[name] = None
            continue
        report[name] = {**metrics(scores, values, held_out), "seconds": time.perf_counter() - started}
    print(json.dumps(report))


main()

"""Alternating least squares by `implicit`, for `npm run bench -- als`.

implicit_als.py FOLDER FACTORS ITERATIONS THREADS REGULARISATION cg|cholesky
reads starts.i32, indices.i32, confidence.f32 (CSR, 1 + confidence of the entries) and items.f32 (first item factors);
writes found-listeners.f32 and found-items.f32; prints the seconds, and those of the processor, of each iteration as JSON.
"""

import json
import sys
import time
from os.path import join

import numpy as np
from implicit.cpu.als import AlternatingLeastSquares
from scipy.sparse import csr_matrix

folder, factors, iterations, threads, regularisation, solver = sys.argv[1:]
factors = int(factors)


def read(name, dtype):
    return np.fromfile(join(folder, name), dtype=dtype)


starts = read("starts.i32", "<i4")
items = read("items.f32", "<f4").reshape(-1, factors)
data = (read("confidence.f32", "<f4"), read("indices.i32", "<i4"), starts)
matrix = csr_matrix(data, shape=(len(starts) - 1, len(items)))
model = AlternatingLeastSquares(
    factors=factors,
    regularization=float(regularisation),
    use_cg=solver == "cg",
    iterations=int(iterations),
    num_threads=int(threads),
)
model.user_factors = np.zeros((matrix.shape[0], factors), dtype=np.float32)
model.item_factors = items.copy()
seconds = []
used = [time.process_time()]


def note(_iteration, elapsed, _loss):
    seconds.append(elapsed)
    used.append(time.process_time())


model.fit(matrix, show_progress=False, callback=note)
model.user_factors.astype("<f4").tofile(join(folder, "found-listeners.f32"))
model.item_factors.astype("<f4").tofile(join(folder, "found-items.f32"))
print(json.dumps({"seconds": seconds, "processorSeconds": np.diff(used).tolist()}))

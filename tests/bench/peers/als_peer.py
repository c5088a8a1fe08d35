"""implicit's ALS: sessions are the users; a test session's vector is solved from its items.

    python als_peer.py REQUEST    REQUEST is JSON, see `exchange.ts`
"""

import itertools
import json
import sys
import time
from importlib.metadata import version
from pathlib import Path

import numpy as np
from implicit.cpu.als import AlternatingLeastSquares
from scipy.sparse import csr_matrix
from threadpoolctl import threadpool_limits

from sessions import cost_since, finish, hits_and_mrr, prefixes_of, read_sessions, request_milliseconds, say, split_newest, top_lists

# Tried on the newest training sessions; the best by MRR@20 is fitted again on all of them.
FACTORS = [256, 512]
ALPHA = [40, 160]
REGULARIZATION = 0.01
ITERATIONS = 15

request = json.loads(sys.argv[1])


def matrix_of(sessions, items):
    """[sessions, items], 1 where the session holds the item; items that are not in training have no column."""
    held = [sorted({item for item in session if item < items}) for session in sessions]
    ends = np.cumsum([0] + [len(columns) for columns in held])
    columns = np.array([item for columns in held for item in columns], np.int32)
    return csr_matrix((np.ones(len(columns), np.float32), columns, ends), shape=(len(sessions), items))


def fit(sessions, factors, alpha):
    model = AlternatingLeastSquares(
        factors=factors,
        regularization=REGULARIZATION,
        alpha=alpha,
        iterations=ITERATIONS,
        num_threads=request["threads"],
        random_state=request["seed"],
    )
    model.fit(matrix_of(sessions, request["items"]), show_progress=False)
    return model


def scorer(model):
    def score(prefixes):
        held = matrix_of(prefixes, request["items"])
        vectors = model.recalculate_user(np.arange(len(prefixes)), held)
        return np.atleast_2d(vectors) @ model.item_factors.T

    return score


threadpool_limits(1, "blas")  # as implicit asks for: its own threads do the work
started, cpu_started = time.perf_counter(), time.process_time()
sessions = read_sessions(request["train"])
older, newest = split_newest(sessions, request["validSessions"])
valid_prefixes, targets = zip(*prefixes_of(newest))
tried = {}
for setting in itertools.product(FACTORS, ALPHA):
    hr, tried[setting] = hits_and_mrr(top_lists(scorer(fit(older, *setting)), valid_prefixes, 20)[0], targets)
    say(f"ALS {setting}: HR@20 {hr:.4f}, MRR@20 {tried[setting]:.4f} on validation, {time.process_time() - cpu_started:.0f} s of CPU")
factors, alpha = best = max(tried, key=tried.get)
model = fit(sessions, *best)
told = cost_since(started, cpu_started)

score = scorer(model)
test = [prefix for prefix, _ in prefixes_of(read_sessions(request["test"]))]
items, scores = top_lists(score, test, request["listLength"])
finish(
    Path(request["home"]),
    items,
    scores,
    {
        **told,
        "ended": f"best of {len(tried)} settings, MRR@20 {tried[best]:.4f} on validation",
        "settings": {"factors": factors, "alpha": alpha, "regularization": REGULARIZATION, "iterations": ITERATIONS},
        "modelBytes": 4 * model.item_factors.size,
        "requestMs": request_milliseconds(score, test[:: max(1, len(test) // 300)]),
        "versions": {name: version(name) for name in ("implicit", "numpy", "scipy")},
    },
)

"""What all peers share: sessions in, top lists out. Files are described in `exchange.ts`."""

import json
import resource
import sys
import time
from pathlib import Path

import numpy as np


def read_sessions(path):
    """A session a line, item numbers in order; a line may start with its time and a tab."""
    return [[int(item) for item in line.split("\t")[-1].split()] for line in Path(path).open()]


def prefixes_of(sessions):
    """(prefix, next item) of every session, in the order of the file."""
    return [(session[:length], session[length]) for session in sessions for length in range(1, len(session))]


def split_newest(sessions, newest):
    return sessions[:-newest], sessions[-newest:]


def top_lists(score, prefixes, length, batch=512):
    """Ranks all items. score(prefixes) gives [batch, items], column c being item number c.

    Returns items [prefixes, length] and scores, best first.
    """
    items, scores = [], []
    for start in range(0, len(prefixes), batch):
        matrix = score(prefixes[start : start + batch])
        best = np.argpartition(matrix, -length, axis=1)[:, -length:]
        best_scores = np.take_along_axis(matrix, best, 1)
        order = np.argsort(-best_scores, axis=1, kind="stable")
        items.append(np.take_along_axis(best, order, 1).astype(np.int32))
        scores.append(np.take_along_axis(best_scores, order, 1).astype(np.float32))
    return np.concatenate(items), np.concatenate(scores)


def hits_and_mrr(items, targets, k=20):
    """HR@k and MRR@k of top lists, for choosing on validation sessions."""
    rows, places = np.nonzero(items[:, :k] == np.asarray(targets)[:, None])
    return len(rows) / len(targets), float((1 / (places + 1)).sum()) / len(targets)


def request_milliseconds(score, prefixes, k=20):
    """Median of single requests, top k included."""
    times = []
    for prefix in prefixes:
        started = time.perf_counter()
        top_lists(score, [prefix], k)
        times.append(1000 * (time.perf_counter() - started))
    return float(np.median(times))


def cost_since(started, cpu_started):
    """Of training; Linux counts memory in KiB."""
    return {
        "trainSeconds": time.perf_counter() - started,
        "trainCpuSeconds": time.process_time() - cpu_started,
        "peakBytes": 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
    }


def finish(home, items, scores, told):
    """Writes the top lists and prints what is told of the run as the last line."""
    items.tofile(home / "items.i32")
    scores.tofile(home / "scores.f32")
    print(json.dumps(told))


def say(text):
    print(text, file=sys.stderr, flush=True)

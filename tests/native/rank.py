"""Checks an exported graph and ranks requests with native ONNX Runtime.

    python rank.py DIR    reads graph.onnx, weights.bin and requests.json of DIR, prints the rankings as JSON
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime as ort

home = Path(sys.argv[1])
graph = str(home / "graph.onnx")
onnx.checker.check_model(graph, full_check=True)
session = ort.InferenceSession(graph, providers=["CPUExecutionProvider"])


def rank(request):
    rows = np.array(request["rows"], np.int32)
    items, scores = session.run(
        ["items", "scores"],
        {
            "rows": rows,
            "weights": np.array(request["weights"], np.float32).reshape(len(rows), -1),
            "exclude": np.array(request["exclude"], np.int32),
            "k": np.array([request["k"]], np.int64),
        },
    )
    return {"items": items.tolist(), "scores": [float(score) for score in scores]}


requests = json.loads((home / "requests.json").read_text())
print(json.dumps({"runtime": f"onnxruntime {ort.__version__}", "rankings": [rank(request) for request in requests]}))

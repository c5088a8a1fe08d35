"""Trains one of RecBole's session models and ranks all items for every test prefix.

    python recbole_peer.py REQUEST    REQUEST is JSON, see `exchange.ts`
"""

import json
import sys
import time
from importlib.metadata import version
from pathlib import Path

request = json.loads(sys.argv[1])
del sys.argv[1:]  # RecBole reads the command line too

import torch
from recbole.config import Config
from recbole.data import create_dataset, data_preparation
from recbole.data.interaction import Interaction
from recbole.utils import get_model, get_trainer, init_seed

from sessions import cost_since, finish, prefixes_of, read_sessions, request_milliseconds, say, split_newest, top_lists

# Of every model. Batch size, list length and CE over all items are RecBole-GNN's on Diginetica and CORE's own, but for the
# batch: theirs (4,096 and 2,048) are for logs of 700,000 prefixes; these are a fifth and smaller.
COMMON = {
    "train_batch_size": 128,
    "eval_batch_size": 512,
    "MAX_ITEM_LIST_LENGTH": 20,
    "train_neg_sample_args": None,
    "epochs": 100,
    "stopping_step": 3,
    "valid_metric": "MRR@20",
    "topk": [20],
    "metrics": ["Hit", "MRR"],
}
# SASRec, GRU4Rec: RecBole-GNN's best of its tuning on Diginetica (results/sequential/diginetica.md).
# CORE: props/core_trm.yaml of its authors, which are also those of RecBole.
MODELS = {
    "SASRec": {
        "learning_rate": 0.001,
        "hidden_size": 64,
        "n_layers": 2,
        "n_heads": 2,
        "hidden_dropout_prob": 0.2,
        "attn_dropout_prob": 0.2,
    },
    "GRU4Rec": {
        "learning_rate": 0.01,
        "embedding_size": 64,
        "hidden_size": 128,
        "num_layers": 1,
        "dropout_prob": 0.3,
    },
    "CORE": {
        "learning_rate": 0.001,
        "embedding_size": 100,
        "inner_size": 256,
        "n_layers": 2,
        "n_heads": 2,
        "hidden_dropout_prob": 0.5,
        "attn_dropout_prob": 0.5,
        "sess_dropout": 0.2,
        "item_dropout": 0.2,
        "temperature": 0.07,
    },
}
LONGEST = COMMON["MAX_ITEM_LIST_LENGTH"]


class OutOfTime(Exception):
    pass


def write_atomic(path, prefixes):
    with path.open("w") as file:
        file.write("session_id:token\titem_id_list:token_seq\titem_id:token\n")
        for number, (prefix, target) in enumerate(prefixes):
            file.write(f"{number}\t{' '.join(map(str, prefix[-LONGEST:]))}\t{target}\n")


def prepare(home, train, valid):
    (home / "log").mkdir(parents=True, exist_ok=True)
    parts = {"train": prefixes_of(train), "valid": prefixes_of(valid), "test": prefixes_of(valid)}
    for part, prefixes in parts.items():
        write_atomic(home / "log" / f"log.{part}.inter", prefixes)
    settings = {**COMMON, **MODELS[request["model"]]}
    config = Config(
        model=request["model"],
        dataset="log",
        config_dict={
            **settings,
            "data_path": str(home),
            "checkpoint_dir": str(home / "saved"),
            "benchmark_filename": list(parts),
            "alias_of_item_id": ["item_id_list"],
            "USER_ID_FIELD": "session_id",
            "load_col": {"inter": ["session_id", "item_id_list", "item_id"]},
            "eval_args": {"order": "TO", "mode": "full"},
            "seed": request["seed"],
            "use_gpu": False,
            "state": "ERROR",
            "show_progress": False,
        },
    )
    init_seed(config["seed"], reproducibility=True)
    dataset = create_dataset(config)
    train_data, valid_data, _ = data_preparation(config, dataset)
    model = get_model(config["model"])(config, train_data.dataset)
    return settings, config, dataset, train_data, valid_data, model


def fit(config, model, train_data, valid_data):
    """Until the validation sessions say stop, or the time is up; the best epoch's weights stay. Tells how it ended."""
    torch.autograd.set_detect_anomaly(False)  # one of RecBole's modules switches it on for all: half of the time
    trainer = get_trainer(config["MODEL_TYPE"], config["model"])(config, model)
    started, cpu_started = time.perf_counter(), time.process_time()
    scores = []

    def after_epoch(epoch, score):
        scores.append(float(score))
        seconds = time.process_time() - cpu_started
        say(f"{config['model']} epoch {epoch + 1}: MRR@20 {score:.4f} on validation, {seconds:.0f} s of CPU")
        if seconds * (1 + 1 / len(scores)) > request["cpuSeconds"]:
            raise OutOfTime

    try:
        trainer.fit(train_data, valid_data, verbose=False, callback_fn=after_epoch)
        ended = "early"
    except OutOfTime:
        ended = "by time"
    best = torch.load(trainer.saved_model_file, weights_only=False)
    model.load_state_dict(best["state_dict"])
    return {
        **cost_since(started, cpu_started),
        "ended": f"{ended} after {len(scores)} epochs, best {1 + scores.index(max(scores))}, MRR@20 {max(scores):.4f} on validation",
    }


def scorer(model, dataset, items):
    """score(prefixes) -> [batch, items]; items without a row, and the padding's, score −inf."""
    rows = torch.zeros(items, dtype=torch.long)
    for token, row in dataset.field2token_id["item_id"].items():
        if token != "[PAD]":
            rows[int(token)] = row
    known = rows > 0

    @torch.inference_mode()
    def score(prefixes):
        lists = [[rows[item] for item in prefix if item < items and known[item]][-LONGEST:] for prefix in prefixes]
        padded = torch.zeros(len(lists), LONGEST, dtype=torch.long)
        for line, some in enumerate(lists):
            padded[line, : len(some)] = torch.tensor(some, dtype=torch.long)
        lengths = torch.tensor([max(1, len(some)) for some in lists])
        by_row = model.full_sort_predict(Interaction({"item_id_list": padded, "item_length": lengths}))
        by_item = by_row.view(len(lists), -1)[:, rows]
        by_item[:, ~known] = -torch.inf
        return by_item.numpy()

    return score


home = Path(request["home"])
sessions = read_sessions(request["train"])
test = [prefix for prefix, _ in prefixes_of(read_sessions(request["test"]))]
torch.set_num_threads(request["threads"])
torch.set_flush_denormal(True)
settings, config, dataset, train_data, valid_data, model = prepare(home, *split_newest(sessions, request["validSessions"]))
told = fit(config, model, train_data, valid_data)
model.eval()
score = scorer(model, dataset, request["items"])
items, scores = top_lists(score, test, request["listLength"])
torch.set_num_threads(1)
finish(
    home,
    items,
    scores,
    {
        **told,
        "settings": settings,
        "modelBytes": 4 * sum(weights.numel() for weights in model.parameters()),
        "requestMs": request_milliseconds(score, test[:: max(1, len(test) // 300)]),
        "versions": {name: version(name) for name in ("recbole", "torch", "numpy", "pandas")},
    },
)

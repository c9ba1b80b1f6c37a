"""Train the encoder of frames and stances:

    python -m training.encoder BASE --real FRAMES.jsonl --stances STANCES.jsonl --articles ARTICLES.jsonl [...] \\
        --newsmtsc NEWSMTSC/train.jsonl --out RUN

BASE is a folder with sentence-transformers/all-mpnet-base-v2 (Apache-2.0; Song et al. 2020, arXiv:2004.09297). Its six
lowest layers learn low-rank adapters and two linear heads, of frames and of stances, all tasks at once: frames of the
statements in `seeds/examples/frames.jsonl`, of real ones (FRAMES: id, text, context, frames, frames_alt, source,
doc_id), of our own in the manner of officials (`statements.jsonl` beside this file) and of articles coded whole
(ARTICLES and our own `articles.jsonl`: as `benchmarks/news.py` reads them); stances of the same articles and
statements, of real ones (STANCES: text, context, targets, doc_id), of `seeds/examples/stances.jsonl` and of NewsMTSC;
and the similarities that the whole of BASE sees between statements, so that the encoder stays a good one for other
codebooks.

After the epochs, a last part sees what is nearest to what will be coded once more, at a third of the rate. One document
in ten is held out; its scores are written beside the weights. An epoch takes about 20 minutes on two idle cores. A run
that was stopped goes on with the same command. The forward passes are in bfloat16, so another kind of processor gives
slightly different weights. RUN/model is the folder to ship as src/rejoinder/models/encoder.
"""

import argparse
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch.nn.functional import normalize
from transformers import AutoModel

from rejoinder import paths
from rejoinder.actors.countries import read_countries
from rejoinder.config import compose_run
from training.encoder import sources
from training.encoder.export import export
from training.encoder.heads import write_heads
from training.encoder.learner import Learner
from training.encoder.loop import Plan, TrainingData, cut_batches, draw_batches, draw_last_batches, train
from training.encoder.passages import Passage

FRAME_EXAMPLES, STANCE_EXAMPLES = Path("seeds/examples/frames.jsonl"), Path("seeds/examples/stances.jsonl")
_LAST_RATE = 1 / 3  # of the learning rate, for the last part
_STANCE_COPIES = 2  # of a real statement with a stance in an epoch: they are few


def read_sources(options: argparse.Namespace) -> dict[str, list[Passage]]:
    """Read all passages, by what they are."""
    find = sources.MentionFinder(read_countries(paths.COUNTRIES))
    return {
        "invented": [*sources.read_training_statements(FRAME_EXAMPLES)],
        "officials": [*sources.read_coded_statements(sources.OWN_STATEMENTS, find)],
        "real": [*sources.read_coded_statements(options.real, find)],
        "stances": [*sources.read_coded_stances(options.stances, find)],
        "own stances": [*sources.read_own_stances(STANCE_EXAMPLES)],
        "newsmtsc": [*sources.read_newsmtsc(options.newsmtsc)],
        "articles": sources.read_all_articles(options.articles, find),
    }


@torch.inference_mode()
def compute_vectors(statements: Sequence[Passage], base: Path, tokenizer: Any) -> torch.Tensor:
    """The whole encoder's vectors of statements without their context, of unit length, *shape* (statements, width)."""
    whole: Any = AutoModel.from_pretrained(base, local_files_only=True).eval()
    vectors = torch.zeros(len(statements), whole.config.hidden_size)
    number_of = {id(passage): number for number, passage in enumerate(statements)}
    for batch in cut_batches(statements):
        texts = [passage.text[slice(*passage.statements[0].span)] for passage in batch]
        encoded = tokenizer(texts, padding=True, truncation=True, max_length=128, return_tensors="pt")
        with torch.autocast("cpu", torch.bfloat16):
            states = whole(**encoded)[0].float()
        mask = encoded["attention_mask"][..., None].float()
        vectors[[number_of[id(passage)] for passage in batch]] = normalize((states * mask).sum(1) / mask.sum(1), dim=-1)
    return vectors


def main(options: argparse.Namespace) -> None:
    """Train, and write what ships."""
    torch.manual_seed(options.seed)
    options.out.mkdir(parents=True, exist_ok=True)
    read = read_sources(options)
    learnt = {name: [passage for passage in part if not passage.is_held_out] for name, part in read.items()}
    learner = Learner(options.base, options.layers, options.rank)
    compared = learnt["invented"][::2] + learnt["newsmtsc"][::2]
    cache = options.out / "vectors.npy"
    if not cache.exists():
        np.save(cache, compute_vectors(compared, options.base, learner.tokenizer).numpy())
    statements = [
        *learnt["invented"][1::2],
        *learnt["officials"],
        *learnt["real"],
        *learnt["stances"] * _STANCE_COPIES,
        *learnt["own stances"],
        *learnt["newsmtsc"][1::2],
    ]
    data = TrainingData(
        articles=learnt["articles"],
        statements=statements,
        compared=compared,
        vectors=torch.from_numpy(np.load(cache)),
    )
    rng = random.Random(options.seed)
    batches = [batch for _ in range(options.epochs) for batch in draw_batches(data, rng)]
    last = draw_last_batches(
        [
            *learnt["articles"],
            *learnt["officials"] * 2,
            *learnt["real"],
            *learnt["stances"] * _STANCE_COPIES,
            *learnt["own stances"] * _STANCE_COPIES,
        ],
        rng,
    )
    for name, part, rate in (("first", batches, options.rate), ("last", last, options.rate * _LAST_RATE)):
        train(learner, Plan(batches=part, rate=rate, similarity=options.similarity, saved=options.out / f"{name}.pt"))
    held_out = [passage for name in ("real", "articles") for passage in read[name] if passage.is_held_out]
    codebook = compose_run(["codebook=security_dialogue"], ["codebook"]).load("codebook")
    export(learner, options.base, codebook, options.out / "model")
    write_heads(options.out / "model", learnt["articles"], held_out)


def parse_options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Parse the command line, or what stands for it."""
    parser = argparse.ArgumentParser(
        prog="python -m training.encoder", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("base", type=Path)
    parser.add_argument("--real", type=Path, required=True)
    parser.add_argument("--stances", type=Path, required=True)
    parser.add_argument("--articles", type=Path, nargs="+", required=True)
    parser.add_argument("--newsmtsc", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--rank", type=int, default=16)
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--rate", type=float, default=6e-4)
    parser.add_argument("--similarity", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main(parse_options())

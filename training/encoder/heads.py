"""The heads as they ship, with biases for readings as the pipeline pools them, and the scores of what was held out:

    python -m training.encoder.heads MODEL --real FRAMES.jsonl --articles ARTICLES.jsonl [...]

MODEL is a folder of `python -m training.encoder`, which does this as its last step. The network learned from the mean
of a statement's states, `rejoinder.encoder.heads` pools them by attention: weights stay as they were learned, and the
biases of the frames are set so that the mean probability in the articles is the share of statements that carry the
frame. All is computed on states in int8, as the pipeline has them.
"""

import argparse
import csv
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from safetensors import safe_open
from safetensors.numpy import save_file
from scipy.optimize import brentq
from scipy.special import expit

from rejoinder import paths
from rejoinder.actors.countries import read_countries
from rejoinder.encoder import Encoder
from rejoinder.encoder.articles import SUBWORDS
from rejoinder.encoder.heads import HEADS, weigh_readings
from rejoinder.runtime.checksums import CHECKSUMS
from training.encoder import sources
from training.encoder.learner import find_inside
from training.encoder.passages import FRAMES, Passage

_LARGEST_BIAS = 20.0


class PooledStatements(NamedTuple):
    """Coded statements as the head of the frames reads them.

    Attributes:
        sources: kinds of texts, one for each statement.
        logits: of FRAMES, without biases, *shape* (statements, 4).
        carries: whether they carry them, likewise.
    """

    sources: Sequence[str]
    logits: npt.NDArray[np.float64]
    carries: npt.NDArray[np.bool_]


def write_heads(model: Path, articles: Sequence[Passage], held_out: Sequence[Passage]) -> None:
    """Write heads, held-out scores and checksums beside the weights of an encoder.

    Args:
        model: its folder.
        articles: passages that biases are set on.
        held_out: passages that the encoder did not learn from.
    """
    with safe_open(model / "model.safetensors", "numpy") as file:
        heads = {name: file.get_tensor(name) for name in HEADS}
        metadata = file.metadata()
    pooled = pool_statements(articles, model, heads["frames.weight"])
    heads["frames.bias"] = fit_biases(pooled.logits, pooled.carries).astype(np.float32)
    save_file(heads, model / "heads.safetensors", metadata)
    scored = pool_statements(held_out, model, heads["frames.weight"])
    _write_held_out(model / "held_out.csv", scored, heads["frames.bias"])
    names = ("config.json", "heads.safetensors", "held_out.csv", "model.safetensors", "tokenizer.json")
    sums = (f"{hashlib.sha256((model / name).read_bytes()).hexdigest()}  {name}\n" for name in names)
    (model / CHECKSUMS).write_text("".join(sums), encoding="utf-8")


def pool_statements(passages: Sequence[Passage], model: Path, weights: npt.NDArray[np.float32]) -> PooledStatements:
    """Pool the readings of statements whose frames were coded, the shortest passage first.

    Args:
        passages: some may have no such statement.
        model: folder of the encoder.
        weights: of the head of the frames, *shape* (4, width).
    """
    coded = [passage for passage in passages if any(statement.frames for statement in passage.statements)]
    kinds: list[str] = []
    logits, carries = [np.zeros((0, len(FRAMES)))], [np.zeros((0, len(FRAMES)), bool)]
    encoder = Encoder(model=str(model), max_tokens=SUBWORDS, layers=(1,))
    for index, states, offsets in encoder.compute_states([passage.text for passage in coded], (1,)):
        readings = states[0].astype(np.float64) @ weights.T
        for statement in coded[index].statements:
            inside = find_inside(torch.from_numpy(offsets), [statement.span]).numpy()
            if statement.frames and inside.any():
                logits.append(weigh_readings(readings[inside]).sum(axis=0, keepdims=True))
                carries.append(np.array([statement.frames]) > 0.5)
                kinds.append(coded[index].source)
    return PooledStatements(kinds, np.concatenate(logits), np.concatenate(carries))


def fit_biases(logits: npt.NDArray[np.float64], carries: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    """Fit biases so that the mean probability of each frame is the share of statements that carry it.

    Args:
        logits: without biases, *shape* (statements, frames).
        carries: likewise.

    Returns:
        *Shape* (frames,).
    """
    return np.array(
        [
            brentq(lambda bias, x=x, share=share: expit(x + bias).mean() - share, -_LARGEST_BIAS, _LARGEST_BIAS)
            for x, share in zip(logits.T, carries.mean(axis=0).clip(1e-3, 1 - 1e-3), strict=True)
        ]
    )


def _write_held_out(path: Path, scored: PooledStatements, biases: npt.NDArray[np.float32]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["frame", "source", "score", "truth"])
        for column, frame in enumerate(FRAMES):
            scores = expit(scored.logits[:, column] + biases[column])
            for source, score, carries in zip(scored.sources, scores, scored.carries[:, column], strict=True):
                writer.writerow([frame, source, f"{score:.4f}", int(carries)])


def main(options: argparse.Namespace) -> None:
    """Write the heads of an encoder that was trained."""
    find = sources.MentionFinder(read_countries(paths.COUNTRIES))
    articles = sources.read_all_articles(options.articles, find)
    real = sources.read_coded_statements(options.real, find)
    held_out = [passage for passage in (*real, *articles) if passage.is_held_out]
    write_heads(options.model, [passage for passage in articles if not passage.is_held_out], held_out)


def parse_options(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Parse the command line, or what stands for it."""
    parser = argparse.ArgumentParser(
        prog="python -m training.encoder.heads",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("model", type=Path)
    parser.add_argument("--real", type=Path, required=True)
    parser.add_argument("--articles", type=Path, nargs="+", required=True)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    main(parse_options())

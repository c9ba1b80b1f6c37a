"""Compare layers of the encoder that the frame coder reads.

    python -m benchmarks.layers GOLD.jsonl 1,2,5 1,5 [--whole]

Each argument after GOLD.jsonl names layers, counted from 1 at the encoder's top; all of them go into a statement's
meaning side by side, and only those below the first of them have to be run. Prints the rows that `coders.py` beside
this file prints, for `hybrid`. Run `dvc repro` first.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.coders import ABLATIONS, Data, read_data, report, stacked
from rejoinder import config, paths, tables
from rejoinder.encoder import Encoder

_NAME = "embedding, context, cues, grammar (hybrid)"


def vectors(texts: Sequence[str], encoder: Encoder, layers: Sequence[int]) -> np.ndarray:
    """Vectors of the texts, *shape* (texts, layers, width); zeros of an empty one."""
    known = [text for text in dict.fromkeys(texts) if text]
    made = dict(
        zip(known, replace(encoder, layers=tuple(layers))(known).reshape(len(known), len(layers), -1), strict=True)
    )
    blank = np.zeros_like(made[known[0]])
    return np.array([made.get(text, blank) for text in texts])


def reading(data: Data, everything: Sequence[np.ndarray], at: Sequence[int]) -> Data:
    """The data with the meaning that some of the layers give."""
    own, gold, contexts, others = (part[:, list(at)].reshape(len(part), -1) for part in everything)
    return replace(
        data,
        training=replace(data.training, embeddings=own, contexts=contexts),
        gold=replace(data.gold, embeddings=gold, contexts=others),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("layers", nargs="+", help='such as "1,2,5"')
    parser.add_argument("--whole", action="store_true", help="of the packaged model, not of the pruned one")
    given = parser.parse_args()
    run = config.compose_run([])
    data = read_data(run, [json.loads(line) for line in given.gold.read_text(encoding="utf-8").splitlines()])
    asked = [tuple(map(int, layers.split(","))) for layers in given.layers]
    all_of_them = sorted({layer for layers in asked for layer in layers})
    rows = tables.read(paths.EXAMPLES).to_pylist()
    texts = (
        [item.text for item in data.training.units],
        [item.text for item in data.gold.units],
        [row["context"] for row in rows],
        [" ".join(item.context) for item in data.gold.units],
    )
    encoder = replace(run.load("encoder"), pruned=not given.whole)
    everything = [vectors(part, encoder, all_of_them) for part in texts]
    print("| layers | cross-validation, macro-F1 | calibration error | gold, macro-F1 | gold, F1/alpha by frame |")
    for layers in asked:
        part = reading(data, everything, [all_of_them.index(layer) for layer in layers])
        report(", ".join(map(str, layers)), part, stacked(part, ABLATIONS[_NAME]))


if __name__ == "__main__":
    main()

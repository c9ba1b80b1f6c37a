"""Train the stance network, in two steps:

    python -m training.stance teach NEWSMTSC/train.jsonl --out TEACHER
    python -m training.stance learn NEWSMTSC/train.jsonl --teachers TEACHER/13-2.safetensors TEACHER/13-4.safetensors \\
        --layers 4 --out FOLDER

`teach` learns low-rank adapters (LoRA, Hu et al. 2022, arXiv:2106.09685) of the packaged sentence encoder and a linear
head from the train part of NewsMTSC (Hamborg and Donnay, EACL 2021, MIT licence) and from
`seeds/examples/stances.jsonl`. `learn` makes a smaller network of the encoder's lowest layers (distillation, Hinton,
Vinyals and Dean 2015, arXiv:1503.02531): it begins as the mean of the teachers' weights (Izmailov et al. 2018,
arXiv:1803.05407), and learns from the same labels and from what that mean tells of them and of other noun phrases in
the same texts. One text in ten is held out, and scores on it are printed after each epoch.

An epoch of `teach` takes about two minutes on one core, one of `learn` five. The passes forward are in bfloat16, so
another kind of processor gets a slightly different network. What was learnt after each epoch is in
FOLDER/SEED-EPOCH.safetensors; the one that FOLDER/SHA256SUMS lists (`sha256sum 13-4.safetensors > SHA256SUMS`) is used.
"""

import argparse
import os
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np
import torch
from training.stance import data
from training.stance.learner import Learner
from training.stance.train import Plan, train

from rejoinder.parses import Compact
from rejoinder.stances import network

_MOST = 3  # other noun phrases of a text that the teacher is asked about


def averaged(networks: Sequence[network.Network]) -> network.Network:
    """The network whose weights, factors of low rank included, are the mean of those of some of one run."""
    first = networks[0]
    return network.Network(
        down={name: _mean([known.down[name] for known in networks]) for name in first.down},
        up={name: _mean([known.up[name] for known in networks]) for name in first.up},
        weights=_mean([known.weights for known in networks]),
        bias=_mean([known.bias for known in networks]),
    )


def _mean(arrays: Sequence[network.Floats]) -> network.Floats:
    return np.asarray(np.mean(arrays, axis=0), dtype=np.float32)


def told(items: Sequence[data.Item], teacher: network.Network) -> list[data.Item]:
    """The items with what the teacher tells of them."""
    places = [network.Place(text=item.text, spans=item.spans) for item in items]
    chances, _ = network.tell(teacher, places)
    return [replace(item, told=tuple(row)) for item, row in zip(items, chances.tolist(), strict=True)]


def main(options: argparse.Namespace) -> None:
    """Train, print scores, and save."""
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    items, measured = data.parts(options.corpus, options.dev)
    names = data.names(items)
    plan = Plan(epochs=options.epochs, rate=options.rate, seed=options.seed, out=options.out)
    if options.step == "teach":
        train(Learner(options.rank), data.repeated(items), names, measured, plan)
        return
    teacher = averaged([network.read(path) for path in options.teachers])
    asked = data.unread(items, Compact(models=""), _MOST, random.Random(options.seed))
    learner = Learner(options.rank, options.layers)
    learner.begin_from(teacher)
    train(learner, data.repeated(told([*items, *asked], teacher)), names, measured, plan)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m training.stance",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    steps = parser.add_subparsers(dest="step", required=True)
    for name, epochs in (("teach", 6), ("learn", 4)):
        step = steps.add_parser(name)
        step.add_argument("corpus", type=Path, help="train.jsonl of NewsMTSC")
        step.add_argument("--dev", type=Path, help="another part of NewsMTSC, to measure on after each epoch")
        step.add_argument("--out", type=Path, required=True, help="folder for the networks")
        step.add_argument("--epochs", type=int, default=epochs)
        step.add_argument("--rank", type=int, default=16)
        step.add_argument("--rate", type=float, default=1e-3)
        step.add_argument("--seed", type=int, default=13)
    step.add_argument("--teachers", type=Path, nargs="+", required=True, help="networks of one run of `teach`")
    step.add_argument("--layers", type=int, default=4, help="of the encoder, from below, that the network has")
    return parser.parse_args()


if __name__ == "__main__":
    main(_options())

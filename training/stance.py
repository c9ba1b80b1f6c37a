"""Train stance networks: `python training/stance.py NEWSMTSC/train.jsonl --out FOLDER --seed 13`.

Learns low-rank adapters (LoRA, Hu et al. 2022, arXiv:2106.09685) of the packaged sentence encoder and a linear head
from the train part of NewsMTSC (Hamborg and Donnay, EACL 2021, MIT licence) and from `seeds/examples/stances.jsonl`.
One text in ten is held out, and the neutral threshold that is best on it is printed. An epoch takes about six minutes
on one core; run it with OMP_NUM_THREADS=1. The passes forward are in bfloat16, so another kind of processor gets a
slightly different network. What was learnt after each epoch is in FOLDER/SEED-EPOCH.safetensors; the networks listed in
FOLDER/SHA256SUMS (`sha256sum *.safetensors > SHA256SUMS`) are used, their probabilities averaged.
"""

import argparse
import hashlib
import json
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.numpy import save_file
from sklearn.metrics import f1_score
from torch.nn.functional import cross_entropy, dropout
from transformers import AutoModel, AutoTokenizer

from rejoinder import encoder
from rejoinder.stances import network
from rejoinder.stances.model import LABELS

EXAMPLES = Path("seeds/examples/stances.jsonl")
BATCH = 32
HELD_OUT = 10  # one in so many texts
OWN_COPIES = 3  # an own statement is seen so often in an epoch: they are few, but nearer to what will be coded
SWAPPED = 0.15  # share of training mentions that get another name, so that names carry no stance
SMOOTHING = 0.1
DROPOUT = 0.1
WARMUP = 15  # one in so many steps
LABEL = {2: 0, 4: 1, 6: 2}


@dataclass(frozen=True)
class Item:
    """One target in one text; `label` is an index into LABELS."""

    text: str
    spans: tuple[network.Span, ...]
    label: int
    own: bool

    @property
    def held_out(self) -> bool:
        return int(hashlib.sha256(self.text.encode()).hexdigest(), 16) % HELD_OUT == 0


def newsmtsc(path: Path) -> Iterator[Item]:
    """Targets of a part of NewsMTSC, in order."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for target in row["targets"]:
            mentions = [target, *target.get("further_mentions", [])]
            spans = network.apart([(m["from"], m["to"]) for m in mentions])
            yield Item(row["sentence_normalized"], spans, LABEL[int(target["polarity"])], own=False)


def own(path: Path) -> Iterator[Item]:
    """The project's own statements, in order; the target is where its words first occur."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        start = row["text"].index(row["target"])
        span = (start, start + len(row["target"]))
        yield Item(row["text"], (span,), LABELS.index(row["label"]), own=True)


def swapped(item: Item, names: Sequence[str], rng: random.Random) -> Item:
    """The item with another name for its first mention."""
    (start, end), name = item.spans[0], rng.choice(names)
    shift = len(name) - (end - start)
    rest = tuple((a + shift, b + shift) for a, b in item.spans[1:])
    text = item.text[:start] + name + item.text[end:]
    return Item(text, ((start, start + len(name)), *rest), item.label, item.own)


def batches(items: Sequence[Item], rng: random.Random) -> list[Sequence[Item]]:
    """Batches of texts of about the same length, in random order."""
    order = sorted(items, key=lambda i: (len(i.text) * rng.uniform(0.9, 1.1), i.text))
    made: list[Sequence[Item]] = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    rng.shuffle(made)
    return made


class Learner:
    """The encoder with adapters and a head that learn; the encoder's own weights stay as they are."""

    def __init__(self, rank: int) -> None:
        packaged = encoder.folder(encoder.Encoder(model="", sha256="", max_tokens=256))
        self.tokenizer = AutoTokenizer.from_pretrained(packaged, local_files_only=True)
        self.net = AutoModel.from_pretrained(packaged, local_files_only=True)
        self.net.requires_grad_(False)
        linear = {k: m for k, m in self.net.named_modules() if isinstance(m, torch.nn.Linear) and ".layer." in k}
        self.down = {
            k: torch.nn.Parameter(torch.randn(rank, m.in_features) / m.in_features**0.5) for k, m in linear.items()
        }
        self.up = {k: torch.nn.Parameter(torch.zeros(m.out_features, rank)) for k, m in linear.items()}
        self.head = torch.nn.Linear(network.PARTS * self.net.config.hidden_size, len(LABELS))

    def parameters(self) -> list[torch.nn.Parameter]:
        return [*self.down.values(), *self.up.values(), *self.head.parameters()]

    def logits(self, items: Sequence[Item], drop: float = 0.0) -> torch.Tensor:
        """*Shape* (len(items), 3); `drop` is the share of features left out at random."""
        texts, spans = zip(*(network.marked(i.text, i.spans) for i in items), strict=True)
        how = {"padding": True, "truncation": True, "max_length": 256, "return_tensors": "pt"}
        coded = self.tokenizer(list(texts), return_offsets_mapping=True, **how)
        offsets = coded.pop("offset_mapping").numpy()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = self.net(**coded, output_hidden_states=True).hidden_states
        states = torch.stack([hidden[-layer] for layer in network.LAYERS]).float()
        made = []
        for row, spots in enumerate(spans):
            length = int(coded["attention_mask"][row].sum())
            target = torch.from_numpy(network.inside(offsets[row, :length], spots))
            made.append(network.features(states[:, row, :length], target))
        logits: torch.Tensor = self.head(dropout(torch.stack(made), drop))
        return logits

    def probabilities(self, items: Sequence[Item]) -> tuple[np.ndarray, np.ndarray]:
        """Of the items, sorted by length, *shape* (n, 3), and their labels."""
        self.net.eval()
        items = sorted(items, key=lambda i: len(i.text))
        with torch.no_grad():
            logits = [self.logits(items[i : i + BATCH]) for i in range(0, len(items), BATCH)]
        return torch.cat(logits).softmax(-1).numpy(), np.array([i.label for i in items])

    def save(self, path: Path) -> None:
        tensors: dict[str, torch.Tensor] = {f"{k}.down": v for k, v in self.down.items()}
        tensors |= {f"{k}.up": v for k, v in self.up.items()}
        tensors |= {"head.weights": self.head.weight, "head.bias": self.head.bias}
        save_file({k: v.detach().numpy().astype(np.float16) for k, v in sorted(tensors.items())}, path)


@contextmanager
def adapted(network: Any, down: Mapping[str, Any], up: Mapping[str, Any]) -> Iterator[None]:
    """The encoder's torch network with low-rank matrices (tensors) added to its linear layers while the block runs."""
    modules = dict(network.named_modules())
    handles = [modules[name].register_forward_hook(_adding(down[name], up[name])) for name in sorted(down)]
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()


def _adding(down: Any, up: Any) -> Any:
    def added(module: Any, given: tuple[Any, ...], output: Any) -> Any:
        return output + (given[0] @ down.T) @ up.T

    return added


def epoch(learner: Learner, items: Sequence[Item], names: Sequence[str], rng: random.Random, step: Any) -> float:
    """One pass over the items; `step` takes a loss. Returns the mean loss."""
    learner.net.train()
    seen = [swapped(i, names, rng) if rng.random() < SWAPPED else i for i in items]
    losses = []
    for batch in batches(seen, rng):
        labels = torch.tensor([i.label for i in batch])
        loss = cross_entropy(learner.logits(batch, DROPOUT), labels, label_smoothing=SMOOTHING)
        step(loss)
        losses.append(loss.item())
    return float(np.mean(losses))


def stepper(learner: Learner, rate: float, steps: int) -> Any:
    """AdamW with a linear rise and fall of the learning rate over `steps` steps."""
    optimiser = torch.optim.AdamW(learner.parameters(), lr=rate, weight_decay=0.01)
    warm = max(1, steps // WARMUP)
    slope = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min((s + 1) / warm, max(0.0, (steps - s) / (steps - warm)))
    )

    def step(loss: torch.Tensor) -> None:
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(learner.parameters(), 1.0)
        optimiser.step()
        slope.step()

    return step


def report(name: str, probabilities: np.ndarray, labels: np.ndarray) -> None:
    """Print F1 by the likeliest label."""
    each = f1_score(labels, probabilities.argmax(axis=1), average=None)
    print(f"  {name}: n {len(labels)}, macro-F1 {each.mean():.4f}, each {np.round(each, 3)}", flush=True)


def threshold(probabilities: np.ndarray, labels: np.ndarray) -> tuple[float, float]:
    """The best macro-F1, and the probability of neutral from which a target should count as neutral for it."""
    sides = np.where(probabilities[:, 0] > probabilities[:, 2], 0, 2)
    coded = {float(t): np.where(probabilities[:, 1] >= t, 1, sides) for t in np.arange(0.2, 0.8, 0.02)}
    return max((float(f1_score(labels, guess, average="macro")), t) for t, guess in coded.items())


def main(options: argparse.Namespace) -> None:
    """Train, print the scores after each epoch, and save."""
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    rng = random.Random(options.seed)
    items = [*newsmtsc(options.corpus), *own(EXAMPLES)]
    kept = [i for i in items if not i.held_out for _ in range(OWN_COPIES if i.own else 1)]
    names = sorted({i.text[slice(*i.spans[0])] for i in items if not i.own})
    measured = {
        "held out, NewsMTSC": [i for i in items if i.held_out and not i.own],
        "held out, own": [i for i in items if i.held_out and i.own],
        **({"dev": [*newsmtsc(options.dev)]} if options.dev else {}),
    }
    options.out.mkdir(parents=True, exist_ok=True)
    learner = Learner(options.rank)
    step = stepper(learner, options.rate, options.epochs * -(-len(kept) // BATCH))
    with adapted(learner.net, learner.down, learner.up):
        for number in range(1, options.epochs + 1):
            begun = time.time()
            loss = epoch(learner, kept, names, rng, step)
            print(f"epoch {number}: loss {loss:.4f}, {time.time() - begun:.0f} s", flush=True)
            for name, part in measured.items():
                report(name, *learner.probabilities(part))
            learner.save(options.out / f"{options.seed}-{number}.safetensors")
        for name, part in measured.items():
            print(name, "macro-F1, threshold:", threshold(*learner.probabilities(part)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="train.jsonl of NewsMTSC")
    parser.add_argument("--dev", type=Path, help="another part of NewsMTSC, to measure on after each epoch")
    parser.add_argument("--out", type=Path, required=True, help="folder for the networks")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rank", type=int, default=16)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=13)
    main(parser.parse_args())

"""Step `parser`: tags and trees over the encoder's states, as a task of the training loop."""

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from rejoinder.encoder import checkpoint
from rejoinder.parser.labeller import Labeller
from rejoinder.parser.network import Labels, ParserNetwork, Sizes, classify_shape
from training.parser import conllu
from training.parser.conllu import DEPREL, FEATS, FORM, HEAD, UPOS, XPOS, Sentence
from training.parser.evaluate import score
from training.parser.loop import seed_epoch

_COLUMNS = {"upos": UPOS, "xpos": XPOS, "feats": FEATS, "deprel": DEPREL}


@dataclass(frozen=True, kw_only=True)
class TreeSettings:
    """Settings of the step.

    Attributes:
        sizes: of the network.
        dropout: in [0, 1].
        rate: highest learning rate.
        decay: of the weights.
        words: in a batch.
    """

    sizes: Sizes
    dropout: float
    rate: float
    decay: float
    words: int


@dataclass(frozen=True)
class _Example:
    """A sentence: where its words stand among all, their shapes, and their labels as numbers."""

    begin: int
    shapes: Tensor
    labels: dict[str, Tensor]
    heads: Tensor

    @property
    def length(self) -> int:
        return len(self.shapes)


class Task:
    """The network as a task of the training loop."""

    def __init__(self, settings: TreeSettings, train: Path, dev: Path, states: tuple[Path, Path], seed: int) -> None:
        """Take training and development data in CoNLL-U, and the files that step `states` made of them."""
        torch.manual_seed(seed)
        sentences = conllu.read(train)
        self.settings, self.seed, self.gold, self.dev = settings, seed, dev, conllu.read(dev)
        self.labels = Labels(**{name: _collect(sentences, column) for name, column in _COLUMNS.items()})
        self.states, self.dev_states = np.load(states[0], mmap_mode="r"), np.load(states[1], mmap_mode="r")
        self.examples = list(_build_examples(sentences, self.labels))
        self.model = ParserNetwork(settings.sizes, self.labels, settings.dropout)
        parameters = self.model.parameters()
        optimizer = torch.optim.AdamW(parameters, lr=settings.rate, betas=(0.9, 0.95), weight_decay=settings.decay)
        self.optimizers: list[torch.optim.Optimizer] = [optimizer]

    def epoch(self, number: int) -> Iterator[list[_Example]]:
        seed_epoch(number, self.seed)
        for batch in draw_batches([example.length for example in self.examples], self.settings.words):
            yield [self.examples[index] for index in batch]

    def update(self, batch: Sequence[_Example]) -> float:
        self.model.train()
        loss = self._compute_loss(batch)
        (optimizer,) = self.optimizers
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.model.parameters(), 5.0)
        optimizer.step()
        return loss.item()

    def _compute_loss(self, batch: Sequence[_Example]) -> Tensor:
        network, lengths = self.model, [example.length for example in batch]
        states = np.concatenate([self.states[e.begin : e.begin + e.length] for e in batch]).astype(np.float32)
        mixed = network.mix_layers(torch.from_numpy(states).transpose(0, 1))
        words = network.read_words(mixed, torch.cat([example.shapes for example in batch]))
        sentences = [network.read_sentence(part) for part in torch.split(words, lengths)]
        scores = network.score_tags(words, torch.cat([sentence[1:] for sentence in sentences]))
        gold = {name: torch.cat([example.labels[name] for example in batch]) for name in _COLUMNS}
        loss = sum(
            (cross_entropy(s, gold[name]) for s, name in zip(scores, ("upos", "xpos", "feats"), strict=True)),
            torch.zeros(()),
        )
        ends = network.project(torch.cat(sentences))
        places = [length + 1 for length in lengths]
        heads = zip(torch.split(ends.dependent_arcs, places), torch.split(ends.head_arcs, places), batch, strict=True)
        of_heads = [cross_entropy(network.score_heads(d, h), e.heads, reduction="sum") for d, h, e in heads]
        loss = loss + torch.stack(of_heads).sum() / sum(lengths)
        begins = np.cumsum([0, *places[:-1]]).tolist()
        dependents = torch.cat([torch.arange(b + 1, b + 1 + n) for b, n in zip(begins, lengths, strict=True)])
        chosen = torch.cat([example.heads + begin for example, begin in zip(batch, begins, strict=True)])
        relations = network.score_relations(ends.dependent_relations[dependents], ends.head_relations[chosen])
        return loss + cross_entropy(relations, gold["deprel"])

    def evaluate(self) -> dict[str, float]:
        labeller, begin, labelled = Labeller(self.model.eval(), self.labels), 0, []
        for sentence in self.dev:
            states = self.dev_states[begin : begin + len(sentence.words)].astype(np.float32)
            begin += len(states)
            vectors = labeller.mix_layers(np.ascontiguousarray(states.transpose(1, 0, 2)))
            labelled.append(_label(sentence, labeller, vectors))
        text = conllu.format_sentences(labelled)
        return score(self.gold, text, "UPOS", "XPOS", "UFeats", "UAS", "LAS")

    def save(self, path: Path) -> None:
        """Write what ships: weights in half precision, with the names of the labels and the encoder they belong to."""
        weights = {name: part.detach().half().contiguous() for name, part in self.model.state_dict().items()}
        encoder = checkpoint.hash_weights(checkpoint.find_folder(""))
        metadata = {"labels": json.dumps(asdict(self.labels)), "sizes": json.dumps(asdict(self.settings.sizes))}
        save_file(weights, path, metadata | {"encoder": encoder})


def draw_batches(lengths: Sequence[int], words: int) -> list[list[int]]:
    """Group sentences of about the same length into batches.

    Args:
        lengths: of the sentences, in words.
        words: of a batch, about.

    Returns:
        Indices of the sentences of each batch, in random order.
    """
    order = sorted(range(len(lengths)), key=lambda index: lengths[index] * random.uniform(0.9, 1.1) + random.random())
    batches: list[list[int]] = [[]]
    count = 0
    for index in order:
        if count >= words:
            batches.append([])
            count = 0
        batches[-1].append(index)
        count += lengths[index]
    random.shuffle(batches)
    return batches


def _collect(sentences: Sequence[Sentence], column: int) -> list[str]:
    return sorted({word[column] for sentence in sentences for word in sentence.words})


def _build_examples(sentences: Sequence[Sentence], labels: Labels) -> Iterator[_Example]:
    numbers = {name: {label: n for n, label in enumerate(getattr(labels, name))} for name in _COLUMNS}
    begin = 0
    for sentence in sentences:
        words = sentence.words
        yield _Example(
            begin,
            torch.tensor([classify_shape(word[FORM]) for word in words]),
            {name: torch.tensor([numbers[name][word[column]] for word in words]) for name, column in _COLUMNS.items()},
            torch.tensor([int(word[HEAD]) for word in words]),
        )
        begin += len(words)


def _label(sentence: Sentence, labeller: Labeller, vectors: np.ndarray) -> Sentence:
    """A copy of a sentence with the network's labels."""
    labels = iter(labeller([word[FORM] for word in sentence.words], vectors))
    rows = [list(row) for row in sentence.rows]
    for row in rows:
        if "-" not in row[conllu.ID]:
            row[UPOS], row[XPOS], row[FEATS], head, row[DEPREL] = next(labels)
            row[HEAD] = str(head)
    return Sentence(rows=rows, document=sentence.document, opens=sentence.opens)

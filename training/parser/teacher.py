"""Step `teacher`: a larger parser, the sentence encoder tuned on the treebanks; it labels text for the small ones.

The encoder reads a sentence's word pieces; a word is the mean of its pieces, a mixture of all layers, with the shape of
its letters (the encoder knows no capitals) and a bidirectional LSTM over both. Tags, features, heads and relations are
learnt together, the latter two by a biaffine parser (Dozat and Manning 2017, arXiv:1611.01734).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from stanza.models.common import utils
from torch import Tensor, nn
from torch.nn import functional

from rejoinder import encoder
from rejoinder.parser.batched.trees import find_best_tree
from training.parser import conllu
from training.parser.conllu import DEPREL, FEATS, FORM, HEAD, UPOS, XPOS, Sentence
from training.parser.tasks import chunks, scores, seed_epoch

TAGS = (UPOS, XPOS, FEATS)
_SHAPES = ("lower", "title", "upper", "mixed", "number", "other")
_MOST_PIECES = 250  # of a sentence; the encoder has 512 places and learnt with 256


@dataclass(frozen=True, kw_only=True)
class Teacher:
    """Settings: widths, dropout, learning rates of the encoder and of what is new, word pieces in a batch."""

    hidden: int
    arc: int
    relation: int
    dropout: float
    rate: float
    new_rate: float
    pieces: int


Labels = dict[int, list[str]]  # of each labelled column, in the order of the network's outputs


def labels(sentences: Sequence[Sentence]) -> Labels:
    """Every label of each column, sorted."""
    return {
        column: sorted({word[column] for sentence in sentences for word in sentence.words})
        for column in (*TAGS, DEPREL)
    }


def shape(form: str) -> int:
    """The index of a word's shape in `_SHAPES`."""
    if any(letter.isdigit() for letter in form):
        return 4
    if not any(letter.isalpha() for letter in form):
        return 5
    if form.islower():
        return 0
    if form[:1].isupper() and (len(form) == 1 or form[1:].islower()):
        return 1
    return 2 if form.isupper() else 3


class Network(nn.Module):
    """The encoder and what is on top of it."""

    def __init__(self, method: Teacher, kept: Labels) -> None:
        from transformers import AutoModel, AutoTokenizer

        super().__init__()
        folder = encoder.PACKAGED.folder
        self.pieces = AutoTokenizer.from_pretrained(folder, local_files_only=True)
        self.encoder = AutoModel.from_pretrained(folder, local_files_only=True, add_pooling_layer=False)
        layers, width = self.encoder.config.num_hidden_layers + 1, self.encoder.config.hidden_size
        self.mixture = nn.Parameter(torch.zeros(layers))
        self.shapes = nn.Embedding(len(_SHAPES), 32)
        self.context = nn.LSTM(width + 32, method.hidden, batch_first=True, bidirectional=True)
        both = 2 * method.hidden
        self.root = nn.Parameter(torch.randn(both) / both**0.5)
        self.tags = nn.ModuleList(nn.Linear(both, len(kept[column])) for column in TAGS)
        self.below, self.above = (nn.Linear(both, method.arc + method.relation) for _ in range(2))
        self.arcs = nn.Parameter(torch.zeros(method.arc + 1, method.arc))
        self.relations = nn.Parameter(torch.zeros(len(kept[DEPREL]), method.relation + 1, method.relation + 1))
        self.drop = nn.Dropout(method.dropout)
        self.arc = method.arc

    def new(self) -> list[nn.Parameter]:
        """Parameters that are not the encoder's."""
        return [part for name, part in self.named_parameters() if not name.startswith("encoder.")]

    def states(self, forms: Sequence[Sequence[str]]) -> Tensor:
        """Of each word, after the root: *shape* (sentences, 1 + most words, 2 x hidden)."""
        coded = self.pieces([list(row) for row in forms], is_split_into_words=True, padding=True, return_tensors="pt")
        with torch.autocast("cpu", dtype=torch.bfloat16):
            layers = self.encoder(**coded, output_hidden_states=True).hidden_states
        mixed = (torch.stack(layers).float() * self.mixture.softmax(0).view(-1, 1, 1, 1)).sum(0)
        most = max(map(len, forms))
        share = torch.zeros(len(forms), most, mixed.shape[1])
        for row, _ in enumerate(forms):
            for place, word in enumerate(coded.word_ids(row)):
                if word is not None:
                    share[row, word, place] = 1
        share = share / share.sum(2, keepdim=True).clamp(min=1)
        shapes = torch.full((len(forms), most), len(_SHAPES) - 1)
        for row, sentence in enumerate(forms):
            shapes[row, : len(sentence)] = torch.tensor([shape(form) for form in sentence])
        words = torch.cat([torch.bmm(share, mixed), self.shapes(shapes)], 2)
        lengths = torch.tensor([len(sentence) for sentence in forms])
        packed = nn.utils.rnn.pack_padded_sequence(self.drop(words), lengths, batch_first=True, enforce_sorted=False)
        read, _ = nn.utils.rnn.pad_packed_sequence(self.context(packed)[0], batch_first=True)
        return torch.cat([self.root.expand(len(forms), 1, -1), read], 1)

    def heads(self, below: Tensor, above: Tensor, lengths: Sequence[int]) -> Tensor:
        """Scores of each place (0 the root) as each word's head: *shape* (sentences, words, 1 + words)."""
        one = functional.pad(below[..., : self.arc], (0, 1), value=1.0)
        found = one @ self.arcs @ above[..., : self.arc].transpose(1, 2)
        size = found.shape[1]
        none = torch.eye(size, dtype=torch.bool).expand_as(found) | (
            torch.arange(size) > torch.tensor(lengths).unsqueeze(1)
        ).unsqueeze(1)
        return found.masked_fill(none, -1e4)[:, 1:]

    def projections(self, states: Tensor) -> tuple[Tensor, Tensor]:
        """Each place as a dependent and as a head."""
        return tuple(self.drop(functional.gelu(part(self.drop(states)))) for part in (self.below, self.above))

    def relation(self, below: Tensor, above: Tensor) -> Tensor:
        """Scores of each relation of pairs of a dependent and its head: *shape* (pairs, relations)."""
        one, other = (functional.pad(part[..., self.arc :], (0, 1), value=1.0) for part in (below, above))
        return torch.einsum("pi,rij,pj->pr", one, self.relations, other)


class Task:
    """The teacher as a task of the training loop."""

    def __init__(self, method: Teacher, train: Path, dev: Path, seed: int) -> None:
        utils.set_random_seed(seed)
        sentences = conllu.read(train)
        self.method, self.seed, self.kept = method, seed, labels(sentences)
        self.numbers = {
            column: {label: number for number, label in enumerate(kept)} for column, kept in self.kept.items()
        }
        self.model = network = Network(method, self.kept)
        self.sizes = fitting(network, sentences)
        self.sentences = [sentences[index] for index in self.sizes]
        self.gold, self.dev = dev, conllu.read(dev)
        groups = [
            {"params": list(network.encoder.parameters()), "lr": method.rate},
            {"params": network.new(), "lr": method.new_rate},
        ]
        self.optimizers: list[torch.optim.Optimizer] = [torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01)]

    def epoch(self, number: int) -> Iterator[list[Sentence]]:
        seed_epoch(number, self.seed)
        for chunk in chunks(list(self.sizes.values()), self.method.pieces):
            yield [self.sentences[index] for index in chunk]

    def update(self, batch: Sequence[Sentence]) -> float:
        self.model.train()
        loss = self._loss(batch)
        for optimizer in self.optimizers:
            optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.model.parameters(), 5.0)
        for optimizer in self.optimizers:
            optimizer.step()
        return loss.item()

    def _loss(self, batch: Sequence[Sentence]) -> Tensor:
        words = [sentence.words for sentence in batch]
        states = self.model.states([[word[FORM] for word in row] for row in words])
        kept = torch.zeros(states.shape[:2], dtype=torch.bool)
        for number, row in enumerate(words):
            kept[number, 1 : 1 + len(row)] = True
        flat = [word for row in words for word in row]
        loss = torch.zeros(())
        for column, layer in zip(TAGS, self.model.tags, strict=True):
            gold = torch.tensor([self.numbers[column][word[column]] for word in flat])
            loss = loss + functional.cross_entropy(layer(self.model.drop(states[kept])), gold)
        below, above = self.model.projections(states)
        scored = self.model.heads(below, above, [len(row) for row in words])[kept[:, 1:]]
        heads = torch.tensor([int(word[HEAD]) for word in flat])
        loss = loss + functional.cross_entropy(scored, heads)
        rows = kept.nonzero()[:, 0]
        gold = torch.tensor([self.numbers[DEPREL][word[DEPREL]] for word in flat])
        return loss + functional.cross_entropy(self.model.relation(below[kept], above[rows, heads]), gold)

    def evaluate(self) -> dict[str, float]:
        found = labelled(self.model, self.kept, self.dev, self.method.pieces)
        text = conllu.as_text(sentence for sentence, _ in found)
        return scores(str(self.gold), text, "UPOS", "XPOS", "UFeats", "UAS", "LAS")

    def save(self, path: Path) -> None:
        torch.save({"model": self.model.state_dict(), "labels": self.kept, "method": vars(self.method)}, path)


def load(path: Path) -> tuple[Network, Labels, int]:
    """A saved teacher, its labels, and the word pieces in a batch."""
    state = torch.load(path, weights_only=True)
    method = Teacher(**state["method"])
    model = Network(method, state["labels"])
    model.load_state_dict(state["model"])
    return model, state["labels"], method.pieces


def fitting(model: Network, sentences: Sequence[Sentence]) -> dict[int, int]:
    """Word pieces by index of the sentences that the encoder can read whole."""
    sizes = (
        len(model.pieces([word[FORM] for word in sentence.words], is_split_into_words=True).input_ids)
        for sentence in sentences
    )
    return {index: size for index, size in enumerate(sizes) if size <= _MOST_PIECES}


@torch.no_grad()
def labelled(model: Network, kept: Labels, sentences: Sequence[Sentence], pieces: int) -> list[tuple[Sentence, float]]:
    """Copies with the network's tags, features, heads and relations, in order, and the mean probability of the heads.

    A sentence that the encoder cannot read whole comes back as it was, with probability 0.
    """
    model.eval()
    made: list[tuple[Sentence, float]] = [(sentence, 0.0) for sentence in sentences]
    sizes = fitting(model, sentences)
    readable = list(sizes)
    for chunk in filter(None, chunks(list(sizes.values()), pieces)):
        batch = [readable[index] for index in chunk]
        for index, found in zip(batch, _labelled(model, kept, [sentences[i] for i in batch]), strict=True):
            made[index] = found
    return made


def _labelled(model: Network, kept: Labels, batch: Sequence[Sentence]) -> Iterator[tuple[Sentence, float]]:
    lengths = [len(sentence.words) for sentence in batch]
    states = model.states([[word[FORM] for word in sentence.words] for sentence in batch])
    below, above = model.projections(states)
    scored = model.heads(below, above, lengths).log_softmax(2)
    tags = [layer(states[:, 1:]).argmax(2) for layer in model.tags]
    for number, (sentence, length) in enumerate(zip(batch, lengths, strict=True)):
        found = scored[number, :length, : length + 1]
        heads = torch.tensor(tree(found))
        relations = model.relation(below[number, 1 : length + 1], above[number, heads])
        relations[:, kept[DEPREL].index("root")] = -1e4
        rows = [list(row) for row in sentence.rows]
        for place, row in enumerate(row for row in rows if "-" not in row[conllu.ID]):
            for column, layer in zip(TAGS, tags, strict=True):
                row[column] = kept[column][layer[number, place]]
            row[HEAD] = str(int(heads[place]))
            row[DEPREL] = kept[DEPREL][relations[place].argmax()] if heads[place] else "root"
        sure = float(found.gather(1, heads.unsqueeze(1)).exp().mean())
        yield Sentence(rows=rows, document=sentence.document, opens=sentence.opens), sure


def tree(scored: Tensor) -> list[int]:
    """Heads of the best tree with one root, from scores of *shape* (words, 1 + words)."""
    square = functional.pad(scored, (0, 0, 1, 0)).numpy()
    return [int(head) for head in find_best_tree(square)[1:]]

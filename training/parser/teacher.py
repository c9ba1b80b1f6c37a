"""Step `teacher`: a larger parser, the sentence encoder tuned on the treebanks; it labels text for the small ones."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from stanza.models.common import utils
from torch import Tensor, nn
from torch.nn import functional

from rejoinder.parser.batched.trees import find_best_tree
from training.parser import conllu
from training.parser.conllu import DEPREL, FORM, HEAD, Sentence
from training.parser.tasks import draw_batches, score, seed_epoch
from training.parser.teacher_network import TAGS, Labels, Network, Teacher

_MAX_SUBWORDS = 250  # of a sentence; the encoder has 512 positions and learnt with 256


def collect_labels(sentences: Sequence[Sentence]) -> Labels:
    """Collect every label of each column, sorted."""
    return {
        column: sorted({word[column] for sentence in sentences for word in sentence.words})
        for column in (*TAGS, DEPREL)
    }


class Task:
    """The teacher as a task of the training loop."""

    def __init__(self, method: Teacher, train: Path, dev: Path, seed: int) -> None:
        utils.set_random_seed(seed)
        sentences = conllu.read(train)
        self.method, self.seed, self.labels = method, seed, collect_labels(sentences)
        self.classes = {
            column: {label: number for number, label in enumerate(names)} for column, names in self.labels.items()
        }
        self.model = network = Network(method, self.labels)
        self.sizes = count_subwords(network, sentences)
        self.sentences = [sentences[index] for index in self.sizes]
        self.gold, self.dev = dev, conllu.read(dev)
        groups = [
            {"params": list(network.encoder.parameters()), "lr": method.rate},
            {"params": network.get_new_parameters(), "lr": method.new_rate},
        ]
        self.optimizers: list[torch.optim.Optimizer] = [torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01)]

    def epoch(self, number: int) -> Iterator[list[Sentence]]:
        seed_epoch(number, self.seed)
        for batch in draw_batches(list(self.sizes.values()), self.method.subwords):
            yield [self.sentences[index] for index in batch]

    def update(self, batch: Sequence[Sentence]) -> float:
        self.model.train()
        loss = self._compute_loss(batch)
        for optimizer in self.optimizers:
            optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.model.parameters(), 5.0)
        for optimizer in self.optimizers:
            optimizer.step()
        return loss.item()

    def _compute_loss(self, batch: Sequence[Sentence]) -> Tensor:
        sentences = [sentence.words for sentence in batch]
        states = self.model.compute_states([[word[FORM] for word in words] for words in sentences])
        real = torch.zeros(states.shape[:2], dtype=torch.bool)  # positions of words
        for row, words in enumerate(sentences):
            real[row, 1 : 1 + len(words)] = True
        flat = [word for words in sentences for word in words]
        loss = torch.zeros(())
        for column, layer in zip(TAGS, self.model.tags, strict=True):
            gold = torch.tensor([self.classes[column][word[column]] for word in flat])
            loss = loss + functional.cross_entropy(layer(self.model.drop(states[real])), gold)
        below, above = self.model.project(states)
        head_scores = self.model.score_heads(below, above, [len(words) for words in sentences])[real[:, 1:]]
        heads = torch.tensor([int(word[HEAD]) for word in flat])
        loss = loss + functional.cross_entropy(head_scores, heads)
        rows = real.nonzero()[:, 0]
        gold = torch.tensor([self.classes[DEPREL][word[DEPREL]] for word in flat])
        return loss + functional.cross_entropy(self.model.score_relations(below[real], above[rows, heads]), gold)

    def evaluate(self) -> dict[str, float]:
        labelled = label(self.model, self.labels, self.method.subwords, self.dev)
        text = conllu.format_sentences(sentence for sentence, _ in labelled)
        return score(str(self.gold), text, "UPOS", "XPOS", "UFeats", "UAS", "LAS")

    def save(self, path: Path) -> None:
        torch.save({"model": self.model.state_dict(), "labels": self.labels, "method": vars(self.method)}, path)


def load(path: Path) -> tuple[Network, Labels, int]:
    """Load a saved teacher, its labels, and the subwords in a batch."""
    state = torch.load(path, weights_only=True)
    method = Teacher(**state["method"])
    model = Network(method, state["labels"])
    model.load_state_dict(state["model"])
    return model, state["labels"], method.subwords


def count_subwords(model: Network, sentences: Sequence[Sentence]) -> dict[int, int]:
    """Count the subwords of the sentences that the encoder can read in full, by index."""
    sizes = (
        len(model.tokenizer([word[FORM] for word in sentence.words], is_split_into_words=True).input_ids)
        for sentence in sentences
    )
    return {index: size for index, size in enumerate(sizes) if size <= _MAX_SUBWORDS}


@torch.no_grad()
def label(model: Network, labels: Labels, subwords: int, sentences: Sequence[Sentence]) -> list[tuple[Sentence, float]]:
    """Label sentences by the network.

    Args:
        model: the network.
        labels: names of its outputs.
        subwords: in a batch.
        sentences: to label; their own labels are not read.

    Returns:
        Copies with tags, features, heads and relations, in order, and the mean probability of their heads, in [0, 1].
        A sentence too long for the encoder is returned unchanged, with probability 0.
    """
    model.eval()
    labelled: list[tuple[Sentence, float]] = [(sentence, 0.0) for sentence in sentences]
    sizes = count_subwords(model, sentences)
    readable = list(sizes)
    for batch in filter(None, draw_batches(list(sizes.values()), subwords)):
        indices = [readable[position] for position in batch]
        results = _label_batch(model, labels, [sentences[index] for index in indices])
        for index, result in zip(indices, results, strict=True):
            labelled[index] = result
    return labelled


def _label_batch(model: Network, labels: Labels, batch: Sequence[Sentence]) -> Iterator[tuple[Sentence, float]]:
    lengths = [len(sentence.words) for sentence in batch]
    states = model.compute_states([[word[FORM] for word in sentence.words] for sentence in batch])
    below, above = model.project(states)
    head_scores = model.score_heads(below, above, lengths).log_softmax(2)
    tags = [layer(states[:, 1:]).argmax(2) for layer in model.tags]
    for number, (sentence, length) in enumerate(zip(batch, lengths, strict=True)):
        scores = head_scores[number, :length, : length + 1]
        heads = torch.tensor(find_heads(scores))
        relations = model.score_relations(below[number, 1 : length + 1], above[number, heads])
        relations[:, labels[DEPREL].index("root")] = -1e4
        rows = [list(row) for row in sentence.rows]
        for position, row in enumerate(row for row in rows if "-" not in row[conllu.ID]):
            for column, classes in zip(TAGS, tags, strict=True):
                row[column] = labels[column][classes[number, position]]
            row[HEAD] = str(int(heads[position]))
            row[DEPREL] = labels[DEPREL][relations[position].argmax()] if heads[position] else "root"
        probability = float(scores.gather(1, heads.unsqueeze(1)).exp().mean())
        yield Sentence(rows=rows, document=sentence.document, opens=sentence.opens), probability


def find_heads(scores: Tensor) -> list[int]:
    """Find the heads of the best tree with one root, from scores of *shape* (words, 1 + words)."""
    square = functional.pad(scores, (0, 0, 1, 0)).numpy()
    return [int(head) for head in find_best_tree(square)[1:]]

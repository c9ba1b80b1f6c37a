"""Tokens and sentences as Stanza's tokenizer cuts them, from many texts at once."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from stanza.models.tokenization import data, utils
from torch import Tensor

from rejoinder.parser.batched.lanes import LANES, Affine, Lanes, Lstm, Places, portions

_WINDOW = 1000  # characters that Stanza's tokenizer reads at once
_PORTION = 100_000  # characters read side by side, which bounds memory
_TOO_LONG = "<UNK>"  # what Stanza makes of a token longer than its model's own limit
_MAY_BE_ADDRESS = re.compile(
    r"@|http|www\.|\.(?:gov|org|edu|net|com|co)\."
)  # without this, Stanza's pattern cannot match

Labels = npt.NDArray[np.int64]


class Token(NamedTuple):
    """A token of a text: half-open character span, and whether it is to be split into several words."""

    text: str
    start: int
    end: int
    multiple: bool


class _Paragraph(NamedTuple):
    """A text between blank lines, runs of white space being one space, and the place of each character in the text."""

    text: str
    places: Sequence[int]


class Tokenizer:
    """Stanza's character tagger for tokens, sentences and multi-word tokens (Qi et al. 2020)."""

    def __init__(self, processor: Any) -> None:
        self.longest = processor.config.get("max_seqlen", _WINDOW)
        self.network = _Network(processor.trainer.model)
        self.vocabulary = processor.vocab
        functions = processor.trainer.args["feat_funcs"]
        self.features = [data.PER_CHAR_FEAT_FUNCS[name] for name in functions if name in data.PER_CHAR_FEAT_FUNCS]
        self.positions = [name in functions for name in ("end_of_para", "start_of_para")]
        self.patterns = [pattern for name, pattern in data.STRUCTURAL_FEATURES.items() if name in functions]
        self.known: dict[str, list[int]] = {}

    def __call__(self, texts: Sequence[str]) -> list[list[list[Token]]]:
        """Tokens of each sentence of each text."""
        paragraphs = [list(_paragraphs(text)) for text in texts]
        labels = iter(self._labels([paragraph for found in paragraphs for paragraph in found]))
        return [[s for p in found for s in self._sentences(p, next(labels))] for found in paragraphs]

    def _labels(self, paragraphs: Sequence[_Paragraph]) -> list[Labels]:
        """What ends at each character: 0 nothing, 1 a token, 2 a sentence, 3 and 4 the same with several words."""
        given = [self._characters(paragraph.text) for paragraph in paragraphs]
        found: list[list[Labels]] = [[] for _ in paragraphs]
        todo = [(number, 0) for number in range(len(paragraphs))]
        while todo:
            windows = [_window(given[number], begin) for number, begin in todo]
            predicted = [labels for portion in portions(windows, _PORTION) for labels in self.network(portion)]
            following = []
            for (number, begin), labels in zip(todo, predicted, strict=True):
                rest = len(paragraphs[number].text) - begin
                ends = np.flatnonzero((labels == 2) | (labels == 4))
                read = min(rest, _WINDOW) if rest <= _WINDOW or not len(ends) else int(ends[-1]) + 1
                found[number].append(labels[:read])
                if read < rest:
                    following.append((number, begin + read))
            todo = following
        return [_finished(p.text, np.concatenate(parts)) for p, parts in zip(paragraphs, found, strict=True)]

    def _characters(self, text: str) -> Tensor:
        """Number and features of each character and of the padding after the last, *shape* (len + 1, 1 + features)."""
        made = np.zeros((len(text) + 1, 1 + len(self.features) + sum(self.positions) + len(self.patterns)), np.float32)
        for new in set(text) - self.known.keys():
            self.known[new] = [self.vocabulary.unit2id(new), *(feature(new) for feature in self.features)]
        made[:-1, : 1 + len(self.features)] = [self.known[c] for c in text]
        column = 1 + len(self.features)
        for place, used in zip((-2, 0), self.positions, strict=True):
            if used:
                made[place, column] = 1
                column += 1
        for number, pattern in enumerate(self.patterns, column):
            for match in pattern.finditer(text):
                made[match.start() : match.end(), number] = 1
        return torch.from_numpy(made)

    def _sentences(self, paragraph: _Paragraph, labels: Labels) -> list[list[Token]]:
        sentences: list[list[Token]] = [[]]
        begin = 0
        for last in np.flatnonzero(labels).tolist():
            text = paragraph.text[begin : last + 1].lstrip()
            if text:
                start, end = paragraph.places[last + 1 - len(text)], paragraph.places[last] + 1
                text = text if len(text) <= self.longest else _TOO_LONG
                sentences[-1].append(Token(text, start, end, bool(labels[last] > 2)))
                if labels[last] in (2, 4):
                    sentences.append([])
            begin = last + 1
        return [sentence for sentence in sentences if sentence]


def _paragraphs(text: str) -> Iterator[_Paragraph]:
    begin = 0
    for end, following in [*(m.span() for m in data.NEWLINE_WHITESPACE_RE.finditer(text)), (len(text), 0)]:
        chunk = data.WHITESPACE_RE.sub(" ", text[begin:end].rstrip())
        places = [i for i, c in enumerate(chunk) if c != " " or i == 0 or chunk[i - 1] != " "]
        if chunk:
            yield _Paragraph("".join(chunk[i] for i in places), [begin + i for i in places])
        begin = following


def _window(given: Tensor, begin: int) -> Tensor:
    """The next window of a paragraph, with one row of padding if it reaches the end."""
    return given[begin:] if len(given) - 1 - begin <= _WINDOW else given[begin : begin + _WINDOW]


def _finished(text: str, labels: Labels) -> Labels:
    """The labels with a sentence's end at the last character and with mail and web addresses in one piece."""
    labels[-1] = 2 if labels[-1] < 3 else 4
    return utils.update_pred_regex(list(text), labels) if _MAY_BE_ADDRESS.search(text) else labels


class _Network:
    """The tagger's network: two bidirectional LSTMs, a convolution beside the first."""

    def __init__(self, model: Any) -> None:
        self.embedding = model.embeddings.weight
        self.first, self.second = Lstm(model.rnn), Lstm(model.rnn2)
        self.reach = max(model.conv_sizes) // 2
        self.convolution = Affine(_kernel(model, 2 * self.reach + 1))
        self.heads = Affine.of(model.tok_clf, model.sent_clf, model.mwt_clf)
        self.heads_above = Affine.of(model.tok_clf2, model.sent_clf2, model.mwt_clf2)
        self.damping = model.args["hier_invtemp"]

    def __call__(self, windows: Sequence[Tensor]) -> list[Labels]:
        """Labels of each window, rows of character numbers and features."""
        lengths = [len(window) for window in windows]
        lanes = Lanes(lengths, gap=self.reach)
        given = torch.cat(list(windows))
        rows = lanes.spread(torch.cat([self.embedding[given[:, 0].long()], given[:, 1:]], 1))
        states = self.first(Places(rows), lanes).add_(self._convolved(rows))
        scores = self.heads(states)
        if self.damping > 0:
            states = states * (1 - torch.sigmoid(-scores[:, :1] * self.damping))
        scores = scores + self.heads_above(self.second(Places(states), lanes))
        token, sentence, several = torch.nn.functional.logsigmoid(scores).unbind(1)
        no_token, no_sentence, one = torch.nn.functional.logsigmoid(-scores).unbind(1)
        choices = [no_token] + [token + s + m for m in (one, several) for s in (no_sentence, sentence)]
        return [labels.numpy() for labels in torch.stack(choices, 1).argmax(1)[lanes.at].split_with_sizes(lengths)]

    def _convolved(self, rows: Tensor) -> Tensor:
        """The convolution of each place's row with those within `reach` steps of it in its lane."""
        edge = rows.new_zeros(self.reach * LANES, rows.shape[1])
        padded = torch.cat([edge, rows, edge])
        shifts = range(0, (2 * self.reach + 1) * LANES, LANES)
        made = [
            self.convolution(torch.cat([padded[begin + shift : begin + shift + LANES] for shift in shifts], 1))
            for begin in range(0, len(rows), LANES)
        ]
        return torch.cat(made)


def _kernel(model: Any, size: int) -> tuple[Tensor, Tensor]:
    """Weight, *shape* (outputs, size * inputs), and bias of the convolutions' sum, each amid the largest."""
    layers = list(model.conv_res)
    margins = [(size - layer.weight.shape[2]) // 2 for layer in layers]
    padded = [torch.nn.functional.pad(x.weight, (margin, margin)) for x, margin in zip(layers, margins, strict=True)]
    bias = torch.stack([layer.bias for layer in layers if layer.bias is not None]).sum(0)
    return torch.stack(padded).sum(0).permute(0, 2, 1).flatten(1), bias

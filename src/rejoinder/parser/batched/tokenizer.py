"""Tokens and sentences as Stanza's tokenizer cuts them, from many texts at once."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice
from typing import Any, NamedTuple

import numpy as np
import torch
from stanza.models.tokenization import data, utils
from torch import Tensor

from rejoinder.parser.batched.character_network import CharacterNetwork, Labels
from rejoinder.parser.batched.packing import split_into_batches
from rejoinder.parser.sentence_ends import group_tokens

_WINDOW = 1000  # characters that Stanza's tokenizer reads at once
_BATCH_CHARACTERS = 100_000  # read side by side; bounds memory
_TOO_LONG = "<UNK>"  # what Stanza makes of a token longer than its model's own limit
_MAY_BE_ADDRESS = re.compile(r"@|http|www\.|\.(?:gov|org|edu|net|com|co)\.")  # else Stanza's pattern cannot match


class Token(NamedTuple):
    """A token of a text.

    Attributes:
        text: its form.
        start: half-open character span.
        end: likewise.
        multiple: whether it is to be split into several words.
    """

    text: str
    start: int
    end: int
    multiple: bool


class _Paragraph(NamedTuple):
    """A text between blank lines, white space reduced to single spaces, and the offset of each of its characters."""

    text: str
    offsets: Sequence[int]


class Tokenizer:
    """Stanza's character tagger for tokens, sentences and multi-word tokens (Qi et al. 2020)."""

    def __init__(self, processor: Any) -> None:
        self.max_token_length = processor.config.get("max_seqlen", _WINDOW)
        self.network = CharacterNetwork(processor.trainer.model)
        self.vocabulary = processor.vocab
        names = processor.trainer.args["feat_funcs"]
        self.features = [data.PER_CHAR_FEAT_FUNCS[name] for name in names if name in data.PER_CHAR_FEAT_FUNCS]
        edges = {"end_of_para": -2, "start_of_para": 0}  # rows that the feature marks
        self.edge_rows = [row for name, row in edges.items() if name in names]
        self.patterns = [pattern for name, pattern in data.STRUCTURAL_FEATURES.items() if name in names]
        self.cache: dict[str, list[int]] = {}

    def __call__(self, texts: Sequence[str]) -> list[list[list[Token]]]:
        """Cut each text into sentences of tokens, their ends repaired."""
        paragraphs = [list(_split_paragraphs(text)) for text in texts]
        labels = iter(self._label([paragraph for text in paragraphs for paragraph in text]))
        return [
            _repair(text, [sentence for paragraph in parts for sentence in self._cut(paragraph, next(labels))])
            for text, parts in zip(texts, paragraphs, strict=True)
        ]

    def _label(self, paragraphs: Sequence[_Paragraph]) -> list[Labels]:
        """What ends at each character: 0 nothing, 1 a token, 2 a sentence, 3 and 4 the same with several words.

        As Stanza does, a long paragraph is read in windows, each beginning after the last sentence of the one before.
        """
        inputs = [self._featurise(paragraph.text) for paragraph in paragraphs]
        parts: list[list[Labels]] = [[] for _ in paragraphs]
        pending = [(number, 0) for number in range(len(paragraphs))]
        while pending:
            windows = [_take_window(inputs[number], begin) for number, begin in pending]
            predicted = [
                labels for batch in split_into_batches(windows, _BATCH_CHARACTERS) for labels in self.network(batch)
            ]
            unfinished = []
            for (number, begin), labels in zip(pending, predicted, strict=True):
                remaining = len(paragraphs[number].text) - begin
                read = _count_settled(labels, remaining)
                parts[number].append(labels[:read])
                if read < remaining:
                    unfinished.append((number, begin + read))
            pending = unfinished
        return [
            _finish(paragraph.text, np.concatenate(labels)) for paragraph, labels in zip(paragraphs, parts, strict=True)
        ]

    def _featurise(self, text: str) -> Tensor:
        """Number and features of each character and of the padding after the last, *shape* (len + 1, 1 + features)."""
        edge_column = 1 + len(self.features)
        pattern_column = edge_column + len(self.edge_rows)
        rows = np.zeros((len(text) + 1, pattern_column + len(self.patterns)), np.float32)
        for character in set(text) - self.cache.keys():
            number = self.vocabulary.unit2id(character)
            self.cache[character] = [number, *(feature(character) for feature in self.features)]
        rows[:-1, :edge_column] = [self.cache[character] for character in text]
        for column, row in enumerate(self.edge_rows, edge_column):
            rows[row, column] = 1
        for column, pattern in enumerate(self.patterns, pattern_column):
            for match in pattern.finditer(text):
                rows[match.start() : match.end(), column] = 1
        return torch.from_numpy(rows)

    def _cut(self, paragraph: _Paragraph, labels: Labels) -> list[list[Token]]:
        """The tokens of each sentence of a paragraph."""
        sentences: list[list[Token]] = [[]]
        begin = 0
        for last in np.flatnonzero(labels).tolist():
            text = paragraph.text[begin : last + 1].lstrip()
            if text:
                start, end = paragraph.offsets[last + 1 - len(text)], paragraph.offsets[last] + 1
                text = text if len(text) <= self.max_token_length else _TOO_LONG
                sentences[-1].append(Token(text, start, end, bool(labels[last] > 2)))
                if labels[last] in (2, 4):
                    sentences.append([])
            begin = last + 1
        return [sentence for sentence in sentences if sentence]


def _repair(text: str, sentences: Sequence[Sequence[Token]]) -> list[list[Token]]:
    """Regroup the tokens of a text's sentences, their ends repaired."""
    tokens = chain.from_iterable(sentences)
    lengths = group_tokens(text, [[(token.start, token.end) for token in sentence] for sentence in sentences])
    return [list(islice(tokens, length)) for length in lengths]


def _split_paragraphs(text: str) -> Iterator[_Paragraph]:
    begin = 0
    for end, next_begin in [*(m.span() for m in data.NEWLINE_WHITESPACE_RE.finditer(text)), (len(text), 0)]:
        chunk = data.WHITESPACE_RE.sub(" ", text[begin:end].rstrip())
        offsets = [i for i, c in enumerate(chunk) if c != " " or i == 0 or chunk[i - 1] != " "]
        if chunk:
            yield _Paragraph("".join(chunk[i] for i in offsets), [begin + i for i in offsets])
        begin = next_begin


def _take_window(rows: Tensor, begin: int) -> Tensor:
    """The next window of a paragraph, with one row of padding if it reaches the end."""
    return rows[begin:] if len(rows) - 1 - begin <= _WINDOW else rows[begin : begin + _WINDOW]


def _count_settled(labels: Labels, remaining: int) -> int:
    """How many characters of a window count as read: all of a paragraph's rest, else up to its last sentence's end."""
    if remaining <= _WINDOW:
        return remaining
    sentence_ends = np.flatnonzero((labels == 2) | (labels == 4))
    return int(sentence_ends[-1]) + 1 if len(sentence_ends) else _WINDOW


def _finish(text: str, labels: Labels) -> Labels:
    """The labels with a sentence's end at the last character and with mail and web addresses in one piece."""
    labels[-1] = 2 if labels[-1] < 3 else 4
    return utils.update_pred_regex(list(text), labels) if _MAY_BE_ADDRESS.search(text) else labels

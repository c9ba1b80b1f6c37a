"""Step `states`: what the packaged encoder makes of the words of the treebanks, layer by layer, kept on disk."""

from collections.abc import Sequence
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np
from numpy.lib.format import open_memmap

from rejoinder.encoder import Encoder
from rejoinder.encoder.articles import SUBWORDS, encode_articles
from rejoinder.parser.labeller import pool_words
from rejoinder.parser.rows import Span
from training.parser import conllu
from training.parser.conllu import FORM, Sentence, Token, group_paragraphs, iterate_tokens

_AT_ONCE = 200  # sentences that are one text, whose states are held in memory


def place_words(sentences: Sequence[Sentence]) -> tuple[str, list[list[Span]]]:
    """Write sentences as the text of an article, paragraphs apart.

    Returns:
        The text, and the spans of the words of each sentence.
    """
    text, spans = "", []
    for paragraph in group_paragraphs(sentences):
        for sentence in paragraph:
            words: list[Span] = []
            for token in iterate_tokens(sentence):
                words += _locate_words(token, len(text))
                text += token.form + " " * token.space
            text = text.rstrip() + " "
            spans.append(words)
        text += "\n\n"
    return text, spans


def _locate_words(token: Token, begin: int) -> list[Span]:
    """The span of each word of a token; words that do not spell it ("wanna" as want + to) share its span."""
    ends = [begin + end for end in accumulate((len(word[FORM]) for word in token.words), initial=0)]
    is_spelt = token.form == "".join(word[FORM] for word in token.words)
    return list(pairwise(ends)) if is_spelt else [(begin, begin + len(token.form))] * len(token.words)


def compute_word_states(sentences: Sequence[Sentence], encoder: Encoder, layers: Sequence[int]) -> np.ndarray:
    """Compute the states of all words, *shape* (words, layers, width), half precision."""
    text, spans = place_words(sentences)
    runs = [[(words[0][0], words[-1][1]) for words in spans]]
    ((offsets, states),) = encode_articles([(text, runs)], encoder, layers, lambda states: states.transpose(1, 0, 2))
    words = [span for sentence in spans for span in sentence]
    return pool_words(words, offsets, states).astype(np.float16)


def main(file: Path, out: Path, layers: int) -> None:
    """Read sentences in CoNLL-U, write the states of their words, *shape* (words, layers, width), half precision.

    The file appears when all are written.

    Args:
        file: of the sentences.
        out: a file of numpy's format.
        layers: of the encoder, with what stands below the first.
    """
    sentences = conllu.read(file)
    encoder = Encoder(model="", max_tokens=SUBWORDS, layers=(1,))
    half = out.with_name(out.name + ".half")
    written, place = None, 0
    for begin in range(0, len(sentences), _AT_ONCE):
        states = compute_word_states(sentences[begin : begin + _AT_ONCE], encoder, tuple(range(layers, 0, -1)))
        if written is None:
            words = sum(len(sentence.words) for sentence in sentences)
            written = open_memmap(half, "w+", np.float16, (words, *states.shape[1:]))
        written[place : place + len(states)] = states
        place += len(states)
    half.replace(out)

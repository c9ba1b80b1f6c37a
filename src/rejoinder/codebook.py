"""A codebook: the frames statements are coded with (`conf/codebook/`)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, count
from typing import Annotated, Literal

from pydantic import Field

from rejoinder.config.ranges import FilledText, PositiveShare

# Universal Dependencies' universal tags; "" stands for any.
PartOfSpeech = Literal[
    "", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
    "SYM", "VERB", "X",
]  # fmt: skip


Slot = frozenset[str] | None  # what a word of a phrase may be, in small letters; None for anything


def split_phrase(text: str) -> tuple[Slot, ...]:
    """Split a phrase as cues are written: words separated by spaces, "*" for any one, "a|b" for either; any case."""
    return tuple(None if word == "*" else frozenset(word.split("|")) for word in text.lower().split())


def find_phrase(phrase: Sequence[Slot], lemmas: Sequence[str], forms: Sequence[str] | None = None) -> Iterator[int]:
    """Find a phrase in a sentence.

    Args:
        phrase: as `split_phrase` makes it.
        lemmas: of the sentence's words, in small letters.
        forms: of the same, where a word may be meant by its form, too.

    Yields:
        The index of the first word of each place, in order.
    """
    for first in range(len(lemmas) - len(phrase) + 1):
        if all(
            slot is None or lemmas[word] in slot or (forms is not None and forms[word] in slot)
            for word, slot in enumerate(phrase, first)
        ):
            yield first


@dataclass(frozen=True, kw_only=True)
class CodebookCue:
    """A word or phrase that signals a frame, with the conditions under which it counts.

    Attributes:
        lemmas: the lemmas of the phrase's words in order, separated by spaces, any case; "*" stands for any one word,
            and "a|b" for either lemma.
        upos: part of speech that the first word must have (Universal Dependencies), "" for any.
        weight: strength in (0, 1]; 1 decides alone.
        negated: what a negation over the cue does: "blocks" it, is "required", or is "ignored".
        own_side: grammatical role in which the speaker's own side must stand: "subject", "object", "any", or "" for
            no such condition.
    """

    lemmas: FilledText
    upos: PartOfSpeech = ""
    weight: PositiveShare = 1.0
    negated: Literal["blocks", "required", "ignored"] = "blocks"
    own_side: Literal["", "subject", "object", "any"] = ""

    @cached_property
    def pattern(self) -> tuple[Slot, ...]:
        """For each word the lemmas it may have, None for any."""
        return split_phrase(self.lemmas)


@dataclass(frozen=True, kw_only=True)
class Frame:
    """One frame of a codebook, as a coder reads it.

    Attributes:
        label: how figures and tables call it.
        definition: when a statement carries it.
        include: what also counts, a sentence each.
        exclude: what does not count, a sentence each.
        examples: statements that carry it.
        cues: words and phrases that signal it.
    """

    label: FilledText
    definition: str
    include: list[str]
    exclude: list[str]
    examples: list[str]
    cues: list[CodebookCue] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Codebook:
    """The frames in the order figures and tables show them.

    Attributes:
        unit: what is coded, in one sentence.
        source: where the codebook comes from, to cite.
        frames: by name, as in the training statements and the gold coding.
    """

    unit: str
    source: str
    frames: Annotated[dict[FilledText, Frame], Field(min_length=1)]

    @cached_property
    def cues(self) -> tuple[tuple[str, CodebookCue], ...]:
        """All cues with the names of their frames, in order."""
        return tuple((name, cue) for name, frame in self.frames.items() for cue in frame.cues)

    @cached_property
    def cue_numbers(self) -> dict[str, list[int]]:
        """Indices into `cues` by a lemma that the cue's first word other than "*" may have; "" for "*" alone."""
        numbers: dict[str, list[int]] = {}
        for number, (_, cue) in enumerate(self.cues):
            for lemma in next((lemmas for lemmas in cue.pattern if lemmas is not None), ("",)):
                numbers.setdefault(lemma, []).append(number)
        return numbers


def abbreviate_labels(labels: Sequence[str]) -> list[str]:
    """Shorten each label to its first letter, with a second one that tells it from labels that begin alike.

    Args:
        labels: what is shortened, each at most once.

    Returns:
        A short sign for each label, in order; no two are the same.
    """
    signs: list[str] = []
    for number, label in enumerate(labels, 1):
        candidates = chain(_propose_signs(label, labels), map(str, count(number)))
        signs.append(next(sign for sign in candidates if sign not in signs))
    return signs


def _propose_signs(label: str, labels: Sequence[str]) -> Iterator[str]:
    first = label[:1].upper()
    rivals = [other.lower() for other in labels if other[:1].upper() == first and other != label]
    if not rivals:
        yield first
    letters = [(i, c) for i, c in enumerate(label.lower()) if i and c.isalpha()]
    yield from (first + c for i, c in letters if all(other[i : i + 1] != c for other in rivals))
    yield from (first + c for _, c in letters)

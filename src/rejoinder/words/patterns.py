"""Words and phrases to look for in parsed sentences, written as a codebook writes its cues."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rejoinder import codebook
from rejoinder.codebook import Slot


@dataclass(frozen=True, kw_only=True)
class PhrasePattern:
    """A word or phrase to look for.

    Attributes:
        slots: what each word may be.
        upos: part of speech that the first word must have, "" for any.
        forms: whether a word may be meant by its form, too; else by its lemma only.
    """

    slots: tuple[Slot, ...]
    upos: str = ""
    forms: bool = True


def parse_phrase(text: str) -> tuple[Slot, ...]:
    """Read a phrase: words separated by spaces, "*" for any one, "a|b" for either; capitals aside.

    Args:
        text: as in "cyber *" or "we|us".

    Raises:
        ValueError: no word but "*".
    """
    slots = codebook.split_phrase(text)
    if not any(slots):
        raise ValueError(f"expected a word, or several of which one is not '*', got {text!r}")
    return slots


def find_phrase(
    pattern: PhrasePattern, lemmas: Sequence[str], forms: Sequence[str], upos: Sequence[str]
) -> Iterator[tuple[int, int]]:
    """Find a phrase in a sentence.

    Args:
        pattern: what is looked for.
        lemmas: of the sentence's words, in small letters.
        forms: of the same, in small letters.
        upos: of the same.

    Yields:
        The index of the first word of each place, and of the last, in order.
    """
    for first in codebook.find_phrase(pattern.slots, lemmas, forms if pattern.forms else None):
        if not pattern.upos or upos[first] == pattern.upos:
            yield first, first + len(pattern.slots) - 1


def list_openers(patterns: Sequence[PhrasePattern]) -> frozenset[str]:
    """List the lemmas and forms of the first word that each pattern names: no sentence without one of them has any."""
    return frozenset(word for pattern in patterns for word in next(slot for slot in pattern.slots if slot))

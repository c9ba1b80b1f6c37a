"""Names of countries, peoples, cities and bodies: what each stands for, and which the words of a text are."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

_WORD_OR_MARK = re.compile(r"\w+|[^\w\s]")
_JOINTS = ((" - ", "-"), (" '", "'"), (" ’", "’"))  # where the tokeniser cuts what is written as one
WHERE = frozenset({"in", "at", "from", "near", "outside"})  # words before a place where something is
Meaning = TypeVar("Meaning")


@dataclass(frozen=True, slots=True)
class PlaceName:
    """What a name stands for.

    Attributes:
        country: canonical name; of an international or armed body, the side that it is by itself.
        kind: "country", "demonym" (adjective or people), "capital", "seat" (of government), "city" (or region) or
            "body".
    """

    country: str
    kind: str


@dataclass(frozen=True)
class NameIndex(Generic[Meaning]):
    """Names, looked up by the words of a text.

    Attributes:
        meanings: by name, as written.
        lengths: an upper bound on the words of the names that begin with a word.
    """

    meanings: Mapping[str, Meaning]
    lengths: Mapping[str, int]

    def __contains__(self, name: str) -> bool:
        return name in self.meanings

    def __getitem__(self, name: str) -> Meaning:
        return self.meanings[name]

    def find(self, forms: Sequence[str]) -> tuple[str, int] | None:
        """Find the longest name that some words begin with.

        Args:
            forms: the words as written.

        Returns:
            The name and how many words it takes, None if there is none.
        """
        for length in range(min(self.lengths.get(forms[0], 0), len(forms)) if forms else 0, 0, -1):
            name = " ".join(forms[:length])
            if length > 1 and name not in self.meanings:
                for cut, joint in _JOINTS:
                    name = name.replace(cut, joint)
            if name in self.meanings:
                return name, length
        return None

    def add(self, meanings: Mapping[str, Meaning]) -> "NameIndex[Meaning]":
        """Add names.

        Returns:
            The index with them; what a name meant before stays.
        """
        added = build_index(meanings)
        lengths = {**self.lengths, **{word: max(n, self.lengths.get(word, 0)) for word, n in added.lengths.items()}}
        return NameIndex({**meanings, **self.meanings}, lengths)


def build_index(meanings: Mapping[str, Meaning]) -> NameIndex[Meaning]:
    """Index names by their first word, however the tokeniser cuts it."""
    lengths: dict[str, int] = {}
    for name in meanings:
        pieces = _WORD_OR_MARK.findall(name)
        for first in {name.split(" ", 1)[0], pieces[0]}:
            lengths[first] = max(len(pieces), lengths.get(first, 0))
    return NameIndex(meanings, lengths)

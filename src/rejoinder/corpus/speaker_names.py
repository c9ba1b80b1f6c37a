"""Names of speakers as they are compared across articles: without initials, case and accents; handles; offices."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+|[^\W\d_]")
_HANDLE_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z][a-z]+|[a-z]+")
ARTICLE = r"\b(?:al|el)-"  # before a surname, which many texts leave out: "al-Sisi", "Sisi"
_SMALL_WORDS = frozenset({"of", "the", "for", "and", "in", "s"})
_GENDERED = re.compile(r"(?:men|women|people|man|woman|person)\Z")


def fold_name(name: str) -> str:
    """A name in small letters, without accents and repeated spaces."""
    letters = (sign for sign in unicodedata.normalize("NFKD", name) if not unicodedata.combining(sign))
    return " ".join("".join(letters).casefold().split())


def split_name(name: str) -> tuple[str, ...]:
    """The words of a person's name, folded, without initials, suffixes and articles.

    "José Q. Tarn, Jr." gives jose, tarn; "Karim al-Hadi" gives karim, hadi.
    """
    words = [word.strip(",.") for word in name.split() if not _INITIAL.fullmatch(word)]
    folded = [re.sub(ARTICLE, "", fold_name(word)) for word in words]
    return tuple(word for word in folded if word and word not in _SUFFIXES) or (fold_name(name),)


def spell_handle(handle: str) -> Iterator[str]:
    """What a handle may spell: its parts from the first on, and all of its letters."""
    parts = [part.lower() for part in _HANDLE_PART.findall(handle)]
    for count in range(1, len(parts) + 1):
        yield "".join(parts[:count])


def spell_person(words: Sequence[str]) -> Iterator[str]:
    """How a handle spells a person: first name or its initial, and surname; a single name is not enough."""
    if len(words) > 1:
        yield words[0] + words[-1]
        yield words[0][0] + words[-1]


def is_part_of(words: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether a name leaves out some of another's words, but neither its last nor all before it."""
    rest = iter(longer)
    return len(words) < len(longer) and words[-1] == longer[-1] and all(word in rest for word in words)


def read_office(office: str) -> frozenset[str]:
    """The words of an office that tell it from others; a spokesman's and a spokeswoman's are the same."""
    words = re.findall(r"[^\W\d_]+", fold_name(office))
    return frozenset(_GENDERED.sub("", word) or word for word in words) - _SMALL_WORDS


def share_office(offices: Collection[frozenset[str]], others: Collection[frozenset[str]]) -> bool:
    """Whether one of the offices is one of the others, or says less of it: "minister", "foreign minister"."""
    return any(office <= other or other <= office for office in offices for other in others)

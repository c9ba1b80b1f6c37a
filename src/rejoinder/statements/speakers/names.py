"""Forms of names: initials, acronyms, whether two can be one person's, and which words of an article are names."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from rejoinder.statements.speakers.gazetteer import Gazetteer
from rejoinder.syntax import Sentence, Word

NAME_SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})
POSSESSIVE_ENDINGS = frozenset({"'s", "’s"})
ALL_NATIONS = "United Nations"
UNIONS = frozenset({"European Union", ALL_NATIONS})  # international bodies among the countries
POSSESSIVES = POSSESSIVE_ENDINGS | {"'", "’"}
_KEPT_CAPITALS = NAME_SUFFIXES | {"EU", "UK", "UN", "US"}  # "US AMBASSADOR LIND"
_LONGEST_INITIALS = 3  # letters: "JFK", "MBS"
_NICKNAME_LETTERS = 3  # letters two forms of a first name must share ("Don", "Donald")


def is_international(name: str, gazetteer: Gazetteer) -> bool:
    """Whether a side is an international body's own: "United Nations"."""
    return name in UNIONS or gazetteer.organisations.get(name) == "international"


def is_plural(word: Word) -> bool:
    """Whether a noun is plural by its features or its tag."""
    return word.feat("Number") == "Plur" or word.xpos in ("NNS", "NNPS")


def to_one_line(text: str, start: int, end: int) -> str:
    """A stretch of the text on one line."""
    return " ".join(text[start:end].split())


def is_initial(form: str) -> bool:
    """ "J." or "J"."""
    return bool(re.fullmatch(r"(?:[A-Z]\.)+|[A-Z]", form))


def write_name_small(name: str) -> str:
    """A person's name in capitals as it is written elsewhere: "IVO MCCALL" of a label gives "Ivo McCall"."""
    words = name.split()
    if not name.isupper() or "@" in name or max(map(len, words)) <= _LONGEST_INITIALS:
        return name
    small = " ".join(word if word in _KEPT_CAPITALS else word.title() for word in words)
    return re.sub(r"\bMc[a-z]", lambda match: f"Mc{match[0][2].upper()}", small)


def is_acronym(form: str) -> bool:
    """ "DNC", "I.R.S."."""
    return bool(re.fullmatch(r"[A-Z][A-Z&.]*[A-Z]\.?|(?:[A-Z]\.){2,}", form)) and len(form) > 1


def build_acronym(tokens: Sequence[str]) -> str:
    """The capitalised words' first letters, "" for a single one: "Democratic National Committee" gives "DNC"."""
    letters = [token[0] for token in tokens if token[:1].isupper()]
    return "".join(letters) if len(letters) > 1 else ""


def has_letters_of(acronym: str, name: str) -> bool:
    """Whether the letters of an acronym stand in this order in a name: "MOTRA" in "Ministry of Trade"."""
    letters = iter(name.lower())
    return all(letter in letters for letter in acronym.lower() if letter.isalpha())


def strip_initials(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """A person's name without initials and suffixes, if that leaves any: "John Q. Tarn Jr." gives "John Tarn"."""
    return tuple(t for t in tokens if t not in NAME_SUFFIXES and not is_initial(t)) or tokens


def join_at_hyphens(forms: Sequence[str]) -> tuple[str, ...]:
    """Words of a name as they are written: "Ben-Tov" is one, which the tokeniser cuts in three.

    A particle in small letters stays apart, because it is left out as often: "al-Dhahiri", "Dhahiri".
    """
    joined = [*forms[:1]]
    for before, form in pairwise(forms):
        is_second = before == "-" and len(joined) > 1 and joined[-2][:1].isupper()
        if is_second and form[:1].isupper():
            joined[-2:] = [joined[-2] + "-" + form]
        else:
            joined.append(form)
    return tuple(joined)


def is_same_person(name: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names can be one person's: "Don Tarn", "Donald Tarn", "Tarn".

    Args:
        name: words of a name, without initials and suffixes.
        other: words of the other, likewise.
    """
    if name[-1] != other[-1]:
        return False
    short, long = sorted((name, other), key=len)
    if len(short) > 1 and [t.lower() for t in long[-len(short) :]] == [t.lower() for t in short]:
        return True
    if len(short) == 1 or name[0] == other[0]:
        return True
    shortest = min(len(name[0]), len(other[0]))
    return shortest >= _NICKNAME_LETTERS and name[0][:_NICKNAME_LETTERS] == other[0][:_NICKNAME_LETTERS]


@dataclass(frozen=True)
class NameEvidence:
    """What an article as a whole tells of its capitalised words.

    Attributes:
        familiar: words tagged as names within a sentence of the body.
        surnames: words that stand after a first name or "Mr." somewhere in the article.
    """

    familiar: AbstractSet[str]
    surnames: AbstractSet[str]


def gather_name_evidence(
    sentences: Sequence[Sentence], headlines: AbstractSet[int], gazetteer: Gazetteer
) -> NameEvidence:
    """Collect the words that are names somewhere in the article.

    Args:
        sentences: its parse.
        headlines: indices of the blocks that are titles.
        gazetteer: of which the first names and the titles are read.
    """
    body = (sentence for sentence in sentences if sentence.block not in headlines)
    familiar = {word.form for sentence in body for word in sentence.words[1:] if word.upos == "PROPN"}
    pairs = (pair for sentence in sentences for pair in pairwise(sentence.words))
    surnames = {after.form for word, after in pairs if _precedes_surname(word, after, gazetteer)}
    return NameEvidence(familiar, surnames)


def _precedes_surname(word: Word, after: Word, gazetteer: Gazetteer) -> bool:
    """ "Ana" or "Mr." before a capitalised word that is no office: "Mr. Bank", but not "Mr. President"."""
    if not after.form[:1].isupper():
        return False
    title = gazetteer.titles.get(word.form)
    office = after.form in gazetteer.titles or after.form.lower() in gazetteer.persons
    honorific = title is not None and title.kind == "honorific" and not office
    return honorific or word.form in gazetteer.first_names

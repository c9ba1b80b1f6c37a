"""Names that only the article settles: whose "the Justice Department" is, and which words are a town's name.

"The Justice Department" is the country's that the article speaks of, "the North" one of two countries. "Hope", "Ali" or
"Victoria" is a town where the article says that something is there, or comes from there.
"""

from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Any

from rejoinder.statements.speakers.calendar_words import CALENDAR
from rejoinder.statements.speakers.gazetteer import Gazetteer
from rejoinder.statements.speakers.place_names import WHERE, NameIndex, PlaceName
from rejoinder.syntax import Sentence, Word

_LONGEST_NAME = 12  # words
_HALVES = ("North", "South")
_LONGEST_TOWN = 4  # words
_PARTS = frozenset({",", "/", "-", "–", "—", "--", "and", ":", "|", ";"})  # between the parts of a dateline


def settle_names(sentences: Sequence[Sentence], datelines: AbstractSet[int], gazetteer: Gazetteer) -> Gazetteer:
    """Settle the names of `unsettled` and `towns` that the article holds.

    Each means the one country that the article names beside it; a town also the only country that has one of its name.

    Args:
        sentences: the article's parse.
        datelines: indices of the blocks that are datelines.
        gazetteer: the word lists.

    Returns:
        The lists with the settled names; a name of which the article names no country or several stays out.
    """
    countries = {gazetteer.places[name].country for name in _find_all(sentences, gazetteer.places)}
    settled = _find_halves(sentences, countries, gazetteer)
    for name in dict.fromkeys(_find_all(sentences, gazetteer.unsettled)):
        named = [meaning for meaning in gazetteer.unsettled[name] if meaning.country in countries]
        if len(named) == 1:
            settled[name] = named[0]
    for town in _find_towns(sentences, datelines, gazetteer.towns):
        of_town = gazetteer.towns[town]
        choice = [country for country in of_town if country in countries] or of_town
        if len(choice) == 1:
            settled[town] = PlaceName(choice[0], "city")
    return replace(gazetteer, places=gazetteer.places.add(settled)) if settled else gazetteer


def _find_halves(sentences: Sequence[Sentence], named: AbstractSet[str], gazetteer: Gazetteer) -> dict[str, PlaceName]:
    """What "the North" and "the South" mean where an article names both countries of such names.

    A half that is also part of a longer name, or stands without "the", means nothing: "North Shore", "Global South".
    """
    rests = {country.partition(" ")[2] for country in named if country.startswith(f"{_HALVES[0]} ")}
    pairs = [rest for rest in rests if all(f"{half} {rest}" in named for half in _HALVES)]
    alone = dict.fromkeys(_HALVES, True)
    for words in (sentence.words for sentence in sentences):
        forms, k = [word.form for word in words], 0
        while k < len(words):
            found = gazetteer.find_place(forms[k:])
            if forms[k] in alone and not found:
                is_part = any(form[:1].isupper() or form == "-" for form in forms[k + 1 : k + 2])
                alone[forms[k]] &= k > 0 and forms[k - 1].lower() == "the" and not is_part
            k += found[1] if found else 1
    halves = (half for half in _HALVES if alone[half] and len(pairs) == 1)
    return {half: PlaceName(f"{half} {pairs[0]}", "country") for half in halves}


def _find_all(sentences: Sequence[Sentence], index: NameIndex[Any]) -> Iterator[str]:
    """The names that the sentences hold, in order, the longest at each place."""
    for sentence in sentences:
        forms = [word.form for word in sentence.words]
        k = 0
        while k < len(forms):
            found = index.find(forms[k : k + _LONGEST_NAME]) if forms[k] in index.lengths else None
            if found:
                yield found[0]
            k += found[1] if found else 1


def _find_towns(sentences: Sequence[Sentence], datelines: AbstractSet[int], towns: Collection[str]) -> list[str]:
    """The towns where the article says that something is, in order; not what is also part of a longer name."""
    in_datelines: dict[str, None] = {}
    placed: dict[str, None] = {}
    in_names: set[str] = set()
    for sentence in sentences:
        is_dateline = sentence.block in datelines
        for k in range(len(sentence.words)):
            name, length = _find_town(sentence.words[k:], is_dateline, towns)
            if not name:
                continue
            before, after = sentence.words[max(k - 1, 0) : k], sentence.words[k + length : k + length + 1]
            if is_dateline:
                if _fills_part(sentence.words, k, k + length):
                    in_datelines[name] = None
            elif any(map(_is_name, (*before, *after))):
                in_names.add(name)
            elif any(word.form.lower() in WHERE for word in before):
                placed[name] = None
    return [*in_datelines, *(name for name in placed if name not in in_names)]


def _find_town(words: Sequence[Word], is_dateline: bool, towns: Collection[str]) -> tuple[str, int]:
    """The longest town that some words begin with, and its number of words."""
    for length in range(min(_LONGEST_TOWN, len(words)), 0, -1):
        name = " ".join(word.form for word in words[:length]).replace(" - ", "-")
        if is_dateline and name.isupper():
            name = name.title()
        if name in towns and (is_dateline or all(_is_name(word) for word in words[:length] if word.upos != "PUNCT")):
            return name, length
    return "", 0


def _fills_part(words: Sequence[Word], first: int, end: int) -> bool:
    """Whether words of a dateline are all that stands between two marks: not "Selt" in "QUOLT DA SELT", "(SELT)"."""
    before, after = words[max(first - 1, 0) : first], words[end : end + 1]
    joined = (*(w for w in before if w.end == words[first].start), *(w for w in after if w.start == words[end - 1].end))
    begins = not before or before[0].form in _PARTS
    ends = not after or after[0].form in _PARTS | {"("} or after[0].upos == "NUM" or after[0].form in CALENDAR
    return begins and ends and all(word.form != "-" for word in joined)


def _is_name(word: Word) -> bool:
    return word.upos == "PROPN" and word.form[:1].isupper()

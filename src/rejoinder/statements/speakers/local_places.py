"""Names that only the article settles: "the Justice Department" is the country's that the article speaks of."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from rejoinder.statements.speakers.gazetteer import Gazetteer
from rejoinder.statements.speakers.place_names import NameIndex, PlaceName
from rejoinder.syntax import Sentence

_LONGEST_NAME = 12  # words


def settle_names(sentences: Sequence[Sentence], gazetteer: Gazetteer) -> Gazetteer:
    """Settle the names of `unsettled` that the article holds: each means the one country that the article names.

    Args:
        sentences: the article's parse.
        gazetteer: the word lists.

    Returns:
        The lists with the settled names; a name of which the article names no country or several stays out.
    """
    countries = {gazetteer.places[name].country for name in _find_all(sentences, gazetteer.places)}
    settled: dict[str, PlaceName] = {}
    for name in dict.fromkeys(_find_all(sentences, gazetteer.unsettled)):
        named = [meaning for meaning in gazetteer.unsettled[name] if meaning.country in countries]
        if len(named) == 1:
            settled[name] = named[0]
    return replace(gazetteer, places=gazetteer.places.add(settled)) if settled else gazetteer


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

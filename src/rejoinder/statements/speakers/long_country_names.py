"""Countries that no list knows, of two or three words: "Upper Karsia", "the Republic of Saint Lind".

Persons, companies, streets and regions have such names, too, and somebody's government and army: "Wall Street's army of
traders". So a name is a country's where the article has one of these:

- "Republic of" and the name, or "prime minister of" and the name;
- what only states have, or a president and a government, as its own, and something that is in it: "Upper Karsia's
  foreign ministry", "Saint Lind Prime Minister", "the Upper Karsian army" or "the embassy of Upper Karsia", and "in
  Upper Karsia" or a dateline of it.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import takewhile

from rejoinder.statements.speakers.calendar_words import CALENDAR
from rejoinder.statements.speakers.gazetteer import Gazetteer
from rejoinder.statements.speakers.names import POSSESSIVE_ENDINGS
from rejoinder.statements.speakers.place_names import PlaceName
from rejoinder.statements.speakers.unlisted_countries import derive_demonyms, find_listed_words, find_surnames
from rejoinder.syntax import Sentence, Word

_LONGEST = 3  # words, without "and the Cays"
_NOMINAL = frozenset({"ADJ", "NOUN", "PROPN"})
_STATES = frozenset({"republic", "kingdom", "emirate", "sultanate", "principality"})
_NATIONAL = frozenset({"army", "navy", "military", "junta", "embassy", "ambassador", "airspace", "soldier", "troop"})
_POWERS = frozenset({"president", "government", "parliament"})  # of which a region without a country has one or none
_MINISTERS = frozenset({"minister", "ministry"})  # which provinces have, too, but none of these
_MATTERS_OF_STATES = frozenset({"prime", "foreign", "defence", "defense"})
_REACH = 4  # words after a name among which its office stands


@dataclass(frozen=True)
class _LongName:
    """Some capitalised words, from `first` to before `end`, that may name a country or its people."""

    words: Sequence[Word]
    first: int
    end: int

    @property
    def text(self) -> str:
        return " ".join(word.form for word in self.words[self.first : self.end])

    @property
    def is_whole(self) -> bool:
        """No further word of a name follows: not "Saint Lind" in "Saint Lind Partners", "Saint Lind and the Cays"."""
        after = self.words[self.end :]
        return not (after and _is_name_word(after[0])) and not _count_isles(after)

    def is_of_a_state(self) -> bool:
        """ "The Republic of Upper Karsia", "prime minister of Saint Lind"."""
        before = self._list_before("of")
        is_office = [word.lower() for word in before[-2:]] == ["prime", "minister"]
        return self.is_whole and (is_office or (bool(before) and before[-1].lower() in _STATES))

    def has_national_body(self) -> bool:
        """What only states have is its own: "Upper Karsia's army", "Upper Karsian troops", "embassy of Saint Lind"."""
        owned = self._list_owned()
        if any(_is_national(word, owned[:k][-1:], owned[k + 1 :]) for k, word in enumerate(owned)):
            return True
        before = self._list_before("of")
        return self.is_whole and bool(before) and before[-1].lower() in ("embassy", "ambassador")

    def list_powers(self) -> AbstractSet[str]:
        """What regions have, too, as its own: "Upper Karsia's parliament", "President Ivo Tarn of Saint Lind"."""
        owned = self._list_owned()
        own = {word.lemma.lower() for k, word in enumerate(owned) if not _goes_on(owned[k + 1 :])}
        of_name = self.is_whole and self.first > 1 and self.words[self.first - 1].form == "of"
        before = self.words[max(0, self.first - _REACH - 1) : self.first - 1] if of_name else ()
        titled = takewhile(lambda word: word.form[:1].isupper(), reversed(before))
        return _POWERS & (own | {word.form.lower() for word in (*titled, *before[-1:])})

    def _list_owned(self) -> list[Word]:
        """The adjectives and nouns that follow the name, with or without a possessive."""
        following = self.words[self.end : self.end + _REACH]
        owned = following[1:] if following and following[0].form in POSSESSIVE_ENDINGS else following
        return list(takewhile(lambda word: word.upos in _NOMINAL, owned))

    def is_place(self, is_dateline: bool) -> bool:
        """ "In Upper Karsia", or in a dateline between a town and the date: "SELT, Upper Karsia, May 3"."""
        if is_dateline:
            after = [word.form.title() for word in self.words[self.end : self.end + 2]]
            dates = {form + dot for form in after[1:] for dot in ("", ".")}
            ends = after[:1] == ["("] or (after[:1] == [","] and not CALENDAR.isdisjoint(dates))  # "SELT, Karsia (NN)"
            return ends and self.first > 1 and self.words[self.first - 1].form == ","
        before = [word.form.lower() for word in self.words[max(0, self.first - 2) : self.first] if word.form != "the"]
        return self.is_whole and before[-1:] == ["in"]

    def _list_before(self, link: str) -> list[str]:
        """The forms of two words before a link that stands before the name."""
        before = [word.form for word in self.words[max(0, self.first - 3) : self.first]]
        return before[:-1] if before[-1:] == [link] else []


def add_long_countries(sentences: Sequence[Sentence], datelines: AbstractSet[int], gazetteer: Gazetteer) -> Gazetteer:
    """Add the countries of several words that only this article knows.

    Args:
        sentences: the article's parse.
        datelines: indices of the blocks that are datelines.
        gazetteer: the word lists.

    Returns:
        The lists with the article's countries, or the lists themselves where it adds none.
    """
    persons = {word.form for sentence in sentences for word in find_surnames(sentence, gazetteer)}
    forms, countries, owners, placed = set[str](), set[str](), set[str](), set[str]()
    powers: dict[str, set[str]] = {}
    for sentence in sentences:
        for name in _find_long_names(sentence, gazetteer):
            if name.words[name.first].form in persons:
                continue
            forms.add(name.text)
            if name.is_of_a_state():
                countries.add(name.text)
            powers.setdefault(name.text, set()).update(name.list_powers())
            if name.has_national_body() or len(powers[name.text]) > 1:
                owners.add(name.text)
            if name.is_place(sentence.block in datelines):
                placed.add(name.text)
    countries |= {name for name in placed if name in owners or not owners.isdisjoint(derive_demonyms(name))}
    if not countries:
        return gazetteer
    listed = {name: _find_longer_name(name, gazetteer) or name for name in sorted(countries)}
    places = {form: PlaceName(listed[name], "demonym") for name in listed for form in derive_demonyms(name) & forms}
    places |= {name: PlaceName(country, "country") for name, country in listed.items()}
    added = (country for name, country in listed.items() if country == name)
    return replace(gazetteer, places=gazetteer.places.add(places), countries=(*gazetteer.countries, *added))


def _find_longer_name(name: str, gazetteer: Gazetteer) -> str:
    """The listed country of which a name is the first part: "Saint Lind" of "Saint Lind and the Cays"."""
    return next((country for country in gazetteer.countries if country.startswith(f"{name} and ")), "")


def _find_long_names(sentence: Sentence, gazetteer: Gazetteer) -> Iterator[_LongName]:
    """Runs of two or three capitalised words from their beginning, none a listed place's, a title or a body's noun."""
    words = sentence.words
    listed = find_listed_words(sentence, gazetteer)
    fits = [_is_name_word(word) and word.id not in listed and not _is_noun(word, gazetteer) for word in words]
    for first, word in enumerate(words):
        begins = fits[first] and word.form not in gazetteer.first_names
        if not begins or (first and _is_name_word(words[first - 1])):
            continue
        for end in range(first + 1, min(first + _LONGEST, len(words)) + 1):
            if not all(fits[first:end]):
                break
            if end - first > 1:
                yield _LongName(words, first, end)
            isles = _count_isles(words[end:])
            if isles and fits[end + isles - 1]:
                yield _LongName(words, first, end + isles)


def _is_name_word(word: Word) -> bool:
    is_calendar = word.form in CALENDAR
    return word.form[:1].isupper() and not word.form.isupper() and word.upos in _NOMINAL and not is_calendar


def _count_isles(words: Sequence[Word]) -> int:
    """The words of "and the Cays", with which a name may end."""
    forms = [word.form for word in words[:2]]
    return 3 if forms == ["and", "the"] and len(words) > 2 and _is_name_word(words[2]) else 0


def _is_noun(word: Word, gazetteer: Gazetteer) -> bool:
    is_person = word.form in gazetteer.titles or gazetteer.find_person_noun(word.lemma, word.form)
    return bool(is_person or gazetteer.classify_body(word.lemma, word.form))


def _is_national(noun: Word, before: Sequence[Word], after: Sequence[Word]) -> bool:
    """ "Army", "foreign ministry"; not the first words of "army of traders" and "army contracts"."""
    is_of_matter = any(word.lemma.lower() in _MATTERS_OF_STATES for word in before)
    return (noun.lemma.lower() in _NATIONAL and not _goes_on(after)) or (
        noun.lemma.lower() in _MINISTERS and is_of_matter
    )


def _goes_on(after: Sequence[Word]) -> bool:
    return bool(after) and (after[0].form == "of" or after[0].upos == "NOUN")

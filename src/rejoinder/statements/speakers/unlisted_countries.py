"""Countries that no list knows: an invented, historical or would-be state, recognised by what the article says of it.

A name is a country's where the article has one of these, and the name is nobody's surname:

- its adjective before a noun for persons, bodies or territory: "Karsia" and "the Karsian soldiers";
- a national body or office that it owns: "Karsia's army", "Karsia's foreign minister";
- "of" and the name after such a body, or after "Republic": "the government of Karsia", "the junta in Karsia";
- its prime minister, and what it owns or what is in it: "Karsia prime minister" and "Karsia's hills", "in Karsia";
- its president, whom companies have, too, something that is in it, and its people: "Karsia's president", "a Karsian";
- its place in a dateline between a town of no list and the date: "SELT, Karsia, May 3".
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from rejoinder.statements.speakers.calendar_words import CALENDAR
from rejoinder.statements.speakers.gazetteer import Gazetteer
from rejoinder.statements.speakers.label_words import write_small
from rejoinder.statements.speakers.names import POSSESSIVE_ENDINGS
from rejoinder.statements.speakers.place_names import PlaceName
from rejoinder.syntax import Sentence, Word

_SUFFIXES = ("an", "ans", "n", "ns", "ian", "ians", "ese", "ish", "i", "is", "ic")
_SHORTEST = 4
_REACH = 4  # words after an adjective or a possessive among which its noun stands
_CONTINENTS = frozenset({"Africa", "America", "Asia", "Europe", "Eurasia", "Oceania", "Arab", "Balkans", "Islam"})
_NATIONAL = frozenset({"government", "parliament", "army", "navy", "military", "ministry", "minister", "embassy"})
_NATIONAL |= {"ambassador", "junta", "cabinet", "airspace", "premier"}
_TERRITORY = frozenset({"side", "border", "soil", "territory", "capital", "coast", "waters", "airspace", "flag"})
_STATES = frozenset({"republic", "kingdom", "emirate", "government", "parliament", "embassy", "ambassador"})
_STATES |= {"airspace", "junta"}  # no army, as of "Army of Victory"
_BEFORE_NAMES = frozenset(
    {"Deputy", "Former", "Acting", "Interim", "Outgoing", "North", "South", "East", "West", "Upper", "Lower"}
)
_PRESIDENT = frozenset({"president"})
_PARTIES = frozenset({"Labour", "Labor", "Conservative", "Tory", "Socialist", "Liberal"})  # "Labour Prime Minister"
_JUNTA = frozenset({"junta"})  # which is in its country, as an army may be in any town


def add_unlisted_countries(
    sentences: Sequence[Sentence], datelines: AbstractSet[int], gazetteer: Gazetteer
) -> Gazetteer:
    """Add the countries that only this article knows.

    Args:
        sentences: the article's parse.
        datelines: indices of the blocks that are datelines.
        gazetteer: the word lists.

    Returns:
        The lists with the article's countries, or the lists themselves where it adds none.
    """
    names, adjectives, owners = set[str](), set[str](), set[str]()
    governed, presided, entered, owning = set[str](), set[str](), set[str](), set[str]()
    surnames = {word.form for sentence in sentences for word in _find_surnames(sentence, gazetteer)}
    for sentence in sentences:
        for word in _find_candidates(sentence, gazetteer):
            names.add(word.form)
            if _describes_actor(sentence, word, gazetteer):
                adjectives.add(word.form)
            is_dated = sentence.block in datelines and _stands_in_dateline(sentence, word)
            if is_dated or _has_national_body(sentence, word):
                owners.add(word.form)
            if _has_prime_minister(sentence, word):
                governed.add(word.form)
            if _owns(sentence, word, _PRESIDENT) or _follows(sentence, word, "of", _PRESIDENT):
                presided.add(word.form)
            if sentence.words[word.id : word.id + 1] and sentence.words[word.id].form in POSSESSIVE_ENDINGS:
                owning.add(word.form)
            if word.id > 1 and sentence.words[word.id - 2].form.lower() == "in":
                entered.add(word.form)
    owners |= governed & (entered | owning)
    owners |= {name for name in presided & entered if _derive_demonyms(name) & names}
    places: dict[str, PlaceName] = {}
    derived = {demonym for name in owners for demonym in _derive_demonyms(name)}
    for name in sorted(names - derived - gazetteer.places.meanings.keys() - surnames - _CONTINENTS):
        forms = _derive_demonyms(name)
        if (forms & adjectives or name in owners) and not _is_listed(name, gazetteer):
            places |= dict.fromkeys(sorted(forms & names), PlaceName(name, "demonym"))
            places[name] = PlaceName(name, "country")
    countries = (name for name, place in places.items() if place.kind == "country")
    added = replace(gazetteer, places=gazetteer.places.add(places), countries=(*gazetteer.countries, *countries))
    return added if places else gazetteer


def _find_candidates(sentence: Sentence, gazetteer: Gazetteer) -> Iterator[Word]:
    """Words that may name a country or its people: capitalised, not short, and no part of a listed place."""
    listed = _find_listed_words(sentence, gazetteer)
    for word in sentence.words:
        is_name = word.form[:1].isupper() and word.upos in ("PROPN", "ADJ", "NOUN")
        is_no_name = word.form in CALENDAR | _BEFORE_NAMES
        if is_name and len(word.form) >= _SHORTEST and word.id not in listed and not is_no_name:
            yield word


def _derive_demonyms(name: str) -> set[str]:
    """What a country's people may be called: "Karsian", "Karsiese" and so on for "Karsia"."""
    stems = (name, name[:-1]) if name[-1] in "aeoy" else (name,)
    return {stem + suffix for stem in stems for suffix in _SUFFIXES}


def _find_listed_words(sentence: Sentence, gazetteer: Gazetteer) -> set[int]:
    """Ids of the words of listed places: "Korea" in "North Korea", also in capitals."""
    forms = [write_small(word.form) for word in sentence.words]
    found = ((k, gazetteer.find_place(forms[k:])) for k in range(len(forms)) if forms[k] in gazetteer.places.lengths)
    return {k + 1 + n for k, place in found if place is not None for n in range(place[1])}


def _find_surnames(sentence: Sentence, gazetteer: Gazetteer) -> Iterator[Word]:
    """Words after a first name, a title or an office: "Ivo Karsia", "Mr. Karsia"."""
    for before, word in zip(sentence.words, sentence.words[1:], strict=False):
        person = before.form in gazetteer.first_names or before.form in gazetteer.titles
        if word.form[:1].isupper() and (person or gazetteer.find_person_noun(before.lemma, before.form)):
            yield word


def _describes_actor(sentence: Sentence, word: Word, gazetteer: Gazetteer) -> bool:
    """Among the adjectives and nouns that follow stands one for persons, bodies or territory."""
    for following in sentence.words[word.id : word.id + _REACH]:
        if following.upos not in ("ADJ", "NOUN", "PROPN"):
            return False
        body = gazetteer.classify_body(following.lemma, "")
        if following.lemma.lower() in _TERRITORY:
            return True
        if body not in ("", "thing", "document") or gazetteer.find_person_noun(following.lemma, following.form):
            return True
    return False


def _has_national_body(sentence: Sentence, word: Word) -> bool:
    following = sentence.words[word.id : word.id + 1]
    is_whole = not any(w.form[:1].isupper() and w.upos in ("PROPN", "ADJ", "NOUN") for w in following)
    of_states = _follows(sentence, word, "of", _STATES) and is_whole  # not "Government of National Unity"
    of_country = of_states or _follows(sentence, word, "in", _JUNTA)
    return of_country or _owns(sentence, word, _NATIONAL)


def _has_prime_minister(sentence: Sentence, word: Word) -> bool:
    forms = [w.form.lower() for w in sentence.words[word.id : word.id + 2]]
    return forms == ["prime", "minister"] and word.upos == "PROPN" and word.form not in _PARTIES


def _owns(sentence: Sentence, word: Word, nouns: AbstractSet[str]) -> bool:
    """ "Karsia's foreign ministry"; "Sri Karsia's" is a longer name's, and "Apple's premier event" of no premier."""
    before, following = sentence.words[word.id - 2], sentence.words[word.id : word.id + _REACH]
    longer_name = word.id > 1 and before.form[:1].isupper() and before.upos in ("PROPN", "ADJ")
    if longer_name or not following or following[0].form not in POSSESSIVE_ENDINGS:
        return False
    for noun in following[1:]:
        if noun.lemma.lower() in nouns and noun.upos in ("NOUN", "PROPN"):
            return noun.form != "Premier"  # "Selt's Premier League"
        if noun.upos not in ("ADJ", "NOUN", "PROPN"):
            return False
    return False


def _follows(sentence: Sentence, word: Word, link: str, nouns: AbstractSet[str]) -> bool:
    """ "The government of Karsia", "the Republic of Karsia"."""
    before = [w.form.lower() for w in sentence.words[max(0, word.id - 4) : word.id - 1] if w.form.lower() != "the"]
    return len(before) > 1 and before[-1] == link and before[-2] in nouns


def _stands_in_dateline(sentence: Sentence, word: Word) -> bool:
    """ "SELT, Karsia, May 3 -"."""
    before, (comma, month) = sentence.words[: word.id - 1], (*sentence.words[word.id : word.id + 2], None, None)[:2]
    parts = bool(before) and before[-1].form == "," and comma is not None and comma.form == ","
    return parts and month is not None and not CALENDAR.isdisjoint({month.form.title(), f"{month.form.title()}."})


def _is_listed(name: str, gazetteer: Gazetteer) -> bool:
    organisations = gazetteer.organisations
    is_person = name in gazetteer.first_names or name in gazetteer.titles
    return is_person or name in organisations or name.lower() in organisations

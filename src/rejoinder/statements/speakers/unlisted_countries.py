"""Countries that no list knows: an invented, historical or would-be state, recognised by what the article says of it.

A name is a country's where the article has one of these, and the name is nobody's surname:

- its adjective before a noun for persons, bodies or territory: "Karsia" and "the Karsian soldiers";
- a national body or office that it owns: "Karsia's army", "Karsia's foreign minister";
- "of" and the name after such a body, or after "Republic": "the government of Karsia".
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

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
_NATIONAL |= {"ambassador", "junta", "cabinet"}
_TERRITORY = frozenset({"side", "border", "soil", "territory", "capital", "coast", "waters", "airspace", "flag"})
_STATES = frozenset({"republic", "kingdom", "emirate", "government", "parliament", "embassy", "ambassador", "army"})


def add_unlisted_countries(sentences: Sequence[Sentence], gazetteer: Gazetteer) -> Gazetteer:
    """Add the countries that only this article knows.

    Returns:
        The lists with the article's countries, or the lists themselves where it adds none.
    """
    names, adjectives, owners = set(), set(), set()
    surnames = {word.form for sentence in sentences for word in _find_surnames(sentence, gazetteer)}
    for sentence in sentences:
        for word in _find_candidates(sentence, gazetteer):
            names.add(word.form)
            if _describes_actor(sentence, word, gazetteer):
                adjectives.add(word.form)
            if _has_national_body(sentence, word):
                owners.add(word.form)
    places: dict[str, PlaceName] = {}
    for name in sorted(names - gazetteer.places.meanings.keys() - surnames - _CONTINENTS):
        forms = _derive_demonyms(name)
        if (forms & adjectives or name in owners) and not _is_listed(name, gazetteer):
            places |= dict.fromkeys(sorted(forms & names), PlaceName(name, "demonym"))
            places[name] = PlaceName(name, "country")
    return replace(gazetteer, places=gazetteer.places.add(places)) if places else gazetteer


def _find_candidates(sentence: Sentence, gazetteer: Gazetteer) -> Iterator[Word]:
    """Words that may name a country or its people: capitalised, not short, and no part of a listed place."""
    listed = _find_listed_words(sentence, gazetteer)
    for word in sentence.words:
        is_name = word.form[:1].isupper() and word.upos in ("PROPN", "ADJ", "NOUN")
        if is_name and len(word.form) >= _SHORTEST and word.id not in listed:
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
    return _owns_national_body(sentence, word) or _follows_state(sentence, word)


def _owns_national_body(sentence: Sentence, word: Word) -> bool:
    """ "Karsia's foreign ministry"; "Sri Karsia's" is a longer name's."""
    before, following = sentence.words[word.id - 2], sentence.words[word.id : word.id + _REACH]
    longer_name = word.id > 1 and before.form[:1].isupper() and before.upos in ("PROPN", "ADJ")
    if longer_name or not following or following[0].form not in POSSESSIVE_ENDINGS:
        return False
    for noun in following[1:]:
        if noun.lemma.lower() in _NATIONAL:
            return True
        if noun.upos not in ("ADJ", "NOUN", "PROPN"):
            return False
    return False


def _follows_state(sentence: Sentence, word: Word) -> bool:
    """ "The government of Karsia", "the Republic of Karsia"."""
    before = [w.form.lower() for w in sentence.words[max(0, word.id - 4) : word.id - 1] if w.form.lower() != "the"]
    return len(before) > 1 and before[-1] == "of" and before[-2] in _STATES


def _is_listed(name: str, gazetteer: Gazetteer) -> bool:
    return name in gazetteer.first_names or name in gazetteer.titles or name.lower() in gazetteer.organisations

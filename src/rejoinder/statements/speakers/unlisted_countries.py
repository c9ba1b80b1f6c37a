"""Countries that no list knows: an invented, historical or would-be state, recognised by its adjective."""

from collections.abc import Sequence
from dataclasses import replace

from rejoinder.statements.speakers.gazetteer import Gazetteer
from rejoinder.statements.speakers.place_names import PlaceName
from rejoinder.syntax import Sentence

_SUFFIXES = ("an", "ans", "n", "ns", "ian", "ians", "ese", "ish", "i", "is", "ic")
_SHORTEST = 4


def add_unlisted_countries(sentences: Sequence[Sentence], gazetteer: Gazetteer) -> Gazetteer:
    """Add a name whose adjective describes a government, minister, ministry or army in this article.

    "Karsia" is a country where the article also has "the Karsian government"; "Trumpian" alone makes none.

    Returns:
        The lists with the article's countries, or the lists themselves where it adds none.
    """
    names, adjectives = set(), set()
    for sentence in sentences:
        for word, following in zip(sentence.words, (*sentence.words[1:], None), strict=True):
            if word.form[:1].isupper() and len(word.form) >= _SHORTEST and word.upos in ("PROPN", "ADJ", "NOUN"):
                names.add(word.form)
                if following is not None and _precedes_state_body(sentence, word.id, gazetteer):
                    adjectives.add(word.form)
    places: dict[str, PlaceName] = {}
    for name in sorted(names - gazetteer.places.meanings.keys()):
        forms = {name + s for s in _SUFFIXES} | {name[:-1] + s for s in _SUFFIXES if name[-1] in "aeoy"}
        if forms & adjectives and not _is_listed(name, gazetteer):
            places |= {form: PlaceName(name, "demonym") for form in sorted(forms & names)}
            places[name] = PlaceName(name, "country")
    return replace(gazetteer, places=gazetteer.places.add(places)) if places else gazetteer


def _precedes_state_body(sentence: Sentence, index: int, gazetteer: Gazetteer) -> bool:
    """Among the next words, before anything but adjectives and nouns, stands a state's body or office."""
    for word in sentence.words[index : index + 4]:
        if word.upos not in ("ADJ", "NOUN", "PROPN"):
            return False
        noun = gazetteer.find_person_noun(word.lemma, word.form)
        if gazetteer.classify_body(word.lemma, "") == "government" or (noun and noun.kind == "state"):
            return True
    return False


def _is_listed(name: str, gazetteer: Gazetteer) -> bool:
    return name in gazetteer.first_names or name in gazetteer.titles or name.lower() in gazetteer.organisations

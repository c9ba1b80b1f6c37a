"""Names of persons in capitals, as coverage of meetings writes them: "ANA LIND (Selt) said"."""

from collections.abc import Sequence

from rejoinder.statements.speakers.gazetteer import Gazetteer
from rejoinder.syntax import Word

NO_BODY = frozenset({"", "thing", "document"})  # classes of nouns, of none that can be a body
_SAYS = frozenset({"said", "says", "told", "asked"})
_SHORTEST = 5  # letters that no abbreviation has


def is_person_in_capitals(words: Sequence[Word], first: int, end: int, gazetteer: Gazetteer) -> bool:
    """Whether the words of a sentence from `first` to before `end` are a person's name in capitals.

    The rest of the sentence is not in capitals, and the name has a first name, or speaks: not "US CENTCOM".
    """
    forms = [word.form for word in words[first:end]]
    is_name = all(form.isupper() for form in forms) and max(map(len, forms), default=0) >= _SHORTEST
    if not is_name or not any(word.form.islower() for word in words):
        return False
    listed = [_is_listed(form, gazetteer) for form in forms]
    speaks = end < len(words) and words[end].form in {"(", ",", *_SAYS}
    return (forms[0].title() in gazetteer.first_names and not listed[0]) or (speaks and not any(listed))


def _is_listed(form: str, gazetteer: Gazetteer) -> bool:
    """Whether a word in capitals is a place or a body."""
    is_place = any(gazetteer.find_place([written]) for written in (form, form.title()))
    return is_place or gazetteer.classify_body("", form) not in NO_BODY

"""Labels of turns in capitals: whom "MS. OKELLO:" or "PRESIDENT ADLER (Norvane):" names, written as in running text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rejoinder.statements.speakers.entities import Entity, EntityId, conflict
from rejoinder.statements.speakers.gazetteer import Gazetteer

_NAME_END = re.compile(r",| [(\[]")  # of a label: what follows is an office, a party or a country
_MOST_WORDS = 4  # of a name without its titles
_SHORTEST = 5  # letters of a surname that the text has in capitals only; less is an acronym
_PARTICLES = frozenset({"of", "for", "the", "and", "de", "da", "del", "la", "van", "von", "der", "bin", "ibn", "to"})
_SUFFIXES = frozenset({"II", "III", "IV"})
_PART = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class ShoutedLabel:
    """Whom a label in capitals names.

    Attributes:
        tokens: the words of the name, in normal case; none where the label is an office alone.
        role: the office, in normal case, "" without one.
        gender: "masculine", "feminine" or "".
    """

    tokens: tuple[str, ...]
    role: str
    gender: str

    def names(self, entity: Entity) -> bool:
        """Whether an entity of the article can be the person: surname and first name are alike, the case aside."""
        if entity.kind not in ("person", "name") or not entity.tokens or not self.tokens:
            return False
        own, other = ([token.casefold() for token in tokens] for tokens in (self.tokens, entity.tokens))
        has_same_names = own[-1] == other[-1] and (len(own) == 1 or len(other) == 1 or own[0] == other[0])
        return has_same_names and not conflict(self.gender, entity.gender)

    def build_entity(self) -> Entity:
        """Build who speaks where the article does not name them otherwise; an office alone is nobody's name."""
        name = " ".join(self.tokens)
        if not name:
            return Entity(self.role, "anonymous", role=self.role, gender=self.gender)
        return Entity(name, "person", self.tokens, self.gender, role=self.role)


def read_shouted_label(label: str, text: str, gazetteer: Gazetteer) -> ShoutedLabel | None:
    """Read a label in capitals.

    Args:
        label: of a turn, without its colon.
        text: of the article, which may write the name in normal case somewhere.
        gazetteer: of titles, offices, places and bodies.

    Returns:
        Whom it names; None where it is not in capitals, or names a place or a body.
    """
    words = _NAME_END.split(label)[0].split()
    if not words or not all(word.isupper() for word in words):
        return None
    start = _count_titles(words, gazetteer)
    tokens = words[start:]
    is_acronym = not start and len(tokens) == 1 and len(label) < _SHORTEST and not _find_spelling(label, text)
    if is_acronym or _names_no_person(tokens, gazetteer):
        return None
    role = [word for word in words[:start] if not _is_honorific(word, gazetteer)]
    genders = (_find_gender(word, gazetteer) for word in words[:start] + tokens[:1])
    return ShoutedLabel(
        tokens=tuple(_write_as_in_text(token, text) for token in tokens),
        role=" ".join(_lower(role)).removeprefix("The "),
        gender=next(filter(None, genders), ""),
    )


def find_labelled(label: ShoutedLabel, named: Iterable[tuple[EntityId, Entity]]) -> EntityId | None:
    """Find the person whom the article names in normal case, too; the fullest name first."""
    persons = [(entity_id, entity) for entity_id, entity in named if label.names(entity) and not entity.name.isupper()]
    return max(persons, key=lambda person: len(person[1].tokens), default=(None, None))[0]


def _count_titles(words: Sequence[str], gazetteer: Gazetteer) -> int:
    """Count the words up to the last title or office: two in "PRIME MINISTER LIND", all of an office alone."""
    titles = [n for n, word in enumerate(words, 1) if _is_honorific(word, gazetteer) or _is_office(word, gazetteer)]
    return titles[-1] if titles else 0


def _is_honorific(word: str, gazetteer: Gazetteer) -> bool:
    title = gazetteer.titles.get(word.capitalize())
    return title is not None and title.kind == "honorific"


def _is_office(word: str, gazetteer: Gazetteer) -> bool:
    return word.capitalize() in gazetteer.titles or word.lower() in gazetteer.persons


def _names_no_person(tokens: Sequence[str], gazetteer: Gazetteer) -> bool:
    """Whether the words are a place's, a body's or too many."""
    forms = [[*tokens], [token.capitalize() for token in tokens]]
    is_place = any(gazetteer.find_place(spelling) for spelling in forms if spelling)
    is_body = any(token in gazetteer.organisations or token.lower() in gazetteer.organisations for token in tokens)
    return len(tokens) > _MOST_WORDS or is_place or is_body or any(token in ("OF", "FOR") for token in tokens)


def _find_gender(word: str, gazetteer: Gazetteer) -> str:
    noun = gazetteer.titles.get(word.capitalize()) or gazetteer.persons.get(word.lower())
    return noun.gender if noun is not None else gazetteer.first_names.get(word.capitalize(), "")


def _write_as_in_text(token: str, text: str) -> str:
    """A word of a name as the text writes it elsewhere, else with its first letters large: "O'Brien", "Al-Sharif"."""
    written = _find_spelling(token, text)
    if written or token in _SUFFIXES or len(token.rstrip(".")) == 1:
        return written or token
    if token.lower() in _PARTICLES:
        return token.lower()
    return _PART.sub(lambda part: part[0].capitalize(), token)


def _find_spelling(token: str, text: str) -> str:
    spellings = re.findall(rf"(?<!\w){re.escape(token)}(?!\w)", text, re.IGNORECASE)
    return next((spelling for spelling in spellings if not spelling.isupper() and not spelling.islower()), "")


def _lower(words: Sequence[str]) -> list[str]:
    return [word.lower() if word.lower() in _PARTICLES and n else word.capitalize() for n, word in enumerate(words)]

"""Who is described first and named later: the headline's "minister", the lead's "senior nurse".

News opens with what somebody is and says, and gives the name in the paragraphs that follow.
"""

from collections.abc import Callable, Iterator

from rejoinder.statements.speakers.coreference.discourse import Discourse
from rejoinder.statements.speakers.coreference.nominals import Nominal
from rejoinder.statements.speakers.coreference.offices import can_hold_office, count_shared_words
from rejoinder.statements.speakers.entities import Entity, EntityId
from rejoinder.statements.speakers.mentions import NameMention
from rejoinder.statements.speakers.named_article import NamedSentence

_OPENING = 4  # sentences of the body in which a description may come before the name
_REACH = 10  # sentences further on in which the name of somebody in the opening is looked for
_NEXT = 4  # the same for somebody of whom the article only says the name
_LEAD = 2  # sentences at most before the lead: a dateline, a by-line
_AGE_DIGITS = 2
_SPEAKING = frozenset({"say", "tell", "add", "announce", "warn", "argue", "explain", "insist", "claim", "ask"})
_CHIEFS = frozenset({"chief", "leader", "head", "boss"})  # headlines call anybody so who leads
_HEADS = frozenset({"commander", "president", "chairman", "chairwoman", "chair", "director", "mayor", "governor"})
_HEADS |= {"executive", "councillor", "manager", "general", "secretary", "minister", "captain"}
_NEVER_NAMED = frozenset({"official", "spokesman", "spokeswoman", "spokesperson", "source", "witness", "reporter"})

Allowed = Callable[[Entity], bool]


def find_named_later(nominal: Nominal, allowed: Allowed) -> EntityId | None:
    """Find the person that a description in the headline or the opening means, if they are named only after it.

    Args:
        nominal: a description of one person.
        allowed: what the person must be.

    Returns:
        Who holds the office that the description names; else, for headline and first sentence, the next person of
        whom nothing else is said, or who leads something, for a "chief". None where there is none, or an indefinite
        description fits several.
    """
    number = nominal.phrase.sentence.number
    body = _find_body_start(nominal.discourse)
    if number >= body + _OPENING or (_is_indefinite(nominal) and _is_never_named(nominal)):
        return None
    holders = _list_holders(nominal, allowed, max(number, body) + _REACH)
    if holders:
        return _choose_holder(nominal, holders)
    if number > body + _LEAD or _is_never_named(nominal):
        return None
    return _find_next_speaking(nominal, allowed, body + _NEXT)


def _is_indefinite(nominal: Nominal) -> bool:
    return nominal.phrase.article in ("a", "an")


def _is_never_named(nominal: Nominal) -> bool:
    """Whether news gives no names of such persons: officials, witnesses."""
    return bool(nominal.description.nouns & _NEVER_NAMED)


def _list_holders(nominal: Nominal, allowed: Allowed, end: int) -> list[EntityId]:
    """Persons named before a sentence who can hold the office that the description names, in order, each once."""
    entities = nominal.discourse.entities
    named = dict.fromkeys(entity_id for entity_id, _ in _list_named(nominal, end))
    return [i for i in named if allowed(entities[i]) and can_hold_office(nominal, entities[i])]


def _choose_holder(nominal: Nominal, holders: list[EntityId]) -> EntityId | None:
    """Who fits the description best; an indefinite one means nobody where several fit."""
    if len(holders) > 1 and _is_indefinite(nominal):
        return None
    entities = nominal.discourse.entities
    return max(holders, key=lambda i: count_shared_words(nominal, entities[i]))


def _find_next_speaking(nominal: Nominal, allowed: Allowed, end: int) -> EntityId | None:
    """The next person, named before a sentence, of whom nothing else is said, or who leads, for a "chief"."""
    entities = nominal.discourse.entities
    chief = bool(nominal.description.nouns & _CHIEFS)
    for entity_id, is_person in _list_named(nominal, end):
        entity = entities[entity_id]
        if is_person and allowed(entity) and (_is_only_named(entity) or (chief and _leads(entity))):
            return entity_id
    return None


def _leads(entity: Entity) -> bool:
    """Whether the person is described as somebody at the head of something."""
    return bool(entity.nouns & (_CHIEFS | _HEADS))


def _find_body_start(discourse: Discourse) -> int:
    """Index of the first sentence that is in no headline."""
    article = discourse.article
    return next((s.number for s in article.sentences if s.block not in article.headlines), len(article.sentences))


def _list_named(nominal: Nominal, end: int) -> Iterator[tuple[EntityId, bool]]:
    """Persons named after the description, before a sentence, in order; and whether they are persons for sure."""
    discourse, phrase = nominal.discourse, nominal.phrase
    phrase_end = phrase.sentence.words[phrase.end - 1].end  # "a rancher near São Félix" is no Félix
    for sentence in discourse.article.sentences[nominal.phrase.sentence.number : end]:
        for name in sentence.names:
            later = name.start >= phrase_end and not discourse.article.is_quoted(name.start)
            if later and name.kind in ("person", "name"):
                is_person = name.kind == "person" or _speaks(sentence, name) or _has_age(sentence, name)
                yield discourse.entity_of[name.start], is_person


def _speaks(sentence: NamedSentence, name: NameMention) -> bool:
    """Whether a name that may be a person's is the subject of speech."""
    subjects = (word for word in sentence.words[name.first : name.last + 1] if word.relation == "nsubj")
    heads = (sentence.tree.head(word) for word in subjects)
    return any(head is not None and head.lemma in _SPEAKING for head in heads)


def _has_age(sentence: NamedSentence, name: NameMention) -> bool:
    """Whether an age stands behind a name: "Ivo Tarn, 44, listened"."""
    comma, age = (sentence.form_at(name.last + n) for n in (1, 2))
    return comma == "," and age.isdigit() and len(age) == _AGE_DIGITS


def _is_only_named(entity: Entity) -> bool:
    """Whether the article says no more of a person than the name."""
    return len(entity.tokens) > 1 and not entity.nouns - {""} and not entity.role

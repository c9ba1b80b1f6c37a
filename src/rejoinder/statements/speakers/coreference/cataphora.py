"""Who is described first and named later: the headline's "minister", the lead's "senior nurse", the next sentence's name.

News opens with what somebody is and says, and gives the name in the paragraphs that follow.
"""

from collections.abc import Callable, Iterator

from rejoinder.statements.speakers.coreference.discourse import Discourse
from rejoinder.statements.speakers.coreference.nominals import Nominal
from rejoinder.statements.speakers.coreference.offices import can_hold_office, count_shared_words
from rejoinder.statements.speakers.entities import Entity, EntityId

_OPENING = 4  # sentences of the body in which a description may come before the name
_REACH = 10  # sentences further on in which the name of somebody in the opening is looked for
_NEXT = 4  # the same for somebody of whom the article only says the name
_NEVER_NAMED = frozenset({"official", "spokesman", "spokeswoman", "spokesperson", "source", "witness", "reporter"})

Allowed = Callable[[Entity], bool]


def find_named_later(nominal: Nominal, allowed: Allowed) -> EntityId | None:
    """Find the person that a description in the headline or the opening means, if they are named only after it.

    Args:
        nominal: a description of one person.
        allowed: what the person must be.

    Returns:
        Who holds the office that the description names; else, for headline and first sentence, the next person of
        whom nothing else is said. None where there is none, or an indefinite description fits several.
    """
    number = nominal.phrase.sentence.number
    body = _find_body_start(nominal.discourse)
    indefinite = nominal.phrase.article in ("a", "an")
    unnamed = bool(nominal.description.nouns & _NEVER_NAMED)
    if number >= body + _OPENING or (indefinite and unnamed):
        return None
    entities = nominal.discourse.entities
    later = [
        entity_id
        for entity_id in dict.fromkeys(_list_named(nominal, max(number, body) + _REACH))
        if entities[entity_id].kind in ("person", "name") and allowed(entities[entity_id])
    ]
    holders = [entity_id for entity_id in later if can_hold_office(nominal, entities[entity_id])]
    if holders:
        return None if len(holders) > 1 and indefinite else max(holders, key=lambda i: count_shared_words(nominal, entities[i]))
    if number > body or unnamed:
        return None
    return next((i for i in _list_named(nominal, body + _NEXT) if i in later and _is_only_named(entities[i])), None)


def _find_body_start(discourse: Discourse) -> int:
    """Index of the first sentence that is in no headline."""
    article = discourse.article
    return next((s.number for s in article.sentences if s.block not in article.headlines), len(article.sentences))


def _list_named(nominal: Nominal, end: int) -> Iterator[EntityId]:
    """Who is named after the description, before a sentence; in order of the text."""
    discourse = nominal.discourse
    for sentence in discourse.article.sentences[nominal.phrase.sentence.number : end]:
        for name in sentence.names:
            if name.start > nominal.head.start and not discourse.article.is_quoted(name.start):
                yield discourse.entity_of[name.start]


def _is_only_named(entity: Entity) -> bool:
    """Whether the article says no more of a person than the name."""
    return entity.kind == "person" and len(entity.tokens) > 1 and not entity.nouns - {""} and not entity.role

"""Two who were spoken of together: "both", "the two", "both historians", "the two sides"."""

from collections.abc import Iterator

from rejoinder.statements.speakers.coreference.discourse import Discourse
from rejoinder.statements.speakers.entities import EntityId
from rejoinder.statements.speakers.phrases import SourcePhrase

_NEAR = 2  # sentences back in which the two stand
_OPENING = 2  # sentences at the head of the article that may name the two sides of all that follows
_PERSON, _BODY = "person", "body"
_CLASSES = {"person": _PERSON, "name": _PERSON, "organisation": _BODY, "country": _BODY}
_NOUNS = {"man": _PERSON, "woman": _PERSON, "leader": _PERSON, "side": _BODY, "country": _BODY, "nation": _BODY}
_NOUNS |= {"state": _BODY, "government": _BODY, "neighbour": _BODY, "neighbor": _BODY}
_TWO = 2


def find_pair(discourse: Discourse, phrase: SourcePhrase) -> tuple[EntityId, ...]:
    """Find the two that "both" or "the two" means.

    Args:
        discourse: the article as read so far.
        phrase: the source phrase.

    Returns:
        The only two persons, or bodies and countries, of the nearest sentence before that names two of a kind, in
        order; of "both historians" one at least was described so, and "both sides" may be those of the article's
        opening. Nobody for other phrases, and where the two are not told.
    """
    words = [word for word in phrase.sentence.words[phrase.first : phrase.end] if word.upos != "PUNCT"]
    forms = [word.form.lower() for word in words]
    if forms[:1] != ["both"] and forms[:2] != ["the", "two"]:
        return ()
    rest = words[1 + (forms[0] == "the") :]
    if len(rest) > 1:  # "both Karsian and Norwegian leaders" says itself who they are
        return ()
    noun = rest[0].lemma.lower() if rest else ""
    number = phrase.sentence.number
    near = range(number - 1, max(number - _NEAR, 0) - 1, -1)
    opening = range(min(_OPENING, number)) if _NOUNS.get(noun) == _BODY else ()
    pairs = (pair for k in (*near, *opening) for pair in _list_pairs(discourse, k, noun))
    return next(pairs, ())


def _list_pairs(discourse: Discourse, number: int, noun: str) -> Iterator[tuple[EntityId, ...]]:
    """The two persons, and the two bodies, of a sentence that has just two of them."""
    entities = discourse.entities
    names = [n for n in discourse.article.sentences[number].names if not discourse.article.is_quoted(n.start)]
    named = tuple(dict.fromkeys(discourse.entity_of[name.start] for name in names))
    for kind in (_PERSON, _BODY):
        pair = tuple(entity_id for entity_id in named if _CLASSES.get(entities[entity_id].kind) == kind)
        described = not noun or _NOUNS.get(noun) == kind or any(noun in entities[k].nouns for k in pair)
        if len(pair) == _TWO and described:
            yield pair

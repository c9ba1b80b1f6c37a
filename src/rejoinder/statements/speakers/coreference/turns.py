"""Quotations without a source: a name that the parse hides beside the cue, else whoever has the floor."""

from collections.abc import Iterator

from rejoinder.statements.model import Attribution
from rejoinder.statements.speakers.coreference.discourse import Discourse, Resolution
from rejoinder.statements.speakers.coreference.pronouns import PERSONS
from rejoinder.statements.speakers.entities import Entity, EntityId

UNNAMED_SOURCE = "unnamed source"
_SHORT_QUOTATION = 3  # spaces in a quotation below which it is a word quoted, not a turn
_REACH_OF_BARE = 2  # sentences before a quotation without a cue: "Lind spoke at noon. The speech was short."
_BESIDE = 60  # characters between a cue and a name that may be its source
_NO_SOURCE_AFTER = ("(", "the", "The", "of", "for", "at")


def resolve_bare_quotation(discourse: Discourse, attribution: Attribution, parent: EntityId | None) -> Resolution:
    """Find who speaks where the source is missing: a quotation goes to whoever has the floor, a report to nobody.

    Args:
        discourse: the article as read so far.
        attribution: has no source that can be read.
        parent: who speaks the words that hold the attribution.
    """
    beside = _find_name_beside_cue(discourse, attribution)
    if beside is not None:
        return Resolution(beside, "name-beside-cue")
    if _is_turn(discourse, attribution):
        for entity_id, rule in _find_speakers_on_turn(discourse, attribution):
            if entity_id is not None:
                return Resolution(entity_id, rule)
        if parent is not None:
            return Resolution(parent, "turn-last-speaker")
    return Resolution(discourse.entities.add(Entity(UNNAMED_SOURCE, "anonymous")), "no-source")


def _is_turn(discourse: Discourse, attribution: Attribution) -> bool:
    """Whether the words are a turn in a conversation, not a report or a few words quoted."""
    if attribution.kind == "indirect":
        return False
    start, end = attribution.content[0][0], attribution.content[-1][1]
    short = discourse.article.text.count(" ", start, end) < _SHORT_QUOTATION
    return not attribution.cue or not (short or attribution.kind == "mixed")


def _find_speakers_on_turn(discourse: Discourse, attribution: Attribution) -> Iterator[tuple[EntityId | None, str]]:
    """Who may have the floor, by preference."""
    start = attribution.content[0][0]
    block = discourse.article.sentence_at(start).block
    reach = 1 if attribution.cue else _REACH_OF_BARE
    yield _find_last_subject(discourse, start, block, reach), "turn-subject"
    yield discourse.find_last_speaker(start, block), "turn-last-speaker"
    if not attribution.cue:
        yield _find_last_subject(discourse, start, block - 1, 1), "turn-subject"
    yield discourse.find_last_speaker(start, block - 1), "turn-last-speaker"
    yield discourse.find_last_speaker(start), "turn-last-speaker"


def _find_last_subject(discourse: Discourse, start: int, block: int, reach: int) -> EntityId | None:
    """The person who is the subject of one of the `reach` sentences before an offset or of its own, in a block."""
    number = discourse.article.sentence_at(start).number
    for mention, entity in discourse.mentions_before(start):
        if number - mention.sentence.number > reach or mention.sentence.block != block:
            break
        if mention.subject and not mention.quoted and entity.kind in PERSONS:
            return mention.entity_id
    return None


def _find_name_beside_cue(discourse: Discourse, attribution: Attribution) -> EntityId | None:
    """The name outside the quotation that is nearest to its cue, where the parse hides the source."""
    if not attribution.cue or attribution.kind != "direct":
        return None
    article = discourse.article
    start, end = attribution.cue[0][0], attribution.cue[-1][1]
    sentence = article.sentence_at(start)
    distances = [
        (max(name.start - end, start - name.end), name.start)
        for name in sentence.names
        if name.kind in ("person", "name")
        and sentence.form_at(name.first - 1) not in _NO_SOURCE_AFTER
        and not article.is_quoted(name.start)
    ]
    distance, nearest = min(distances, default=(_BESIDE + 1, 0))
    return discourse.entity_of[nearest] if distance <= _BESIDE else None

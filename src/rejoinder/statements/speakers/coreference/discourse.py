"""The article as read so far: who was spoken of and who spoke, in order of the text, and what is known of each.

The weights follow the order of preference of salience-based resolution (Lappin and Leass 1994; for quotations,
Muzny et al. 2017): the speaker before, subjects before objects, near before far, outside before inside quotations.
"""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import NamedTuple

from rejoinder.statements.speakers.coreference.clusters import Clusters
from rejoinder.statements.speakers.entities import Entity, EntityId, EntityTable, conflict
from rejoinder.statements.speakers.named_article import NamedArticle, NamedSentence

_NEAR = 3  # sentences back for a description that no noun ties to anybody
_WINDOW = 40  # mentions looked back at
_DISTANCE, _PARAGRAPH, _SUBJECT, _QUOTED, _SPEAKER = 16, 4, 20, 30, 12


Allowed = Callable[[Entity], bool]


def _allow_any(_: Entity) -> bool:
    return True


class Resolution(NamedTuple):
    """Whom a source resolves to.

    Attributes:
        entity_id: the speaker.
        rule: name of the rule that says so.
    """

    entity_id: EntityId
    rule: str


@dataclass(frozen=True, slots=True)
class EntityMention:
    """A place in the article where an entity is spoken of.

    Attributes:
        start: offset into the article.
        sentence: the sentence it stands in.
        entity_id: whom it means.
        subject: it is a subject.
        quoted: it stands in a quotation.
        spoke: it is the source of an attribution.
    """

    start: int
    sentence: NamedSentence
    entity_id: EntityId
    subject: bool
    quoted: bool
    spoke: bool

    def salience(self, sentence: NamedSentence, quoted: bool) -> int:
        """How strongly it comes to mind later.

        Args:
            sentence: where somebody is looked for.
            quoted: they are looked for within a quotation.

        Returns:
            Points, at most 32; the more the stronger.
        """
        score = -_DISTANCE * (sentence.number - self.sentence.number)
        score -= _PARAGRAPH * (sentence.block - self.sentence.block)
        score += _SUBJECT * self.subject + _SPEAKER * (self.spoke and not self.quoted)
        return score - _QUOTED * (self.quoted and not quoted)


class Discourse:
    """The only thing that changes while an article is read.

    Attributes:
        article: the article with its names.
        entities: what is known of each entity by now.
        entity_of: the named entities, by the start offset of the name.
        named: their ids, by first mention.
        unnamed_at: entities introduced by a subject without a name, by the start offset of its noun.
        unnamed_by_text: unnamed speakers by their description, in lower case.
    """

    def __init__(self, article: NamedArticle, clusters: Clusters) -> None:
        self.article = article
        self.entities = EntityTable(clusters.entities)
        self.entity_of = clusters.entity_of
        self.named = tuple(dict.fromkeys(clusters.entity_of[start] for start in sorted(clusters.entity_of)))
        self.unnamed_at: dict[int, EntityId] = {}
        self.unnamed_by_text: dict[str, EntityId] = {}
        self._mentions: list[EntityMention] = []  # sorted by start

    def add_mention(
        self, entity_id: EntityId, start: int, *, subject: bool, spoke: bool = False, outside: bool = False
    ) -> None:
        """Note that an entity is spoken of.

        Args:
            entity_id: the entity.
            start: offset into the article.
            subject: it is a subject there.
            spoke: it is the source of an attribution there.
            outside: it speaks a quotation that begins there.
        """
        sentence, quoted = self.article.sentence_at(start), self.article.is_quoted(start) and not outside
        mention = EntityMention(start, sentence, entity_id, subject, quoted, spoke)
        insort(self._mentions, mention, key=lambda m: m.start)

    def identify_unnamed(self, start: int, entity_id: EntityId) -> None:
        """Note that a subject without a name is an entity after all, at its own place and wherever it is meant.

        Args:
            start: of the subject's noun.
            entity_id: who it is.
        """
        unnamed = self.unnamed_at.get(start)
        if unnamed is not None and unnamed != entity_id:
            self.unnamed_at[start] = entity_id
            self._mentions = [replace(m, entity_id=entity_id) if m.entity_id == unnamed else m for m in self._mentions]

    def mentions_before(self, start: int) -> Iterator[tuple[EntityMention, Entity]]:
        """Look back from an offset, as far as pronouns reach.

        Yields:
            Mentions and what is known of their entities by now, nearest first.
        """
        k = bisect_left(self._mentions, start, key=lambda m: m.start)
        for mention in reversed(self._mentions[max(0, k - _WINDOW) : k]):
            yield mention, self.entities[mention.entity_id]

    def find_last_speaker(self, start: int, block: int | None = None) -> EntityId | None:
        """Find who spoke last before an offset.

        Args:
            start: the offset.
            block: index of the block they must have spoken in, None for anywhere.
        """
        for mention, _ in self.mentions_before(start):
            if mention.spoke and not mention.quoted and (block is None or mention.sentence.block == block):
                return mention.entity_id
        return None

    def find_described(
        self,
        start: int,
        nouns: AbstractSet[str],
        kinds: AbstractSet[str],
        gender: str = "",
        allowed: Allowed = _allow_any,
    ) -> EntityId | None:
        """Find the nearest entity before an offset that was described with one of some nouns.

        Args:
            start: the offset.
            nouns: their lemmas.
            kinds: of entities that may be meant.
            gender: that must not contradict the entity's; "" for any.
            allowed: what else the entity must be.
        """
        for mention, entity in self.mentions_before(start):
            fits = entity.kind in kinds and nouns & entity.nouns and not conflict(entity.gender, gender)
            if fits and allowed(entity):
                return mention.entity_id
        return None

    def find_recent(
        self, start: int, kinds: AbstractSet[str], gender: str = "", allowed: Allowed = _allow_any
    ) -> EntityId | None:
        """Find the most salient entity not further than three sentences before an offset.

        Args:
            start: the offset.
            kinds: of entities that may be meant.
            gender: that must not contradict the entity's; "" for any.
            allowed: what else the entity must be.
        """
        sentence = self.article.sentence_at(start)
        recent = [
            mention
            for mention, entity in self.mentions_before(start)
            if entity.kind in kinds
            and sentence.number - mention.sentence.number <= _NEAR
            and not conflict(entity.gender, gender)
            and allowed(entity)
        ]
        best = max(recent, key=lambda mention: mention.salience(sentence, quoted=False), default=None)
        return best.entity_id if best is not None else None

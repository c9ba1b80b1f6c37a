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
from rejoinder.statements.speakers.descriptions import describe_phrase
from rejoinder.statements.speakers.entities import Entity, EntityId, EntityTable, conflict
from rejoinder.statements.speakers.mentions import NameMention
from rejoinder.statements.speakers.named_article import NamedArticle, NamedSentence
from rejoinder.statements.speakers.phrases import read_noun_phrase
from rejoinder.syntax import Word

_NEAR = 3  # sentences back for a description that no noun ties to anybody
_WINDOW = 40  # mentions looked back at
_LOCATIVE = frozenset({"in", "near", "at", "off", "outside", "across", "on", "into", "through", "around", "inside"})
_LANDMARKS = frozenset({"Island", "Islands", "Street", "Road", "Avenue", "Square", "Terrace", "River", "Lake", "Bay"})
_LANDMARKS |= {"Sea", "Strait", "Valley", "Bridge", "Mountains", "Peninsula", "Airport", "Harbour", "Harbor", "Canal"}
_DISTANCE, _PARAGRAPH, _SUBJECT, _QUOTED, _SPEAKER = 12, 4, 20, 30, 12


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

    def add_mention(self, entity_id: EntityId, start: int, *, subject: bool, spoke: bool = False) -> None:
        """Note that an entity is spoken of.

        Args:
            entity_id: the entity.
            start: offset into the article.
            subject: it is a subject there.
            spoke: it is the source of an attribution there.
        """
        sentence, quoted = self.article.sentence_at(start), self.article.is_quoted(start)
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


def open_discourse(article: NamedArticle, clusters: Clusters) -> Discourse:
    """Begin to read an article.

    Returns:
        All that it speaks of: its names, and subjects without a name that are new to it. Nobody has spoken yet.
    """
    discourse = Discourse(article, clusters)
    nouns: set[str] = set()  # that somebody was described with by now
    for sentence in article.sentences:
        for name in sentence.names:
            if name.kind != "demonym" and not _is_modifier(name, sentence) and not _is_location(name, sentence):
                entity_id = discourse.entity_of[name.start]
                discourse.add_mention(entity_id, name.start, subject=name.subject)
                nouns |= discourse.entities[entity_id].nouns
        in_names = {k for name in sentence.names for k in range(name.first, name.last + 1)}
        for k, word in enumerate(sentence.words):
            if word.upos == "NOUN" and word.relation == "nsubj" and k not in in_names:
                entity = _read_unnamed_subject(sentence, word, nouns)
                if entity is not None:
                    entity_id = discourse.unnamed_at[word.start] = discourse.entities.add(entity)
                    discourse.add_mention(entity_id, word.start, subject=True)
                    nouns |= entity.nouns
    return discourse


def _is_modifier(name: NameMention, sentence: NamedSentence) -> bool:
    """Names such as "U.S." in "U.S. officials" are no antecedents."""
    head = sentence.words[name.last]
    return head.deprel == "compound" and sentence.words[head.head - 1].start > name.end


def _is_location(name: NameMention, sentence: NamedSentence) -> bool:
    """Unknown names of places are no antecedents either: "south of Larak", "on Mill Terrace", "Larak Island"."""
    before = sentence.form_at(name.first - 1).lower()
    return name.kind == "name" and (before in _LOCATIVE or name.tokens[-1] in _LANDMARKS)


def _read_unnamed_subject(sentence: NamedSentence, word: Word, nouns: AbstractSet[str]) -> Entity | None:
    """A subject that is new to the article: "a woman", "officials", "a court"; None if it may be known by its noun.

    Args:
        sentence: its sentence.
        word: its noun.
        nouns: that somebody was described with by now.
    """
    person = sentence.gazetteer.find_person_noun(word.lemma, word.form)
    if not person and not sentence.gazetteer.classify_body(word.lemma, word.form):
        return None
    phrase = read_noun_phrase(sentence, word.id - 1, word.head - 1)
    if phrase is None or phrase.kind != "description":
        return None
    lemma = word.lemma.lower()
    if phrase.definite and not phrase.plural and (person or lemma in nouns):
        return None
    kind = "group" if phrase.plural else "anonymous" if person else "organisation"
    description = replace(describe_phrase(sentence, *phrase.core), role="")
    return Entity(phrase.text, kind, plural=phrase.plural, nouns=frozenset({lemma})).learn(description)

"""Who stands behind each source phrase: names, pronouns, descriptions and bare quotations resolved to speakers."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

from rejoinder.actors import Actors
from rejoinder.statements.model import Attribution, Span, Speaker
from rejoinder.statements.speakers.antecedents import Discourse
from rejoinder.statements.speakers.clusters import Clusters, Referent, clusters
from rejoinder.statements.speakers.descriptions import Descriptions, Found
from rejoinder.statements.speakers.gazetteer import Gazetteer
from rejoinder.statements.speakers.mentions import NameMention
from rejoinder.statements.speakers.phrases import Phrase, PhraseReader
from rejoinder.statements.speakers.pronouns import FIRST, NEUTER, PLURAL, SINGULAR
from rejoinder.statements.speakers.sides import Camps, Sides
from rejoinder.statements.speakers.unlisted_countries import add_unlisted_countries
from rejoinder.syntax import Sentence

_QUOTED_PART = re.compile(r"[\"“«]([^\"”»]*)[\"”»]|''([^']*)''")
_SHORT_QUOTATION = 3  # spaces in a quotation below which it is a word quoted, not a turn
_BESIDE = 60  # characters between a cue and a name that may be its source
_SILENT = frozenset({"no-source", "unresolved", "first-person-author"})
_UNNAMED = "unnamed source"


def resolve_speakers(
    article: Mapping[str, Any],
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    gazetteer: Gazetteer,
    actors: Actors,
) -> list[Speaker]:
    """The speaker of each attribution, in the same order.

    Args:
        article: a row of the articles table; `text`, `blocks` and `outlet` are read.
        sentences: its parse, in order.
        attributions: its attributions; parents and children may stand in any order.
        gazetteer: countries, titles and nouns.
        actors: the sides of the debate.
    """
    if not attributions or not sentences:
        return [Speaker(name=_UNNAMED, kind="anonymous", resolution="no-source") for _ in attributions]
    return _Resolver(article, sentences, attributions, gazetteer, actors)()


class _Resolver:
    """Reads one article from front to back."""

    def __init__(
        self,
        article: Mapping[str, Any],
        sentences: Sequence[Sentence],
        attributions: Sequence[Attribution],
        gazetteer: Gazetteer,
        actors: Actors,
    ) -> None:
        self.text: str = article["text"]
        self.outlet = article.get("outlet") or "the outlet"
        self.sentences = sentences
        self.attributions = attributions
        self.gazetteer = gazetteer = add_unlisted_countries(sentences, gazetteer)
        headlines = {i for i, block in enumerate(article["blocks"]) if block["kind"] == "title"}
        self.clusters: Clusters = clusters(self.text, sentences, headlines, gazetteer)
        self.reader = PhraseReader(self.text, sentences, self.clusters)
        self.discourse = Discourse(sentences, self.reader, _quoted(self.text, attributions), gazetteer)
        self.descriptions = Descriptions(self.clusters, self.discourse, gazetteer)
        self.camps = Camps(actors)
        self.sides = Sides(self.camps, sentences, self.clusters, self.discourse, gazetteer)
        self.starts = [s.start for s in sentences]
        self.found: dict[int, Found] = {}

    def __call__(self) -> list[Speaker]:
        order = sorted(range(len(self.attributions)), key=lambda i: (self._start(self.attributions[i]), i))
        made: dict[int, str] = {}
        for i in order:
            self._resolve(i, ())
            made[i] = self._side(i)
        return [self._speaker(i, made[i]) for i in range(len(self.attributions))]

    def _start(self, attribution: Attribution) -> int:
        return (attribution.source or attribution.cue or attribution.content)[0][0]

    def _number(self, start: int) -> int:
        """Index of the sentence that holds an offset."""
        return max(0, bisect_right(self.starts, start) - 1)

    def _resolve(self, i: int, below: tuple[int, ...]) -> Referent:
        """The referent of the i-th attribution's source, its parent's first."""
        if i not in self.found:
            attribution = self.attributions[i]
            outer = attribution.parent
            parent = None
            if outer is not None and outer not in below and 0 <= outer < len(self.attributions):
                parent = self._resolve(outer, (*below, i))
            self.found[i] = self._source(attribution, parent)
            start = self._start(attribution)
            if self.found[i][1] not in _SILENT:
                self.discourse.spoke(self.found[i][0], start, self._number(start))
        return self.found[i][0]

    def _source(self, attribution: Attribution, parent: Referent | None) -> Found:
        for span in attribution.source:
            for number in range(self._number(span[1] - 1), self._number(span[0]) - 1, -1):
                phrase = self.reader(number, span)
                if phrase.kind != "empty":
                    return self._phrase(phrase, parent)
        return self._nobody(attribution, parent)

    def _phrase(self, phrase: Phrase, parent: Referent | None) -> Found:
        if phrase.kind == "pronoun":
            return self._pronoun(phrase, parent)
        if phrase.kind == "relative":
            noun = self.reader.antecedent(phrase)
            if noun is None or noun.kind in ("relative", "empty"):
                return self._unknown(phrase)
            return self._phrase(noun, parent)[0], "relative-clause"
        if phrase.mention is not None:
            return self._name(phrase, phrase.mention)
        if phrase.kind == "names":
            return self._names(phrase), "several-names"
        if phrase.kind == "several":
            return Referent(phrase.text, "group", plural=True), "several-names"
        return self.descriptions(phrase)

    def _name(self, phrase: Phrase, mention: NameMention) -> Found:
        referent = self.clusters.referents[mention.start]
        word = phrase.head
        assert word is not None
        noun = word.form in self.gazetteer.places or self.gazetteer.person(word.lemma, word.form) is not None
        people = mention.kind == "demonym" and word.upos in ("NOUN", "PROPN") and phrase.plural and word.form[-1] == "s"
        noun = noun or (len(referent.tokens) == 1 and word.xpos == "NNPS")
        if people or (noun and mention.kind == "name" and phrase.plural):
            group = Referent(mention.text, "group", plural=True, country=mention.country)
            return group, "description-group"
        if referent.kind in ("country", "organisation"):
            return referent, referent.kind
        return referent, "full-name" if len(mention.tokens) > 1 else "surname"

    def _names(self, phrase: Phrase) -> Referent:
        members = [self.clusters.referents[m.start] for m in phrase.mentions]
        names = list(dict.fromkeys(m.name for m in members))
        joined = ", ".join(names[:-1]) + " and " + names[-1] if len(names) > 1 else names[0]
        sides = {self.camps.of_country(m.country) for m in members}
        return Referent(
            joined, "group", plural=True, country=members[0].country if len(sides) == 1 else "",
            nouns=set().union(*(m.nouns for m in members)),
        )  # fmt: skip

    def _pronoun(self, phrase: Phrase, parent: Referent | None) -> Found:
        word = phrase.head
        assert word is not None
        form = word.form.lower()
        if form in FIRST:
            return self._first_person(word.start, parent)
        if form in SINGULAR or form in NEUTER or form in PLURAL:
            found = self.discourse.pronoun(word, phrase.sentence, parent)
            return (found, "pronoun") if found is not None else self._unknown(phrase)
        if form in ("this", "that", "these", "those", "what", "there"):
            return self._unknown(phrase)
        return Referent(word.form, "group", plural=True), "indefinite-pronoun"

    def _first_person(self, start: int, parent: Referent | None) -> Found:
        if parent is not None:
            return parent, "first-person"
        speaker = self.discourse.last_speaker(start) if self.discourse.in_quote(start) else None
        return (speaker, "first-person") if speaker is not None else (self._author(), "first-person-author")

    def _author(self) -> Referent:
        return Referent(self.outlet, "outlet")

    def _unknown(self, phrase: Phrase) -> Found:
        words = self.sentences[phrase.sentence].words[phrase.first : phrase.last]
        name = " ".join(self.text[words[0].start : words[-1].end].split())
        return Referent(name, "unknown"), "unresolved"

    def _nobody(self, attribution: Attribution, parent: Referent | None) -> Found:
        """No source: a bare quotation goes to whoever has the floor, anything else to nobody."""
        beside = self._beside_cue(attribution)
        if beside is not None:
            return beside, "name-beside-cue"
        start, end = attribution.content[0][0], attribution.content[-1][1]
        short = self.text.count(" ", start, end) < _SHORT_QUOTATION
        if attribution.kind == "indirect" or (attribution.cue and (short or attribution.kind == "mixed")):
            return Referent(_UNNAMED, "anonymous"), "no-source"
        number = self._number(start)
        block = self.sentences[number].block
        subject = self.discourse.last_subject(start, number, block)
        if subject is not None:
            return subject, "turn-subject"
        for where in (block, block - 1, None):
            speaker = self.discourse.last_speaker(start, where)
            if speaker is None and where == block and not attribution.cue:
                subject = self.discourse.last_subject(start, number, block - 1)
                if subject is not None:
                    return subject, "turn-subject"
            if speaker is not None:
                return speaker, "turn-last-speaker"
        return (parent, "turn-last-speaker") if parent is not None else (Referent(_UNNAMED, "anonymous"), "no-source")

    def _beside_cue(self, attribution: Attribution) -> Referent | None:
        """The name outside the quotation that is nearest to its cue, where the parse hides the source."""
        if not attribution.cue or attribution.kind != "direct":
            return None
        first, last = attribution.cue[0][0], attribution.cue[-1][1]
        words = self.sentences[self._number(first)].words
        found = []
        for name in self.clusters.names[self._number(first)]:
            aside = name.first and words[name.first - 1].form in ("(", "the", "The", "of", "for", "at")
            if name.kind in ("person", "name") and not aside and not self.discourse.in_quote(name.start):
                found.append((max(name.start - last, first - name.end), name.start))
        return self.clusters.referents[min(found)[1]] if found and min(found)[0] <= _BESIDE else None

    def _side(self, i: int) -> str:
        referent = self.found[i][0]
        attribution = self.attributions[i]
        start = self._start(attribution)
        unnamed = referent.kind == "group" and attribution.source
        phrase = self.text[slice(*attribution.source[0])] if unnamed else ""
        return self.sides(referent, phrase, start, self._number(start))

    def _speaker(self, i: int, side: str) -> Speaker:
        referent, resolution = self.found[i]
        return Speaker(
            name=referent.name,
            kind="person" if referent.kind == "name" else referent.kind,
            organisation=referent.organisation,
            role=referent.role,
            side=side,
            resolution=resolution,
        )


def _quoted(text: str, attributions: Sequence[Attribution]) -> list[Span]:
    """Where the article's own words pause: direct contents, and what stands in quotation marks in mixed ones."""
    spans: list[Span] = []
    for attribution in attributions:
        if attribution.kind == "direct":
            spans += attribution.content
        elif attribution.kind == "mixed":
            for start, end in attribution.content:
                spans += [(start + m.start(), start + m.end()) for m in _QUOTED_PART.finditer(text[start:end])]
    return spans

"""Who stands behind each source phrase: names, pronouns, descriptions and bare quotations resolved to speakers."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

from rejoinder.actors import Actors
from rejoinder.statements.antecedents import FIRST, NEUTER, PLURAL, SINGULAR, Discourse
from rejoinder.statements.clusters import Clusters, Referent, clusters
from rejoinder.statements.descriptions import Descriptions, Found
from rejoinder.statements.gazetteer import Gazetteer
from rejoinder.statements.mentions import Mention
from rejoinder.statements.model import Attribution, Span, Speaker
from rejoinder.statements.phrases import Phrase, PhraseReader
from rejoinder.statements.sides import Sides
from rejoinder.syntax import Sentence

_QUOTED_PART = re.compile(r"[\"“«]([^\"”»]*)[\"”»]|''([^']*)''")
_CONTEXT_PARAGRAPHS = 4  # how far back a speaker lends a country to a body without one
_SILENT = frozenset({"no-source", "unresolved", "first-person-author"})
_UNNAMED = "unnamed source"


def resolve(
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
        self.gazetteer = gazetteer
        headlines = {i for i, block in enumerate(article["blocks"]) if block["kind"] == "title"}
        self.clusters: Clusters = clusters(self.text, sentences, headlines, gazetteer)
        self.discourse = Discourse(sentences, self.clusters, list(_quoted(self.text, attributions)), gazetteer)
        self.reader = PhraseReader(self.text, sentences, self.clusters)
        self.descriptions = Descriptions(self.clusters, self.discourse, gazetteer)
        self.sides = Sides(actors)
        self.starts = [s.start for s in sentences]
        self.found: dict[int, Found] = {}
        self.lent: dict[int, str] = {}

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

    def _name(self, phrase: Phrase, mention: Mention) -> Found:
        referent = self.clusters.referents[mention.start]
        word = phrase.head
        assert word is not None
        noun = self.gazetteer.person(word.lemma, word.form) if len(mention.tokens) == 1 else None
        people = mention.kind == "demonym" and word.upos in ("NOUN", "PROPN") and phrase.plural and word.form[-1] == "s"
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
        countries = {m.country for m in members}
        return Referent(
            joined, "group", plural=True, country=countries.pop() if len(countries) == 1 else "",
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
        if attribution.kind == "indirect" or attribution.cue:
            return Referent(_UNNAMED, "anonymous"), "no-source"
        start = attribution.content[0][0]
        number = self._number(start)
        block = self.sentences[number].block
        subject = self.discourse.last_subject(start, number, block)
        if subject is not None:
            return subject, "turn-subject"
        for where in (block, block - 1, None):
            speaker = self.discourse.last_speaker(start, where)
            if speaker is not None:
                return speaker, "turn-last-speaker"
        return (parent, "turn-last-speaker") if parent is not None else (Referent(_UNNAMED, "anonymous"), "no-source")

    def _side(self, i: int) -> str:
        """What is said of the speaker goes first, then, for states' bodies, the countries that speak around it."""
        referent = self.found[i][0]
        attribution = self.attributions[i]
        source = attribution.source[0] if attribution.source and not referent.tokens else (0, 0)
        stated = self.sides.stated(referent, self.text[slice(*source)] if referent.kind == "group" else "")
        if stated or not self._official(referent):
            return stated
        if id(referent) not in self.lent:
            self.lent[id(referent)] = self._lent(self._start(attribution), referent)
        return self.lent[id(referent)]

    def _official(self, referent: Referent) -> bool:
        body = referent.organisation.split()
        classes = {self.gazetteer.organisation(word.lower(), word) for word in body} - {""}
        return referent.state and (not classes or "government" in classes)

    def _lent(self, start: int, referent: Referent) -> str:
        number = self._number(start)
        for name in reversed(self.clusters.names[number]):
            if name.end <= start and name.country and self._lends(name):
                return self.sides.of_country(name.country)
        block = self.sentences[number].block
        for seen, other in self.discourse.before(start):
            if seen.spoke and other is not referent and other.state and block - seen.block <= _CONTEXT_PARAGRAPHS:
                side = self.sides.stated(other, "") or self.lent.get(id(other), "")
                if side:
                    return side
        return self._dateline()

    def _lends(self, name: Mention) -> bool:
        """Places that say whose body it is: "Chinese websites, including that of the Defence Ministry", "in Oslo"."""
        if self.discourse.in_quote(name.start):
            return False
        words = self.sentences[name.sentence].words
        after = words[name.last + 1].form if name.last + 1 < len(words) else ""
        before = words[name.first - 1].form.lower() if name.first else ""
        return name.kind == "demonym" or after in ("'s", "’s") or before == "in"

    def _dateline(self) -> str:
        """The country of a place that opens the article in capitals ("KYIV (Agency) - "), "" without one."""
        for sentence in self.sentences[:2]:
            opening = sentence.words[0].form
            found = self.gazetteer.place([opening.title()]) if opening.isupper() and len(opening) > 3 else None
            if found:
                return self.sides.of_country(found[0].country)
        return ""

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

"""Whom each attribution's source means: a name, a pronoun, a description, or nobody named. Here a speaker is chosen."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from rejoinder.first_person import FIRST_PERSON
from rejoinder.statements.model import Attribution, Span
from rejoinder.statements.speakers.attendance import find_who_presides
from rejoinder.statements.speakers.coreference.bodies import resolve_bodies
from rejoinder.statements.speakers.coreference.discourse import Discourse, Resolution
from rejoinder.statements.speakers.coreference.nominals import (
    GROUP_RULE,
    THING_RULE,
    TOPIC_RULE,
    UNNAMED_RULE,
    read_nominal,
)
from rejoinder.statements.speakers.coreference.pairs import find_pair
from rejoinder.statements.speakers.coreference.persons import find_person_noun, resolve_persons
from rejoinder.statements.speakers.coreference.pronouns import THIRD_PERSON, resolve_pronoun
from rejoinder.statements.speakers.coreference.turns import resolve_bare_quotation
from rejoinder.statements.speakers.entities import Entity, EntityId
from rejoinder.statements.speakers.label_words import (
    WORDS,
    find_unlisted_owner,
    name_parties,
    names_outlet,
    write_small,
)
from rejoinder.statements.speakers.mentions import NameMention
from rejoinder.statements.speakers.phrases import SourcePhrase, is_one_of_several, read_antecedent, read_source
from rejoinder.statements.speakers.side_index import SideIndex
from rejoinder.statements.speakers.sides import LAID_OUT
from rejoinder.statements.speakers.turn_labels import find_name_of_label, gives_no_name, is_addressed_office, is_office

_MEDIUM = re.compile(r"(?: from |[(\[])(?P<medium>[^()\[\]]+)")
_LAID_OUT = LAID_OUT | {"reaction"}  # rules that go by the layout, reactions among them
_HANDLE = re.compile(r"@\w+|(?:u/)?(?=\S*[\d_]|[a-z])[\w-]+(?=\Z|\s?[,·•|–—])")  # "rajk82" is nobody's name
_SILENT = frozenset({"no-source", "unresolved", "first-person-author"})  # rules after which nobody has the floor
_NO_REFERENT = frozenset({"this", "that", "these", "those", "what", "there"})
_CHAIRS = frozenset({"chair", "chairman", "chairwoman", "chairperson"})
_OF_COURTS = frozenset({"Judge", "Justice", "Court"})
_QUANTITIES = frozenset({"group", "chorus", "array", "number", "coalition", "series", "lot", "range", "host", "band"})


class SourceResolver:
    """Resolves the sources of one article, each once and its parent's first.

    Attributes:
        resolutions: by index of the attribution, as far as they have been resolved.
    """

    def __init__(
        self,
        discourse: Discourse,
        attributions: Sequence[Attribution],
        side_index: SideIndex,
        whole_text_speaker: Entity | None = None,
    ) -> None:
        self.discourse = discourse
        self.whole_text_speaker = whole_text_speaker or Entity(discourse.article.outlet, "organisation")
        self.attributions = attributions
        self.side_index = side_index
        self.resolutions: dict[int, Resolution] = {}

    def resolve(self, index: int, children: tuple[int, ...] = ()) -> Resolution:
        """Find whom the source of an attribution means, and note that they spoke.

        Args:
            index: of the attribution.
            children: those that wait for it, from the outside in; parents in a circle end there.
        """
        if index not in self.resolutions:
            attribution = self.attributions[index]
            outer = attribution.parent
            parent = None
            if outer is not None and outer not in children and 0 <= outer < len(self.attributions):
                parent = self.resolve(outer, (*children, index)).entity_id
            resolution = self.resolutions[index] = self._resolve_source(attribution, parent)
            if resolution.rule not in _SILENT:
                is_bare = not attribution.source and not attribution.cue
                self.discourse.add_mention(
                    resolution.entity_id, attribution.start, subject=True, spoke=True, outside=is_bare
                )
        return self.resolutions[index]

    def _resolve_source(self, attribution: Attribution, parent: EntityId | None) -> Resolution:
        article = self.discourse.article
        if attribution.rule in _LAID_OUT:
            stated = self._resolve_label(attribution)
            if stated is not None:
                return stated
        for start, end in self._find_names(attribution):
            first, last = article.sentence_at(start).number, article.sentence_at(end - 1).number
            for sentence in reversed(article.sentences[first : last + 1]):
                phrase = read_source(sentence, (start, end))
                resolution = self._resolve_phrase(phrase, parent) if phrase is not None else None
                if resolution is not None and self._is_topic(attribution, resolution):
                    resolution = resolution._replace(rule=TOPIC_RULE)
                if resolution is not None and not (resolution.rule == THING_RULE and attribution.kind == "direct"):
                    return self._learn_country(resolution, attribution)
        if attribution.rule in _LAID_OUT and attribution.source:  # a label is nobody who spoke before: "CCTV:", "PM:"
            label = _cut_article_off(article.text[slice(*attribution.source[0])])
            is_acronym = label.isupper() and " " not in label and not is_office(label, article.gazetteer)
            return self._introduce(Entity(label, "organisation" if is_acronym else "person"), "label")
        return resolve_bare_quotation(self.discourse, attribution, parent)

    def _is_topic(self, attribution: Attribution, resolution: Resolution) -> bool:
        """Whether a headline's label says where it is about: "Karsia: Teachers end strike"."""
        is_place = self.discourse.entities[resolution.entity_id].kind in ("country", "place")
        quoted = any(self.discourse.article.is_quoted(end - 1) for _, end in attribution.content)
        return attribution.rule == "speaker-label" and attribution.kind == "indirect" and is_place and not quoted

    def _resolve_label(self, attribution: Attribution) -> Resolution | None:
        """Whom a label means that names nobody: who asks, who is asked, a handle; without one, who speaks the text."""
        article = self.discourse.article
        if attribution.rule == "answer":
            interviewee = self._find_interviewee()
            return None if interviewee is None else Resolution(interviewee, "interviewee")
        if not attribution.source and attribution.rule == "question":
            return self._introduce(Entity(article.outlet, "organisation"), "interviewer")
        if not attribution.source:
            return self._introduce(self.whole_text_speaker, "speech-as-a-whole")
        label = article.text[slice(*attribution.source[0])]
        if names_outlet(label, article.outlet):
            return self._introduce(Entity(article.outlet, "organisation"), "interviewer")
        if attribution.rule == "question":
            medium = _MEDIUM.search(label)
            name = f"reporter ({medium['medium']})" if medium else "reporter"
            return self._introduce(Entity(name, "anonymous"), "question")
        if attribution.rule == "joint-speech":
            return self._introduce_parties(label)
        is_chair = attribution.rule == "turn" and gives_no_name(article.text, attribution.source[0], article.gazetteer)
        if is_chair or is_addressed_office(label, article.gazetteer):
            return self._introduce(Entity(_cut_article_off(label), "person"), "office-label")
        handle = _HANDLE.match(label)
        if handle:
            return self._introduce(Entity(handle[0], "person"), "handle")
        return None

    def _introduce_parties(self, label: str) -> Resolution:
        """Several whom the head of a joint document names, as a group: of the country that it names first."""
        name, countries = name_parties(label, self.discourse.article.gazetteer)
        group = Entity(_cut_article_off(name), "group", plural=True, country=next(iter(countries), ""))
        return self._introduce(group, "first-of-several" if len(countries) > 1 else "several-names")

    def _find_interviewee(self) -> EntityId | None:
        """The first person whom a sentence with a verb names, which a by-line is not; else the first one named."""
        told = (s for s in self.discourse.article.sentences if any(word.upos in ("VERB", "AUX") for word in s.words))
        named = (self.discourse.entity_of[name.start] for sentence in told for name in sentence.names)
        persons = (i for i in (*named, *self.discourse.named) if self.discourse.entities[i].kind in ("person", "name"))
        return next(persons, None)

    def _find_names(self, attribution: Attribution) -> tuple[Span, ...]:
        """Where the source's name stands; a label may give an office, and the text the name of who holds it."""
        if attribution.rule not in _LAID_OUT:
            return attribution.source
        article = self.discourse.article
        return tuple(find_name_of_label(article.text, span, article.gazetteer) for span in attribution.source)

    def _learn_country(self, resolution: Resolution, attribution: Attribution) -> Resolution:
        """A label that names one country says whose its person is: "Mr. Adler (Chile)", "Ambassador of Japan"."""
        article, entity = self.discourse.article, self.discourse.entities[resolution.entity_id]
        if attribution.rule in _LAID_OUT and not entity.country:
            words = [write_small(word) for span in attribution.source for word in WORDS.findall(article.text, *span)]
            if entity.kind == "person":  # whose first name may be a place's, too: "Jordan Adler", "Sofia Lind"
                own = {token.casefold() for token in entity.tokens}
                words = [word for word in words if word.casefold() not in own]
            countries = {place.country for place in article.gazetteer.find_places(words)}
            if attribution.rule == "author":  # the first: "Ambassador of Japan to Chile"
                countries = {place.country for place in islice(article.gazetteer.find_places(words), 1)}
            if not countries and attribution.rule == "speech":
                countries = {find_unlisted_owner(words, article.gazetteer)}
            if len(countries) == 1:
                self.discourse.entities[resolution.entity_id] = replace(entity, country=countries.pop())
        return resolution

    def _resolve_phrase(self, phrase: SourcePhrase, parent: EntityId | None) -> Resolution:
        pair = find_pair(self.discourse, phrase)
        if pair:
            return self._introduce_several(pair)
        match phrase.kind:
            case "pronoun":
                return self._resolve_pronoun(phrase, parent)
            case "relative":
                return self._resolve_relative(phrase, parent)
            case "name":
                return self._resolve_name(phrase, phrase.names[0])
            case "names":
                return self._introduce_several([self.discourse.entity_of[name.start] for name in phrase.names])
            case "several":
                group = Entity(phrase.text, "group", plural=True, country=self._read_first_country(phrase))
                return self._introduce(group, "first-of-several" if group.country else "several-names")
        return self._resolve_description(phrase)

    def _introduce(self, entity: Entity, rule: str) -> Resolution:
        return Resolution(self.discourse.entities.add(entity), rule)

    def _resolve_relative(self, phrase: SourcePhrase, parent: EntityId | None) -> Resolution:
        noun = read_antecedent(phrase.sentence, phrase.head)
        if noun is None or noun.kind == "relative":
            return self._leave_unresolved(phrase)
        return self._resolve_phrase(noun, parent)._replace(rule="relative-clause")

    def _resolve_name(self, phrase: SourcePhrase, name: NameMention) -> Resolution:
        entity_id = self.discourse.entity_of[name.start]
        entity = self.discourse.entities[entity_id]
        if self._is_group(phrase, name, entity):
            group = Entity(name.text, "group", plural=True, country=name.country)
            return self._introduce(group, GROUP_RULE)
        if entity.kind == "place":
            return Resolution(entity_id, "organisation")
        if entity.kind in ("country", "organisation"):
            return Resolution(entity_id, entity.kind)
        return Resolution(entity_id, "full-name" if len(name.tokens) > 1 else "surname")

    def _is_group(self, phrase: SourcePhrase, name: NameMention, entity: Entity) -> bool:
        """Whether a name means several: "Norwegians", "Republicans"."""
        if not phrase.plural:
            return False
        word, gazetteer = phrase.head, self.discourse.article.gazetteer
        if name.kind == "demonym":
            return word.upos in ("NOUN", "PROPN") and word.form.endswith("s")
        listed = word.form in gazetteer.places or gazetteer.find_person_noun(word.lemma, word.form) is not None
        return name.kind == "name" and (listed or (len(entity.tokens) == 1 and word.xpos == "NNPS"))

    def _introduce_several(self, entity_ids: Sequence[EntityId]) -> Resolution:
        """A group of several entities; of the country of the first, of which the rule says whether all are."""
        members = [self.discourse.entities[entity_id] for entity_id in entity_ids]
        *first_names, last_name = dict.fromkeys(member.name for member in members)
        one_side = len({self.side_index.find_side(member.country) for member in members}) == 1
        group = Entity(
            f"{', '.join(first_names)} and {last_name}" if first_names else last_name,
            "group",
            plural=True,
            country=members[0].country,
            nouns=frozenset().union(*(member.nouns for member in members)),
        )
        return self._introduce(group, "several-names" if one_side else "first-of-several")

    def _read_first_country(self, phrase: SourcePhrase) -> str:
        """The country of the name that opens the phrase: "the CIA and other agencies"."""
        begin = phrase.core[0]
        first = next((name for name in phrase.sentence.names if name.first == begin), None)
        return "" if first is None else self.discourse.entities[self.discourse.entity_of[first.start]].country

    def _resolve_pronoun(self, phrase: SourcePhrase, parent: EntityId | None) -> Resolution:
        form = phrase.head.form.lower()
        if form in FIRST_PERSON:
            return self._resolve_first_person(phrase.head.start, parent)
        if form in THIRD_PERSON:
            antecedent = resolve_pronoun(self.discourse, phrase.head, parent)
            return self._leave_unresolved(phrase) if antecedent is None else Resolution(antecedent, "pronoun")
        if form in _NO_REFERENT:
            return self._leave_unresolved(phrase)
        return self._introduce(Entity(phrase.head.form, "group", plural=True), "indefinite-pronoun")

    def _resolve_description(self, phrase: SourcePhrase) -> Resolution:
        nominal, head = read_nominal(self.discourse, phrase), phrase.head
        if is_one_of_several(phrase):
            return nominal.introduce("anonymous", UNNAMED_RULE)
        person_noun = find_person_noun(nominal)
        if person_noun:
            resolution = resolve_persons(nominal, person_noun, self._find_who_presides(phrase))
            self.discourse.identify_unnamed(head.start, resolution.entity_id)
            return resolution
        if head.lemma.lower() in _QUANTITIES and " of " in phrase.text and not phrase.definite:
            return nominal.introduce("group", GROUP_RULE, plural=True)
        body = nominal.classify_body()
        if body:
            resolution = resolve_bodies(nominal, body)
            self.discourse.identify_unnamed(head.start, resolution.entity_id)
            return resolution
        several = phrase.plural or head.upos in ("NUM", "PRON", "DET", "ADJ")
        rule = THING_RULE if head.upos == "NOUN" and not head.feat("NumType") else UNNAMED_RULE
        return nominal.introduce("group" if several else "organisation", rule)

    def _find_who_presides(self, phrase: SourcePhrase) -> EntityId | None:
        """Who the record of a meeting says is in the chair; a judge who presides is no chair."""
        article = self.discourse.article
        is_chair = phrase.definite and phrase.text.lower() in _CHAIRS
        span = find_who_presides(article.text, phrase.head.start, article.gazetteer) if is_chair else None
        if span is None or not _OF_COURTS.isdisjoint(article.text[slice(*span)].split()):
            return None
        start, end = span
        names = (name for name in article.sentence_at(start).names if start <= name.start < end)
        return next((self.discourse.entity_of[name.start] for name in names), None)

    def _resolve_first_person(self, start: int, parent: EntityId | None) -> Resolution:
        """ "I" is who speaks the words around it; outside quotations, the author."""
        speaker = parent
        if speaker is None and self.discourse.article.is_quoted(start):
            speaker = self.discourse.find_last_speaker(start)
        if speaker is not None:
            return Resolution(speaker, "first-person")
        return self._introduce(Entity(self.discourse.article.outlet, "outlet"), "first-person-author")

    def _leave_unresolved(self, phrase: SourcePhrase) -> Resolution:
        text = phrase.sentence.phrase(phrase.first, phrase.end)
        return self._introduce(Entity(text, "unknown"), "unresolved")


def _cut_article_off(label: str) -> str:
    return label.removeprefix("the ").removeprefix("The ")

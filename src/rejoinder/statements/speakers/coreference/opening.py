"""An article before anybody has spoken: the names in it, and the subjects without a name that are new to it."""

from collections.abc import Set as AbstractSet
from dataclasses import replace

from rejoinder.statements.speakers.coreference.clusters import Clusters
from rejoinder.statements.speakers.coreference.discourse import Discourse
from rejoinder.statements.speakers.descriptions import describe_phrase
from rejoinder.statements.speakers.entities import Entity
from rejoinder.statements.speakers.mentions import NameMention
from rejoinder.statements.speakers.named_article import NamedArticle, NamedSentence
from rejoinder.statements.speakers.phrases import SourcePhrase, is_one_of_several, read_noun_phrase
from rejoinder.syntax import Word

_LOCATIVE = frozenset({"in", "near", "at", "off", "outside", "across", "on", "into", "through", "around", "inside"})
_LANDMARKS = frozenset({"Island", "Islands", "Street", "Road", "Avenue", "Square", "Terrace", "River", "Lake", "Bay"})
_LANDMARKS |= {"Sea", "Strait", "Valley", "Bridge", "Mountains", "Peninsula", "Airport", "Harbour", "Harbor", "Canal"}


def open_discourse(article: NamedArticle, clusters: Clusters) -> Discourse:
    """Begin to read an article.

    Returns:
        All that it speaks of: its names, and subjects without a name that are new to it. Nobody has spoken yet.
    """
    discourse = Discourse(article, clusters)
    nouns: set[str] = set()  # that somebody was described with by now
    held = {noun for entity in clusters.entities for noun in entity.nouns}  # by somebody who is named
    is_anybody_named = False
    for sentence in article.sentences:
        for name in sentence.names:
            if _is_antecedent(name, sentence):
                entity_id = discourse.entity_of[name.start]
                discourse.add_mention(entity_id, name.start, subject=name.subject)
                nouns |= discourse.entities[entity_id].nouns
                is_anybody_named = is_anybody_named or name.kind in ("person", "name")
        for word in _list_subjects_without_name(sentence):
            entity = _read_unnamed_subject(sentence, word, nouns, None if is_anybody_named else held)
            if entity is not None:
                entity_id = discourse.unnamed_at[word.start] = discourse.entities.add(entity)
                discourse.add_mention(entity_id, word.start, subject=True)
                nouns |= entity.nouns
        for phrase in _list_ones_of_several(sentence):
            entity_id = discourse.entities.add(Entity(phrase.text, "anonymous"))
            discourse.add_mention(entity_id, sentence.words[phrase.first].start, subject=True)
    return discourse


def _is_antecedent(name: NameMention, sentence: NamedSentence) -> bool:
    """Whether a name can be meant by a pronoun or description further on."""
    return name.kind != "demonym" and not _is_modifier(name, sentence) and not _is_location(name, sentence)


def _list_subjects_without_name(sentence: NamedSentence) -> list[Word]:
    """Nouns that are subjects and part of no name."""
    in_names = {k for name in sentence.names for k in range(name.first, name.last + 1)}
    nouns = ((k, word) for k, word in enumerate(sentence.words) if word.upos == "NOUN")
    return [word for k, word in nouns if word.relation == "nsubj" and k not in in_names]


def _list_ones_of_several(sentence: NamedSentence) -> list[SourcePhrase]:
    """Subjects that are one person of several: "One of the four", "One of the skippers"."""
    ones = (word for word in sentence.words if word.form.lower() == "one" and word.relation == "nsubj")
    phrases = (read_noun_phrase(sentence, word.id - 1, max(word.id, word.head - 1)) for word in ones)
    whole = (phrase for phrase in phrases if phrase is not None and " of " in phrase.text)
    return [phrase for phrase in whole if is_one_of_several(phrase) and not phrase.text.endswith(" them")]


def _is_modifier(name: NameMention, sentence: NamedSentence) -> bool:
    """Names such as "U.S." in "U.S. officials" are no antecedents."""
    head = sentence.words[name.last]
    return head.deprel == "compound" and sentence.words[head.head - 1].start > name.end


def _is_location(name: NameMention, sentence: NamedSentence) -> bool:
    """Unknown names of places are no antecedents either: "south of Larak", "on Mill Terrace", "Larak Island"."""
    before = sentence.form_at(name.first - 1).lower()
    return name.kind == "name" and (before in _LOCATIVE or name.tokens[-1] in _LANDMARKS)


def _read_unnamed_subject(
    sentence: NamedSentence, word: Word, nouns: AbstractSet[str], held: AbstractSet[str] | None
) -> Entity | None:
    """A subject that is new to the article: "a woman", "officials", "a court"; None if it may be known by its noun.

    Args:
        sentence: its sentence.
        word: its noun.
        nouns: that somebody was described with by now.
        held: nouns of all whom the article names; before anybody is named "the minister" is new where it is nobody's.
            None where somebody has been named, whom "the minister" may mean.
    """
    person = sentence.gazetteer.find_person_noun(word.lemma, word.form)
    if not person and not sentence.gazetteer.classify_body(word.lemma, word.form):
        return None
    phrase = read_noun_phrase(sentence, word.id - 1, word.head - 1)
    if phrase is None or phrase.kind != "description":
        return None
    lemma = word.lemma.lower()
    is_aside_next = sentence.form_at(word.id) == ","  # "the prosecutor, he said, was wrong"
    is_of_state = person is not None and person.kind == "state"
    is_new_office = is_of_state and held is not None and lemma not in held and not is_aside_next
    if phrase.definite and not phrase.plural and (person or lemma in nouns) and not is_new_office:
        return None
    kind = "group" if phrase.plural else "anonymous" if person else "organisation"
    description = replace(describe_phrase(sentence, *phrase.core), role="")
    return Entity(phrase.text, kind, plural=phrase.plural, nouns=frozenset({lemma})).learn(description)

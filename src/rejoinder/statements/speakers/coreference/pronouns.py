"""Pronouns: what a pronoun asks of its referent (number, gender, person or body), and whom it means."""

from collections import Counter
from dataclasses import replace

from rejoinder.statements.speakers.coreference.clusters import Clusters, find_most_frequent
from rejoinder.statements.speakers.coreference.discourse import Discourse
from rejoinder.statements.speakers.entities import Entity, EntityId, conflict
from rejoinder.statements.speakers.named_article import NamedArticle, NamedSentence
from rejoinder.syntax import Word

SINGULAR = {
    "he": "masculine", "him": "masculine", "his": "masculine", "himself": "masculine",
    "she": "feminine", "her": "feminine", "hers": "feminine", "herself": "feminine",
}  # fmt: skip
NEUTER = frozenset({"it", "its", "itself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
THIRD_PERSON = NEUTER | PLURAL | SINGULAR.keys()
PERSONS = frozenset({"person", "anonymous", "name"})
_BODIES = frozenset({"organisation", "country", "name"})
_ASKERS = frozenset({"questioner", "reporter", "interviewer", "moderator", "journalist"})  # the answer is another's
_DOUBT = 15  # what a doubt takes off, in the points of salience
_COUNTRY_DOUBT = 5
_FULL_NAME_DOUBT = 6  # of a name of several words, which is mostly a person's
_WITHIN_NAMES = frozenset({"flat", "compound", "appos"})
_FORGOTTEN = -1000  # salience from which on down nobody comes to mind


def find_gender_after(article: NamedArticle, word: Word) -> str:
    """Find a gender by the pronouns after a word in its sentence, outside quotations.

    Returns:
        "masculine" or "feminine" by the first "he" or "she", which is likelier the word's than "his"; else by the
        first of the others; "" without any, and where the word does something to another: "Lind accused him".
    """
    sentence = article.sentence_at(word.start)
    if _acts_on_another(sentence, word):
        return ""
    later = sentence.words[word.id :]
    forms = [w.form.lower() for w in later if w.form.lower() in SINGULAR and not article.is_quoted(w.start)]
    subjects = [form for form in forms if form in ("he", "she")]
    return SINGULAR[(subjects or forms)[0]] if forms else ""


def _acts_on_another(sentence: NamedSentence, word: Word) -> bool:
    """Whether a pronoun is an object of the verb whose subject the word is, so that it means somebody else."""
    words = sentence.words
    while word.relation in _WITHIN_NAMES and words[word.head - 1].start < word.start:
        word = words[word.head - 1]
    if word.relation != "nsubj" or not word.head:
        return False
    objects = sentence.tree.children(words[word.head - 1], "obj", "iobj", "obl")
    return any(other.form.lower() in SINGULAR and not other.form.endswith("self") for other in objects)


def infer_genders(clusters: Clusters, article: NamedArticle) -> Clusters:
    """Find the gender of persons whose names tell none, by the pronouns that follow.

    Only sentences that name one person count.

    Returns:
        The clusters with these genders.
    """
    votes: dict[EntityId, Counter[str]] = {}
    for sentence in article.sentences:
        persons = {
            clusters.entity_of[name.start]: name
            for name in sentence.names
            if name.kind in ("person", "name") and not article.is_quoted(name.start)
        }
        for entity_id, name in persons.items() if len(persons) == 1 else ():
            gender = find_gender_after(article, sentence.words[name.last])
            if gender:
                votes.setdefault(entity_id, Counter())[gender] += 1
    entities = list(clusters.entities)
    for entity_id, genders in votes.items():
        entity = entities[entity_id]
        entities[entity_id] = replace(entity, gender=entity.gender or find_most_frequent(genders))
    return replace(clusters, entities=tuple(entities))


def resolve_pronoun(discourse: Discourse, word: Word, parent: EntityId | None) -> EntityId | None:
    """Find whom a third-person pronoun means, and let its referent learn what the pronoun tells.

    Args:
        discourse: the article as read so far.
        word: the pronoun.
        parent: who speaks the words that hold the pronoun. In reported speech "he" is mostly the speaker, within
            quotation marks never.

    Returns:
        The referent, None where nothing fits.
    """
    form = word.form.lower()
    entity_id = _find_antecedent(discourse, word, parent)
    if entity_id is not None:
        discourse.entities[entity_id] = _learn_from_pronoun(discourse.entities[entity_id], form)
    return entity_id


def _find_antecedent(discourse: Discourse, word: Word, parent: EntityId | None) -> EntityId | None:
    form = word.form.lower()
    quoted = discourse.article.is_quoted(word.start)
    if parent is not None and not quoted and _fits(discourse.entities[parent], form):
        return parent
    sentence = discourse.article.sentence_at(word.start)
    best, best_score = None, _FORGOTTEN
    for mention, entity in discourse.mentions_before(word.start):
        if not _fits(entity, form) or (quoted and mention.entity_id == parent):
            continue
        if entity.owner == word.start:  # "one of them" is not they
            continue
        score = mention.salience(sentence, quoted) - _doubt(entity, form, mention.spoke)
        if score > best_score:
            best, best_score = mention.entity_id, score
    return best


def _learn_from_pronoun(entity: Entity, form: str) -> Entity:
    """The gender, and whether a bare name is a person's or a body's."""
    kind = entity.kind
    if kind == "name" and form not in PLURAL:
        kind = "organisation" if form in NEUTER else "person"
    gender = entity.gender or SINGULAR.get(form, "")
    return replace(entity, gender=gender, kind=kind)


def _fits(entity: Entity, form: str) -> bool:
    """Whether a third-person pronoun can mean the entity at all."""
    if form in SINGULAR:
        return entity.kind in PERSONS and not entity.plural and not conflict(entity.gender, SINGULAR[form])
    if form in NEUTER:
        return entity.kind in _BODIES and not entity.gender and not entity.plural
    return not (entity.kind == "person" and entity.gender)


def _doubt(entity: Entity, form: str, spoke: bool) -> int:
    """How badly an entity that fits suits the pronoun, in the points of salience."""
    if form in SINGULAR:
        return _doubt_person(entity, spoke)
    if form in NEUTER:
        return {"organisation": 0, "country": _COUNTRY_DOUBT}.get(entity.kind, _DOUBT)
    if entity.plural:
        return 0
    return 2 * _DOUBT if entity.kind in PERSONS else _DOUBT


def _doubt_person(entity: Entity, spoke: bool) -> int:
    doubt = 2 * _DOUBT if entity.nouns & _ASKERS else 0
    if entity.kind == "person" or (spoke and entity.kind == "name"):
        return doubt
    if len(entity.tokens) == 1:
        return doubt + 2 * _DOUBT
    return doubt + (_FULL_NAME_DOUBT if entity.kind == "name" else _DOUBT)

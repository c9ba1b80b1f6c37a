"""Who speaks through a document: "a communiqué signed by the rebels", "the ministry's order", "the letter"."""

from itertools import chain

from rejoinder.statements.speakers.coreference.discourse import EntityMention
from rejoinder.statements.speakers.coreference.nominals import Nominal
from rejoinder.statements.speakers.entities import EntityId
from rejoinder.statements.speakers.named_article import NamedSentence
from rejoinder.statements.speakers.names import POSSESSIVES

_FROM = frozenset({"by", "from"})
_ISSUED = frozenset({"signed", "issued", "sent", "released", "published", "written", "read", "posted"})
_ISSUED |= {"circulated", "tabled", "presented", "submitted", "drafted"}
_SENT = frozenset(
    {"appeal", "cable", "communique", "communiqué", "complaint", "e-mail", "email", "letter", "memo", "memorandum"}
)
_SENT |= {"message", "note", "petition", "plea", "post", "reply", "statement", "telegram", "text", "tweet"}
_DECREED = frozenset({"decree", "order", "declaration", "ruling", "paper"})  # "the paper" may be a newspaper
_NEAR = 3  # sentences back that "the statement" may mean what somebody said
_REACH = 10  # the same where a statement was spoken of
_AUTHORS = frozenset({"person", "organisation", "country", "group", "name"})


def find_author(nominal: Nominal) -> EntityId | None:
    """Find who speaks through a document.

    Returns:
        Who is named as the author of a letter or a decree; for "the letter", who is told to have sent it or spoke
        last; None where the article leaves it open, and for what speaks for itself: "a study by the institute".
    """
    noun = nominal.head.lemma.lower()
    named = _find_named_author(nominal) if noun in _SENT | _DECREED else None
    if named is not None or noun not in _SENT or not (nominal.phrase.definite and nominal.is_bare()):
        return named
    return _find_writer(nominal)


def _find_named_author(nominal: Nominal) -> EntityId | None:
    """The name before or after the noun: "the IRGC statement", "a letter from Tarn", "a decree signed by the king"."""
    sentence, (begin, end) = nominal.phrase.sentence, nominal.phrase.core
    entity_of = nominal.discourse.entity_of
    after = _skip_to_author(sentence, end)
    for name in sentence.names:
        between = sentence.words[name.last + 1 : nominal.head.id - 1]
        beside = all(word.form in POSSESSIVES or word.upos == "ADJ" for word in between)
        owner = begin <= name.first and name.last < nominal.head.id - 1 and beside and name.kind != "demonym"
        begins = name.modifiers[0] if name.titled else name.first
        if owner or after in (begins, name.first):
            return entity_of[name.start]
    return None


def _skip_to_author(sentence: NamedSentence, index: int) -> int:
    """Index of the first word after "signed by the" or "from the", -1 without these."""
    if sentence.form_at(index) in _ISSUED:
        index += 1
    if sentence.form_at(index) not in _FROM:
        return -1
    index += 1
    return index + (sentence.form_at(index).lower() in ("the", "a", "an"))


def _find_writer(nominal: Nominal) -> EntityId | None:
    """Who spoke or acted where the document was last spoken of, else who spoke last, else the last subject."""
    number, noun = nominal.phrase.sentence.number, nominal.head.lemma
    near = [
        (number - mention.sentence.number, mention)
        for mention, entity in nominal.discourse.mentions_before(nominal.head.start)
        if (mention.subject or mention.spoke) and not mention.quoted and entity.kind in _AUTHORS
    ]
    issuers = (m for back, m in near if 0 < back <= _REACH and _tells_of(m, noun))
    speakers = (m for back, m in near if m.spoke and back <= _NEAR)
    subjects = (m for back, m in near if m.subject and back <= 1)
    return next((mention.entity_id for mention in chain(issuers, speakers, subjects)), None)


def _tells_of(mention: EntityMention, noun: str) -> bool:
    """Whether somebody speaks in a document or issues it: "in a statement, Lind said", "Lind sent a statement"."""
    return any(w.lemma == noun and (mention.spoke or w.relation == "obj") for w in mention.sentence.words)

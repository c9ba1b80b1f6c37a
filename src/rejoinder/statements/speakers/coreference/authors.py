"""Who speaks through a document: "a communiqué signed by the rebels", "the ministry's order", "the letter"."""

from rejoinder.statements.speakers.coreference.nominals import Nominal
from rejoinder.statements.speakers.entities import EntityId
from rejoinder.statements.speakers.named_article import NamedSentence
from rejoinder.statements.speakers.names import POSSESSIVES

_FROM = frozenset({"by", "from"})
_ISSUED = frozenset({"signed", "issued", "sent", "released", "published", "written", "read", "posted"})
_SENT = frozenset(
    {"letter", "note", "statement", "message", "memo", "memorandum", "email", "e-mail", "telegram", "post"}
)
_SENT |= {"communique", "communiqué", "text", "petition", "complaint", "tweet", "cable", "plea", "reply", "appeal"}
_DECREED = frozenset({"decree", "order", "declaration", "ruling"})
_AUTHORS = frozenset({"person", "organisation", "country", "group", "name"})


def find_author(nominal: Nominal) -> EntityId | None:
    """Find who speaks through a document.

    Returns:
        Who is named as the author of a letter or a decree; for "the letter", the subject last spoken of; None where
        the article leaves it open, and for what speaks for itself, such as "a study by the institute".
    """
    noun = nominal.head.lemma.lower()
    named = _find_named_author(nominal) if noun in _SENT | _DECREED else None
    if named is not None or noun not in _SENT or not (nominal.phrase.definite and nominal.is_bare()):
        return named
    return _find_last_subject(nominal)


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


def _find_last_subject(nominal: Nominal) -> EntityId | None:
    """The subject of the sentence before, or of the same one before the document."""
    number = nominal.phrase.sentence.number
    for mention, entity in nominal.discourse.mentions_before(nominal.head.start):
        if number - mention.sentence.number > 1:
            return None
        if mention.subject and not mention.quoted and entity.kind in _AUTHORS:
            return mention.entity_id
    return None

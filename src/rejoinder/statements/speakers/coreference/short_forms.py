"""Bodies set off with their acronyms, which later stand for them."""

from collections.abc import Iterator
from itertools import pairwise

from rejoinder.statements.speakers.entities import conflict
from rejoinder.statements.speakers.mentions import NameMention
from rejoinder.statements.speakers.named_article import NamedArticle, NamedSentence
from rejoinder.statements.speakers.names import has_letters_of, is_acronym


def find_short_forms(article: NamedArticle) -> Iterator[tuple[NameMention, NameMention]]:
    """Find bodies with their acronyms: "the Ministry of Trade (MOTRA)", "the UN refugee agency, UNHCR,".

    Args:
        article: with its names.

    Yields:
        The name of a body and its acronym.
    """
    for sentence in article.sentences:
        for name, short in pairwise(sentence.names):
            is_body = name.kind == short.kind == "organisation" and len(name.tokens) > 1
            is_near = short.first == name.last + 2 and is_acronym(short.text)
            if is_body and is_near and not conflict(name.country, short.country) and _is_own(sentence, name, short):
                yield name, short


def _is_own(sentence: NamedSentence, name: NameMention, short: NameMention) -> bool:
    """Whether marks tell an acronym to be the body's own: neither a party's group (EPP) nor the next of a list."""
    marks = sentence.form_at(name.last + 1), sentence.form_at(short.last + 1)
    is_noun = sentence.form_at(name.last).islower()
    if marks == ("(", ")"):
        return is_noun or has_letters_of(short.text, name.text)
    rest = sentence.words[short.last + 2 :]
    is_list = any(word.upos == "CCONJ" for word in rest) and rest[0].upos not in ("VERB", "AUX")
    return marks == (",", ",") and is_noun and not is_list

"""The country that the article gave to somebody before: "the papers", after "two Peruvian papers"."""

from collections.abc import Set as AbstractSet

from rejoinder.statements.model import Attribution
from rejoinder.statements.speakers.mentions import NameMention
from rejoinder.statements.speakers.named_article import NamedArticle, NamedSentence


def find_in_earlier_phrase(article: NamedArticle, attribution: Attribution, nouns: AbstractSet[str]) -> str:
    """The country that the article gave such persons or bodies before: "the papers" after "two Peruvian papers".

    Only a phrase without "the" tells it: not "Kehr praised the French workers", whom readers know.

    Args:
        article: with its names.
        attribution: with the source, which must be definite: "the papers", "one of the papers".
        nouns: lemmas of the nouns that describe the speaker.
    """
    start, end = attribution.source[0] if attribution.source else (0, 0)
    words = article.text[start:end].lower().split()
    is_definite = words[:1] == ["the"] or words[1:3] == ["of", "the"]
    is_named = any(start <= name.start < end for name in article.sentence_at(start).names)
    return _find_country_of_nouns(article, nouns, start) if is_definite and not is_named else ""


def find_country_of_noun_at(article: NamedArticle, start: int) -> str:
    """The country that the article gave before to what a noun means: "the agency" after "a Peruvian agency"."""
    words = article.sentence_at(start).words
    nouns = frozenset(word.lemma.lower() for word in words if word.start == start and word.upos == "NOUN")
    return _find_country_of_nouns(article, nouns, start)


def _find_country_of_nouns(article: NamedArticle, nouns: AbstractSet[str], before: int) -> str:
    """The country if there is just one."""
    countries = {
        name.country
        for sentence in article.sentences[: article.sentence_at(before).number + 1]
        for name in sentence.names
        if name.country and name.end < before and _is_owner_of(sentence, name, nouns)
    }
    return countries.pop() if len(countries) == 1 else ""


def _is_owner_of(sentence: NamedSentence, name: NameMention, nouns: AbstractSet[str]) -> bool:
    """Whether a name says whose somebody of some nouns is: "two Peruvian papers", "Peru's papers"; not after "the"."""
    word = sentence.words[name.last]
    head = sentence.tree.head(word)
    if head is None or head.id < word.id or head.upos != "NOUN" or head.lemma.lower() not in nouns:
        return False
    return all(det.lemma.lower() != "the" for det in sentence.tree.children(head, "det"))

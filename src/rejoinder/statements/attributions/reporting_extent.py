"""Where a reporting clause begins and ends: between the marks that set it off."""

from collections.abc import Sequence

from rejoinder.statements.attributions.parsed_article import ParsedArticle
from rejoinder.statements.attributions.spans import is_quotation_mark
from rejoinder.syntax import Sentence, Word

_COMMAS = {",", "-", "--", "—", "–"}


def find_clause_ids(article: ParsedArticle, sentence: Sentence, verb: Word, source: Sequence[Word]) -> range:
    """Word ids of a reporting clause that a comma sets off, or that opens the sentence with "as"; else none."""
    first = min(verb.id, source[0].id)
    while first > 1 and sentence.word(first - 1).upos in ("ADV", "AUX"):
        first -= 1
    if first > 1 and sentence.word(first - 1).form.lower() == "as":
        first -= 1
    opens_with_as = sentence.word(first).form.lower() == "as" and opens_sentence(sentence, first)
    mark = _mark_before(sentence, first)
    is_set_off = mark in _COMMAS | {"("} or (mark == ":" and _ends_headline(article, sentence, verb))
    if not opens_with_as and not is_set_off:
        return range(0)
    last = max(verb.id, source[-1].id)
    while last < len(sentence.words) and sentence.word(last + 1).form not in _COMMAS | {";", ")"}:
        last += 1
    return range(first, last + 1)


def _ends_headline(article: ParsedArticle, sentence: Sentence, verb: Word) -> bool:
    """Whether a headline's clause says no more than who tells whom: "Not one cup: minister tells Selt"."""
    is_title = article.blocks[sentence.block]["kind"] == "title"
    return is_title and not any(c.id > verb.id for c in sentence.children(verb, "obl", "advcl", "xcomp", "parataxis"))


def _mark_before(sentence: Sentence, number: int) -> str:
    """What stands before a word, or before the quotation mark before it: 'a "wreck," Lind says'; "" for nothing."""
    before = sentence.words[: number - 1]
    if before and is_quotation_mark(before[-1]):
        before = before[:-1] if before[-2:-1] and before[-2].form == "," else before
    return before[-1].form if before else ""


def opens_sentence(sentence: Sentence, first: int) -> bool:
    """Whether nothing but a conjunction or a mark stands before a word: "But as he noted, it rains"."""
    return all(w.relation in ("cc", "punct") for w in sentence.words[: first - 1])

"""Headlines that quote what the text quotes again: whoever says it there has said it."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from rejoinder.statements.model import Attribution
from rejoinder.statements.speakers.named_article import NamedArticle

_SHARE_REPEATED = 0.7  # of a headline's quoted words that the quotation in the text has too
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def find_repeated_quotations(article: NamedArticle, attributions: Sequence[Attribution]) -> dict[int, int]:
    """Find the attributions of the text that quote what those of the headlines quote.

    Args:
        article: the article.
        attributions: its attributions.

    Returns:
        For the index of a headline's attribution the index of the text's that has most of its words, where it has
        enough of them and names its source.
    """
    quoting = [i for i, a in enumerate(attributions) if a.kind != "indirect"]
    in_headline = [i for i in quoting if article.sentence_at(attributions[i].start).block in article.headlines]
    bags = {i: _list_words(article.text, attributions[i]) for i in quoting} if in_headline else {}
    candidates = [i for i in quoting if attributions[i].source and i not in in_headline]
    repeated = {}
    for i in in_headline:
        best = max(candidates, key=lambda k: len(bags[i] & bags[k]), default=None)
        if best is not None and bags[i] and len(bags[i] & bags[best]) >= _SHARE_REPEATED * len(bags[i]):
            repeated[i] = best
    return repeated


def _list_words(text: str, attribution: Attribution) -> AbstractSet[str]:
    return {word.lower() for span in attribution.content for word in _WORD.findall(text, *span)}

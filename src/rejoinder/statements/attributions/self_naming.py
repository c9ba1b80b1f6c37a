"""What a text calls the body that speaks it, where its head names nobody: "The Authority condemns ..."."""

from collections import Counter
from collections.abc import Iterator, Sequence

from rejoinder.statements.attributions.spans import covering_span
from rejoinder.statements.model import Span
from rejoinder.syntax import Sentence, Word

_FEWEST = 3  # sentences of which it is the subject


def find_self_naming(sentences: Sequence[Sentence], issuer: str) -> tuple[Span, ...]:
    """Find the first mention of the body of which most sentences tell what it does.

    Args:
        sentences: of the text that it speaks.
        issuer: who publishes it; "" for a newsroom.

    Returns:
        The span of its name; nothing where no noun is the subject of `_FEWEST` sentences and of more than any other,
        where none of them says "its", as of no person, or where it is the issuer's own.
    """
    subjects = [(sentence, word) for sentence in sentences for word in _find_subjects(sentence)]
    ranked = Counter(word.form for _, word in subjects).most_common(2)
    is_tie = len(ranked) > 1 and ranked[0][1] == ranked[1][1]
    if not ranked or is_tie or ranked[0][1] < _FEWEST:
        return ()
    own = [(sentence, word) for sentence, word in subjects if word.form == ranked[0][0]]
    is_body = any(word.form == "its" for sentence, _ in own for word in sentence.words)
    sentence, first = own[0]
    return covering_span(sentence.subtree(first)) if is_body and first.form not in issuer.split() else ()


def _find_subjects(sentence: Sentence) -> Iterator[Word]:
    """A main subject with "the" and a capital: "The Authority"."""
    for word in sentence.words:
        head = sentence.head(word)
        is_main = word.relation == "nsubj" and head is not None and head.relation == "root"
        if is_main and word.form[:1].isupper() and any(c.form == "The" for c in sentence.children(word, "det")):
            yield word

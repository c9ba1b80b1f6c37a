"""Where the noun phrase in a source phrase begins and ends: "the | senior officials | who spoke to Tarn"."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from rejoinder.statements.model import Span
from rejoinder.statements.speakers.mentions import NameMention
from rejoinder.syntax import Word

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
STOP = frozenset({",", "(", ")", ";", ":", "--", "—", "–", "[", "]"})
_LEADING = frozenset(["DET", "PUNCT", "CCONJ", "ADP", "ADV", "SCONJ", "PART", "SYM", "INTJ"])
_TRAILING = frozenset(["PUNCT", "PART", "ADV", "CCONJ"])


def find_core(words: Sequence[Word], names: Sequence[NameMention], phrase: Span) -> Span:
    """Find the noun phrase up to what follows its head; names stay together.

    Args:
        words: of the sentence.
        names: those in the phrase.
        phrase: its words, half-open indices.

    Returns:
        Half-open indices of its words.
    """
    begin, end = phrase
    in_names = {k for n in names for k in range(n.modifiers[0] if n.titled else n.first, n.last + 1)}
    while begin < end - 1 and words[begin].upos in _LEADING and begin not in in_names:
        begin += 1
    stop = _find_stop(words, in_names, begin, end)
    while stop > begin + 1 and words[stop - 1].upos in _TRAILING:
        stop -= 1
    return begin, stop


def _find_stop(words: Sequence[Word], in_names: AbstractSet[int], begin: int, end: int) -> int:
    """Index of the first word outside names that is a mark or follows the head."""
    nominal = False
    for k in range(begin, end):
        word = words[k]
        if k not in in_names and (word.form in STOP or (nominal and _follows_head(word))):
            return k
        nominal = nominal or k in in_names or word.upos in ("NOUN", "PROPN", "PRON")
    return max(begin, end)


def _follows_head(word: Word) -> bool:
    if word.upos in ("ADP", "SCONJ", "AUX") or word.form.lower() in RELATIVE:
        return True
    return word.upos == "VERB" and word.relation not in ("amod", "compound")

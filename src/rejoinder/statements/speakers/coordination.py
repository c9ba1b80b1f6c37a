"""Source phrases that join several: names alone ("China and Russia"), or names and descriptions."""

from collections.abc import Mapping, Sequence

from rejoinder.statements.speakers.mentions import NameMention
from rejoinder.statements.speakers.profiles import Profiler
from rejoinder.syntax import Word

POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
_AND = ("and", "or", "&")


def joined(
    words: Sequence[Word], names: list[NameMention], first: int, last: int, begin: int, end: int
) -> tuple[NameMention, ...]:
    """The names of "China and Russia", "Smith, Jones and Brown"; empty where something else stands between."""
    ends = {n.last: n for n in names}
    inside = {k for n in names for k in range(n.first, n.last + 1)}
    for limit in (end, last):
        cuts = [k for k in range(begin, limit) if k not in inside and words[k].form.lower() in (*_AND, ",")]
        if not any(words[k].form.lower() in _AND for k in cuts):
            continue
        parts = list(zip([begin - 1, *cuts], [*cuts, limit], strict=True))
        found = [_part(words, ends, start + 1, stop) for start, stop in parts if stop - start > 1]
        if len(found) > 1 and all(found):
            return tuple(n for n in found if n is not None)
    return ()


def several(words: Sequence[Word], names: list[NameMention], begin: int, end: int, profiler: Profiler) -> bool:
    """ "Joseph and other members", "the Karsian president and the party": joined, but not by names alone."""
    inside = {k for n in names for k in range(n.first, n.last + 1)}
    cut = next((k for k in range(end - 2, begin, -1) if k not in inside and words[k].form.lower() in _AND), 0)
    if not cut or words[cut - 1].upos in ("ADJ", "ADP", "PUNCT", "NUM") or words[cut + 1].upos in ("ADP", "VERB"):
        return False
    left, right = words[cut - 1], any(n.last == end - 1 for n in names)
    one = not _plural(left) and profiler.person(left)
    named = any(n.last == cut - 1 for n in names) or _plural(left)
    return named or (right and not one) or words[cut + 1].upos == "DET"


def _part(words: Sequence[Word], ends: Mapping[int, NameMention], start: int, stop: int) -> NameMention | None:
    """The name that fills `words[start:stop]`, but for article and title."""
    name = ends.get(_unowned(words, stop) - 1)
    if name is None or any(words[k].upos == "ADP" for k in range(start, name.first)):
        return None
    before = name.modifiers[0] if name.titled else name.first
    return name if all(words[k].upos in ("DET", "PUNCT") for k in range(start, min(before, name.first))) else None


def _unowned(words: Sequence[Word], stop: int) -> int:
    while stop > 1 and (words[stop - 1].form in POSSESSIVE or words[stop - 1].upos == "PUNCT"):
        stop -= 1
    return stop


def _plural(word: Word) -> bool:
    return word.feat("Number") == "Plur" or word.xpos in ("NNS", "NNPS")

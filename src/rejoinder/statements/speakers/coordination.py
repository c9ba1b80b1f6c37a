"""Source phrases that join several: names alone ("China and Russia"), or names and descriptions."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from rejoinder.statements.speakers.mentions import NameMention
from rejoinder.statements.speakers.named_article import NamedSentence
from rejoinder.statements.speakers.names import POSSESSIVES, is_plural
from rejoinder.syntax import Word

_AND = ("and", "or", "&")


def find_joined_names(
    words: Sequence[Word], names: Sequence[NameMention], end: int, begin: int, stop: int
) -> tuple[NameMention, ...]:
    """Find the names of "China and Russia", "Smith, Jones and Brown".

    Args:
        words: of the sentence.
        names: in the source phrase.
        end: where the source phrase ends.
        begin: where its core begins.
        stop: where its core ends.

    Returns:
        The names in order; none where something else stands between them.
    """
    for limit in (stop, end):
        cuts = _find_cuts(words, names, begin, limit)
        if not any(_is_and(words[k]) for k in cuts):
            continue
        joined = _match_names(words, names, [begin - 1, *cuts, limit])
        if len(joined) > 1:
            return joined
    return ()


def _is_and(word: Word) -> bool:
    return word.form.lower() in _AND


def _indices_in_names(names: Sequence[NameMention]) -> set[int]:
    return {k for n in names for k in range(n.modifiers[0] if n.titled else n.first, n.last + 1)}


def _find_cuts(words: Sequence[Word], names: Sequence[NameMention], begin: int, limit: int) -> list[int]:
    """Where "and" or a comma stands outside names."""
    in_names = _indices_in_names(names)
    return [k for k in range(begin, limit) if k not in in_names and (_is_and(words[k]) or words[k].form == ",")]


def _match_names(words: Sequence[Word], names: Sequence[NameMention], bounds: Sequence[int]) -> tuple[NameMention, ...]:
    """The names that fill the parts between the bounds; none where a part is no name."""
    by_last = {n.last: n for n in names}
    parts = [_match_name(words, by_last, left + 1, right) for left, right in pairwise(bounds) if right - left > 1]
    joined = tuple(name for name in parts if name is not None)
    return joined if len(joined) == len(parts) else ()


def _match_name(words: Sequence[Word], by_last: Mapping[int, NameMention], first: int, end: int) -> NameMention | None:
    """The name that fills the words from `first` to before `end`, but for article and title."""
    last = end
    while last > 1 and (words[last - 1].form in POSSESSIVES or words[last - 1].upos == "PUNCT"):
        last -= 1
    name = by_last.get(last - 1)
    if name is None or any(word.upos == "ADP" for word in words[first : name.first]):
        return None
    name_start = min(name.modifiers[0], name.first) if name.titled else name.first
    return name if all(word.upos in ("DET", "PUNCT") for word in words[first:name_start]) else None


def joins_descriptions(sentence: NamedSentence, names: Sequence[NameMention], begin: int, stop: int) -> bool:
    """Whether "and" joins more than names: "Joseph and other members", "the Karsian president and the party".

    Args:
        sentence: the sentence.
        names: in the source phrase.
        begin: where its core begins.
        stop: where its core ends.
    """
    cut = _find_last_and(sentence.words, names, begin, stop)
    if cut is None:
        return False
    left, right = sentence.words[cut - 1], sentence.words[cut + 1]
    if left.upos in ("ADJ", "ADP", "PUNCT", "NUM") or right.upos in ("ADP", "VERB") or left.deprel == "nmod:poss":
        return False
    if is_plural(left) or right.upos == "DET" or _ends_name(names, cut - 1):
        return True
    is_one_person = sentence.gazetteer.find_person_noun(left.lemma, left.form) is not None
    return not is_one_person and _ends_name(names, stop - 1)


def _find_last_and(words: Sequence[Word], names: Sequence[NameMention], begin: int, stop: int) -> int | None:
    """Where the last "and" outside names stands, with a word on either side of it."""
    in_names = _indices_in_names(names)
    return next((k for k in range(stop - 2, begin, -1) if k not in in_names and _is_and(words[k])), None)


def _ends_name(names: Sequence[NameMention], index: int) -> bool:
    return any(n.last == index for n in names)

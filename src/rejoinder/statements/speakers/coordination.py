"""Source phrases that join several: names alone ("China and Russia"), or names and descriptions."""

from collections.abc import Mapping, Sequence

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
    by_last = {n.last: n for n in names}
    in_names = {k for n in names for k in range(n.first, n.last + 1)}
    for limit in (stop, end):
        cuts = [k for k in range(begin, limit) if k not in in_names and words[k].form.lower() in (*_AND, ",")]
        if not any(words[k].form.lower() in _AND for k in cuts):
            continue
        bounds = zip([begin - 1, *cuts], [*cuts, limit], strict=True)
        parts = [_match_name(words, by_last, left + 1, right) for left, right in bounds if right - left > 1]
        joined = tuple(name for name in parts if name is not None)
        if len(joined) == len(parts) > 1:
            return joined
    return ()


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
    words = sentence.words
    in_names = {k for n in names for k in range(n.first, n.last + 1)}
    cut = next((k for k in range(stop - 2, begin, -1) if k not in in_names and words[k].form.lower() in _AND), 0)
    if not cut or words[cut - 1].upos in ("ADJ", "ADP", "PUNCT", "NUM") or words[cut + 1].upos in ("ADP", "VERB"):
        return False
    left = words[cut - 1]
    if is_plural(left) or words[cut + 1].upos == "DET" or any(n.last == cut - 1 for n in names):
        return True
    one_person = sentence.gazetteer.find_person_noun(left.lemma, left.form) is not None
    return not one_person and any(n.last == stop - 1 for n in names)

"""The description before a name: "The president of Karsia, Ivo Tarn, said", "its chairman, Ivo Tarn"."""

from collections.abc import Sequence

from rejoinder.statements.speakers.mentions import NameMention
from rejoinder.statements.speakers.named_article import NamedSentence
from rejoinder.statements.speakers.roles import has_noun
from rejoinder.syntax import Word

NOUN_PHRASE = frozenset(["DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"])
_FINITE = frozenset({"VERB", "AUX", "PRON", "SCONJ"})
_MEETING = frozenset({"with", "by"})  # not "to", as in "adviser to the president, Ivo Tarn"


def find_left_apposition(sentence: NamedSentence, name: NameMention) -> int | None:
    """Find the apposition before a name: "The president of Karsia, Ivo Tarn, said", "its chairman, Ivo Tarn".

    Only full names, names with a title and, after a noun for a person, a name between commas are described so, and
    none in a list.

    Returns:
        The index of its first word, None if there is none.
    """
    words = sentence.words
    begin = _find_name_begin(words, name)
    if begin < 2 or words[begin - 1].form != "," or not _can_follow_description(sentence, name, words[begin - 2]):
        return None
    k = _skip_aside_before(words, begin - 2)
    while k >= 0 and _is_in_noun_phrase(words, k):
        k -= 1
    start = _find_last_noun_phrase(words, k + 1, begin - 1)
    met = _find_met(sentence, start, begin - 1)
    if met is not None and _ends_phrase(words, name.last + 1):
        return met
    if words[start].upos == "ADP" and _is_determiner(words[start + 1]) and sentence.form_at(name.last + 1) == ",":
        start += 1  # "For the foreign minister, Ivo Tarn, it is"
    return start if start < begin - 1 and _opens_noun_phrase(words[start]) else None


def _find_met(sentence: NamedSentence, first: int, end: int) -> int | None:
    """Where a noun phrase for a person begins behind "with" or "by": "met with | the head of a bank, Ivo Tarn"."""
    words = sentence.words
    for k in range(end - 1, first, -1):
        if _is_determiner(words[k]) and words[k - 1].form in _MEETING and k > 1:
            stop = next((n for n in range(k + 1, end) if words[n].upos not in NOUN_PHRASE), end)
            return k if has_noun(sentence.gazetteer, words[k:stop]) else None
    return None


def _ends_phrase(words: Sequence[Word], index: int) -> bool:
    """Whether nothing but a mark follows a name, which is no subject as in "after talks with aides, Ivo Tarn said"."""
    return index >= len(words) or words[index].upos == "PUNCT"


def _find_name_begin(words: Sequence[Word], name: NameMention) -> int:
    """Index of the first word of the name with its title and determiner."""
    begin = name.modifiers[0] if name.titled else name.first
    return begin - 1 if begin > 0 and words[begin - 1].upos == "DET" else begin


def _can_follow_description(sentence: NamedSentence, name: NameMention, before: Word) -> bool:
    """Whether the name can be what a description before it means.

    Args:
        sentence: the name's.
        name: one of its names, after a comma.
        before: the word before the comma.
    """
    following = sentence.form_at(name.last + 1)
    if following in ("and", "or"):
        return False
    if len(name.tokens) != 1 or name.titled:
        return True
    return following == "," and name.kind in ("person", "name") and has_noun(sentence.gazetteer, [before])


def _skip_aside_before(words: Sequence[Word], index: int) -> int:
    """Back over a parenthesis that ends at `index`: "the head of the union (RMT), Ivo Tarn"."""
    if words[index].form == ")":
        for start in range(index, -1, -1):
            if words[start].form == "(":
                return start - 1
    return index


def _is_in_noun_phrase(words: Sequence[Word], index: int) -> bool:
    """Whether the word can stand within a description; of pronouns, possessives and those after a preposition can."""
    word = words[index]
    if word.upos == "PRON":
        return word.feat("Poss") == "Yes" or (index > 0 and words[index - 1].upos == "ADP")
    hyphen = word.form == "-" and index > 0 and words[index - 1].end == word.start
    return hyphen or (word.upos not in _FINITE and word.upos not in ("PUNCT", "CCONJ"))


def _find_last_noun_phrase(words: Sequence[Word], first: int, end: int) -> int:
    """Past an adverbial that opens the clause: "In Oslo | the king's aide", "on Monday | his aunt"."""
    for k in range(end - 1, first, -1):
        if _is_determiner(words[k]) and words[k - 1].upos in ("NOUN", "PROPN", "NUM", "ADV"):
            return k
    return first


def _is_determiner(word: Word) -> bool:
    return word.upos == "DET" or word.feat("Poss") == "Yes"


def _opens_noun_phrase(word: Word) -> bool:
    return word.upos in NOUN_PHRASE or word.feat("Poss") == "Yes"

"""Where sentences end: repairs the cuts of a tokenizer, which trips over abbreviations, labels and quotations.

The rules know closed classes of words only: abbreviations, words that open a sentence, verbs of reporting clauses.
Where they say nothing, what the tokenizer says holds.
"""

import re
from collections.abc import Iterator, Sequence

from rejoinder.parser.rows import Span

# abbreviations that belong to what follows, whatever it begins with
_TITLES = frozenset({
    "adm", "amb", "approx", "asst", "atty", "brig", "capt", "cf", "cmdr", "col", "comdr", "cpl", "det", "dr", "e.g",
    "fr", "gen", "gov", "hon", "i.e", "insp", "lt", "maj", "messrs", "mr", "mrs", "ms", "msgr", "pfc", "pres", "prof",
    "pvt", "rep", "rev", "sen", "sgt", "spc", "supt", "viz", "vs",
})  # fmt: skip
# abbreviations after which a sentence may be over, or not
_CAN_END = frozenset({
    "a.m", "bros", "co", "corp", "d.c", "e.u", "etc", "inc", "jr", "llc", "ltd", "m.d", "p.m", "ph.d", "plc", "sr",
    "u.a.e", "u.k", "u.n", "u.s", "u.s.a",
})  # fmt: skip
# abbreviations that no sentence begins with
_SUFFIXES = frozenset({
    "e.t", "inc", "jr", "llc", "ltd", "m.d", "ph.d", "plc", "sr",
})  # fmt: skip
_DAYS = frozenset({
    "friday", "monday", "saturday", "sunday", "thursday", "tuesday", "wednesday",
})  # fmt: skip
# pronouns and determiners, whose capital tells that a sentence begins, in titles hardly ever
_OPENERS = frozenset({
    "each", "every", "he", "her", "his", "it", "its", "my", "nobody", "none", "our", "several", "she", "that", "the",
    "their", "there", "these", "they", "this", "those", "we", "you", "your",
})  # fmt: skip
_DATE = re.compile(r"\b(?:Jan|Feb|March|Mar|April|Apr|May|June|July|Aug|Sept?|Oct|Nov|Dec)\.? \d{1,2}\.$")
_NUMBER = re.compile(r"\bNos?\.$")  # "No. 7"
_RETIRED = re.compile(r"\((?:ret|res|retd|rtd)\.?\)$", re.IGNORECASE)  # "Maj. Gen. (ret.) Lee"
_OPENING_MARKS = ("\"", "'", "“", "‘", "«", "„")  # fmt: skip
_QUOTED_END = re.compile(r"(?:[?!…]|\.\.|\.\w\.)[\"'”’»]+$")  # of a quotation that may go on: "Why?", "at 5 p.m."
_SPEECH_VERBS = frozenset({
    "added", "answered", "asked", "asks", "begged", "chanted", "cried", "declared", "demanded", "exclaimed",
    "insisted", "joked", "laughed", "pleaded", "quipped", "recalled", "remarked", "replied", "responded", "said",
    "says", "screamed", "shouted", "sighed", "snapped", "told", "tweeted", "urged", "whispered", "wondered", "wrote",
    "yelled",
})  # fmt: skip
# "asked reporters", "told the court"
_ADDRESSING_VERBS = frozenset({
    "asked", "asks", "begged", "told", "urged",
})  # fmt: skip
# what stands behind a verb whose quotation stands before it
_ADVERBIALS = frozenset({
    "after", "again", "aloud", "as", "at", "back", "before", "by", "during", "early", "from", "in", "last", "late",
    "later", "on", "once", "outside", "quietly", "softly", "this", "through", "today", "tonight", "via", "when",
    "while", "yesterday",
})  # fmt: skip
# what a mere reporting clause lacks, before its verb or in whom it addresses
_CLAUSE_WORDS = frozenset({
    "and", "are", "be", "because", "been", "but", "could", "did", "do", "does", "had", "has", "have", "he", "how", "i",
    "if", "is", "it", "may", "might", "not", "she", "should", "that", "they", "though", "to", "until", "was", "we",
    "were", "what", "when", "where", "whether", "which", "while", "who", "why", "will", "would",
})  # fmt: skip
_MAX_SUBJECT = 12  # tokens: "Kim Lee, a baker from Ohio,"
_MAX_ADDRESSEE = 10  # tokens, adverbials included: "reporters in Tehran on Monday"


def group_tokens(text: str, sentences: Sequence[Sequence[Span]]) -> list[int]:
    """Repair the ends of a text's sentences.

    Args:
        text: what was tokenized.
        sentences: the spans of the tokens of each sentence.

    Returns:
        how many tokens each sentence has after the repair; together they are as many as before.
    """
    groups: list[list[Span]] = []
    for part in (part for spans in sentences for part in _split(text, spans)):
        if groups and _goes_on(text, groups[-1], part):
            groups[-1] += part
        else:
            groups.append(list(part))
    return [len(spans) for spans in groups]


def _split(text: str, spans: Sequence[Span]) -> Iterator[Sequence[Span]]:
    """Cut a sentence where another one begins."""
    begin = 0
    for place in range(1, len(spans)):
        if _begins_sentence(text, spans[place - 1], spans[place]):
            yield spans[begin:place]
            begin = place
    yield spans[begin:]


def _begins_sentence(text: str, before: Span, span: Span) -> bool:
    """Whether a token in a sentence is the first of another one: "... Lee Jr. | "We talk," he said"."""
    if before[1] == span[0]:
        return False
    word = _last_word(text, before[1])
    is_date = _DATE.search(text, max(0, before[1] - 12), before[1]) is not None
    form = text[slice(*span)]
    if form.startswith(_OPENING_MARKS):
        is_end = is_date or word in _CAN_END or (text[slice(*before)] in (".", "?", "!") and word not in _TITLES)
        return is_end and len(word) > 1 and text[span[0] + 1 : span[0] + 2].isupper()
    if not form[0].isupper():
        return False
    return is_date or (word in _CAN_END and form.lower() in _OPENERS)


def _goes_on(text: str, spans: Sequence[Span], following: Sequence[Span]) -> bool:
    """Whether what was cut off as a sentence of its own belongs to the one before."""
    end, begin = spans[-1][1], following[0][0]
    line_breaks = text.count("\n", end, begin)
    if line_breaks > 1:
        return False  # paragraphs
    forms = [text[slice(*span)] for span in following]
    return (
        _is_joined_by_abbreviation(text, end, forms[0])
        or (line_breaks == 0 and _is_unfinished(text[slice(*spans[-1])]))
        or (_QUOTED_END.search(text, max(0, end - 8), end) is not None and _is_reporting_clause(forms))
    )


def _is_joined_by_abbreviation(text: str, end: int, first: str) -> bool:
    """Whether an abbreviation before a cut, or the word after it, shows that no sentence ends there."""
    word, window = _last_word(text, end), (max(0, end - 8), end)
    if first[0].isdigit() and _NUMBER.search(text, *window):
        return True
    if first[0].isupper() and _RETIRED.search(text, *window):
        return True
    if text[end - 1] == "." and word in _TITLES:
        return first[0].isalnum()
    is_lower = first.isalpha() and first.islower()
    return (
        (is_lower and _may_go_on(text, end, word))
        or first.lower().rstrip(".") in _SUFFIXES
        or (word in ("a.m", "p.m") and first.lower() in _DAYS)
    )


def _may_go_on(text: str, end: int, word: str) -> bool:
    """Whether a sentence that ends with a word may go on: after some abbreviations, and after "?" and "!"."""
    return word in _CAN_END or text[:end].rstrip("\"'”’»")[-1:] in ("?", "!")


def _is_unfinished(last: str) -> bool:
    """Whether a sentence's last token does not end it: a colon or a word, unless in capitals as a heading is."""
    return last == ":" or (last[-1].isalpha() and not last.isupper())


def _is_reporting_clause(forms: Sequence[str]) -> bool:
    """Whether a sentence says no more than who spoke the quotation before it: "Ana asked.", "Tran told the court."."""
    words = [form.lower() for form in forms]
    place = next((i for i, word in enumerate(words[: _MAX_SUBJECT + 1]) if word in _SPEECH_VERBS), 0)
    subject, rest = words[:place], words[place + 1 :]
    if not subject or not _CLAUSE_WORDS.isdisjoint(subject) or any(w in _OPENING_MARKS for w in (words[0], *rest[:2])):
        return False
    if _is_without_addressee(rest):
        return True
    is_short = len(rest) <= _MAX_ADDRESSEE and _CLAUSE_WORDS.isdisjoint(rest)
    return words[place] in _ADDRESSING_VERBS and is_short


def _is_without_addressee(rest: Sequence[str]) -> bool:
    """Whether nothing stands behind a verb of speaking, or a sign or an adverbial comes first."""
    return not rest or not rest[0][0].isalnum() or rest[0] in _ADVERBIALS or rest[0] in _DAYS


def _last_word(text: str, end: int) -> str:
    """The word that ends somewhere, in lower case, without what encloses it and without its last full stop."""
    word = text[max(0, end - 20) : end].split()[-1]
    return word.lstrip("([\"'“‘").removesuffix(".").lower()

"""Letters: how they begin, how they end, and the names below that sign them or the quotation above."""

import re
from collections.abc import Iterator, Mapping, Sequence

from rejoinder.articles.layout.patterns import NAME, any_of
from rejoinder.articles.layout.speeches import split_head_within

_SALUTATION = re.compile(
    r"Dear\b[^\n.!?]{2,100}[,:!]|(?:Dear |To the )?(?:Sirs?|SIRS?|Madam|[Ee]ditor)(?:[,:]| ?[–—-])[^\n]*"
)
_FAREWELL = any_of(
    "yours?(?: very| most| ever)? (?:sincerely|faithfully|truly|respectfully) / yours,? etc / in solidarity",
    "(?:very |most )?(?:sincerely|respectfully|faithfully|cordially)(?: yours| submitted)? / with respect",
    "(?:with )?(?:(?:my|our) )?(?:kind|best|warm)(?:est)?(?: and \\w+)? (?:regards|wishes|greetings)",
    "(?:with|in) (?:(?:all|many|much|every|my|our|deep|deepest|sincere|warm|heartfelt|good) )*"
    "(?:thanks|gratitude|appreciation|wish(?:es)?|love|affection|sympathy|hope|sorrow|friendship|peace|faith)",
    "(?:signed|yours)(?=[,:])",
    "(?:signed )?(?:for|on behalf of|for and on behalf of) (?:the )?[^.!?:,\\n]{2,60}(?=:)",
)
FAREWELL = rf"(?:[–—-] ?)?{_FAREWELL}[,.:]?"
_FAREWELL_BEHIND = re.compile(rf"[^\n]*(?:[.!?]|[–—]) ?(?:[–—-] ?)?{_FAREWELL}[,.]?", re.DOTALL)
_FAREWELL_LINE = re.compile(FAREWELL)
_SIGNED = re.compile(r"(?:[(\[](?i:signed)[)\]]:?|(?i:signed):|/s/)(?!\s*(?:…|[._]{2}))\s*")
_RECORD = re.compile(r"(?i:(?:draft |approved )?(?:minutes|(?:summary|verbatim|official) record) of\b)")
_PARTICLE = r"(?:de|da|del|van|von|der|den|bin|ibn|al|el|la|of|II|III) "
_DASH = r"(?:[–—-]{1,2} ?)"
_NAME_LINE = re.compile(
    rf"{_DASH}?(?:{NAME} )(?:{_PARTICLE}|{NAME} |\([a-z.]+\) ){{0,4}}{NAME}(?:,[^\n.!?:]{{0,80}})?(?:\n[^\n]*){{0,3}}"
)
_DASHED = re.compile(_DASH)
_CLOSING = re.compile(any_of("thanks? / god / long live / glory / happy / viva / vive") + r"\b")
_SHOUTED_NAME = re.compile(r"[^\W\d_a-z][^a-z\d\n!?:;]+ [^a-z\d\n!?:;]+")
_SHOUTED_WORDS = 5
_QUOTATION = re.compile(r"[\"“«‘'][^\n]+[\"”»’'][.,]?")
_ADDRESS_LINES = 3  # office, place and date below a name
_ADDRESS_WORDS = 10
_HEADING_WORDS = 9
_LINES_BELOW, _WORDS_BELOW = 3, 40  # of what an outlet says below the last letter; anything more goes on as a report
_PAGE = re.compile(  # the title of a page of letters, with what stands above it
    r"[^\n]{0,40}\b(?i:letters\b(?! (?:from|of|sent|show|reveal))|readers?['’]? (?:write|views|say)|your (?:views|say)"
    r"|mailbag|postbag|inbox)"
)


def is_salutation(line: str) -> bool:
    """Whether a line opens a letter, or a letter opens with it."""
    return _SALUTATION.fullmatch(line) is not None


def find_signatures(text: str, spans: Sequence[tuple[int, int]], is_speech: bool = False) -> dict[int, str]:
    """Find who signs letters: below a farewell or behind "(Signed)", on a page of letters below each.

    Args:
        text: the article.
        spans: of its paragraphs, in order.
        is_speech: whether it is a speech or a statement, which a name may end.

    Returns:
        Kinds by the number of the paragraph: "signature" of a name, "credit" of the office and the place below it; on a
        page of letters also "heading" above each, and "contact" of what the outlet says below the last. Who signs the
        minutes of a meeting is "credit", too.
    """
    lines = [text[start:end] for start, end in spans]
    is_record = bool(spans) and _RECORD.match(text, 0, spans[0][0]) is not None
    is_page = bool(spans) and _PAGE.match(text, 0, spans[0][0]) is not None
    has_letters = is_page or any(map(is_salutation, lines))
    kinds: dict[int, str] = {}
    for number, (above, line) in enumerate(zip(("", *lines), lines, strict=False)):
        ends_speech = is_speech and not line.endswith(".") and all(map(_is_address, lines[number + 1 :]))
        may_sign = has_letters or ends_speech
        if number and number not in kinds and _is_signature(line, above, may_sign):
            kinds[number] = "credit" if is_record else "signature"
            for below in range(number + 1, min(number + 1 + _ADDRESS_LINES, len(lines))):
                if not _is_address(lines[below]):
                    break
                kinds[below] = "credit"
    return kinds | dict(_find_frame(lines, kinds)) if is_page and kinds else kinds


def _find_frame(lines: Sequence[str], kinds: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """What a page of letters sets above each of them, and below the last."""
    above = True  # the line stands above a letter
    below = lines[max(kinds) + 1 :]
    is_notice = len(below) <= _LINES_BELOW and all(len(line.split()) <= _WORDS_BELOW for line in below)
    for number, line in enumerate(lines):
        above = number in kinds or (above and len(line.split()) <= _HEADING_WORDS and not line.endswith("."))
        if number > max(kinds):
            yield from [(number, "contact")] if is_notice else []
        elif above and number not in kinds and number + 1 not in kinds:
            yield number, "heading"


def skip_mark(text: str, start: int, end: int) -> int:
    """Where the name begins in a signature that opens with "(Signed)" or a dash."""
    mark = _SIGNED.match(text, start, end) or _DASHED.match(text, start, end)
    return mark.end() if mark and mark.end() < end else start


def is_name_below_quotation(line: str, above: str) -> bool:
    """Whether a line is a name in capitals below a paragraph that is all a quotation."""
    is_name = _SHOUTED_NAME.fullmatch(line) is not None and len(line.split()) <= _SHOUTED_WORDS
    return is_name and _QUOTATION.fullmatch(above) is not None


def _is_signature(line: str, above: str, has_letters: bool) -> bool:
    is_head = bool(split_head_within(line, 0, len(line)))  # "Letter of Ana Lind"
    is_words = is_head or is_salutation(line) or _CLOSING.match(line)  # "God Bless Selt"
    is_name = _NAME_LINE.fullmatch(line) is not None and not is_words
    is_below_letter = has_letters and above.endswith((".", "!", "?")) and len(line.split()) <= _ADDRESS_WORDS
    return _SIGNED.match(line) is not None or (is_name and (is_below_letter or _is_farewell(above)))


def _is_farewell(line: str) -> bool:
    return _FAREWELL_LINE.fullmatch(line) is not None or _FAREWELL_BEHIND.fullmatch(line) is not None


def _is_address(line: str) -> bool:
    """An office or a place; where it ends like a sentence ("Glenfarne, Co Leitrim."), all its words are names."""
    words = line.split()
    if line.endswith(("!", "?", ".")):
        return len(words) <= _ADDRESS_WORDS and all(not word[0].islower() for word in words)
    return len(words) <= _ADDRESS_WORDS and line[0] not in '"“‘«'

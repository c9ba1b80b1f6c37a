"""Lines that name who wrote a text: names and offices, and nothing that they do."""

import re

from rejoinder.articles.layout.patterns import BY_NAMES, any_of

_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\Z")
_ABBREVIATED_END = re.compile(r"\b(?:[A-Z]\.)+\Z")
_QUOTED = re.compile(r"[\"“‘«]|:\Z")
_BY_LINE = re.compile(BY_NAMES)
_BY_WORDS = 40  # in a line that begins with "By" and a name
_WORDS = 14
_PART = re.compile(
    r"\s*[,|;/•·–—&]\s*|\s-\s|(?:\A|\s)(?:and|in|for|by|By|From|at|of|the|with|near|de|von|van|al)(?=\s)"
)
_JOURNALIST = re.compile(
    any_of(
        r"\b(?:reporters? / correspondents? / editors? / writers? / journalists? / columnists? / staff / desk / bureau",
        r"news agency / news / agencies / service / photographer / producer / spokes(?:man|woman|person))\b",
        r"\b(?:room / hall / chamber / office / palace / centre / center)\Z",
    )
)
_PART_WORDS = 3  # names, or an office
_VERB = re.compile(r"\S+ [^\W\d_]{3,}(?<![’'])s \S+")  # "Iran Launches Missiles"
_AUTHOR_NOTE = re.compile(
    r"(?:(?:Dr|Prof|Professor|Sir|Mr|Ms|Mrs)\.? )?[^\W\d_a-z][\w.’'-]*(?: [^\W\d_a-z][\w.’'-]*){1,4} (?:is|was) "
    r"(?:an?|the|[^\W\d_a-z][\w.’'-]*[’']s)\b(?:(?!, (?:who\b|but\b|and (?!an?\b|the\b)))[^.!?\n])*\b"
    r"(?:writer|author|columnist|journalist|editor|correspondent|reporter|photographer|professor|lecturer|fellow|analyst|researcher|historian"
    r"|director|minister|ambassador|scholar|teacher|novelist|bureau chief|member|senator|MP|lawmaker|chair\w*|president"
    r"|founder|secretary|lawyer|economist|activist|student|doctor|engineer)\b"
    r"(?:(?!, (?:but\b|and (?!an?\b|the\b)))[^!?\n])*\.?"
)


def is_by_line(line: str) -> bool:
    """Whether a line below the title names persons, with offices, places and dates."""
    words = line.split()
    if not words or _ends_sentence(line) or _QUOTED.search(line):
        return False
    if _BY_LINE.match(line):
        return len(words) <= _BY_WORDS
    return len(words) <= _WORDS and not line.endswith(",") and all(map(_is_name_or_office, _PART.split(line)))


def is_author_note(line: str) -> bool:
    """Whether a line at a text's end says what its author is."""
    return _AUTHOR_NOTE.fullmatch(line) is not None


def _ends_sentence(line: str) -> bool:
    return _SENTENCE_END.search(line) is not None and _ABBREVIATED_END.search(line) is None


def _is_name_or_office(part: str) -> bool:
    words = part.split()
    if _JOURNALIST.search(part) or any(word[0].isdigit() for word in words):
        return True
    has_capitals = all(not word[0].islower() for word in words)
    return len(words) <= _PART_WORDS and has_capitals and not _VERB.fullmatch(part)

"""Lines in which a page speaks to its readers: appeals, invitations, notes on how to write or where to listen.

No word of such a line tells by itself. Counted are the words of a page, of the reader and of the house, and an
imperative at the beginning; from `_FEWEST` on in a line that reports and quotes nobody, it is no statement.
"""

import re

from rejoinder.articles.layout.patterns import any_of
from rejoinder.articles.layout.rules.line_rule import UNREPORTED

_FEWEST = 3
_MOST_WORDS = 30
_IMPERATIVE = any_of(
    "follow / read / listen / watch / join / click / tap / visit / sign / send / write / e-?mail / tell / share / drop",
    "leave / refresh / include / subscribe / get / find / support / download / check / see / let / welcome / thanks?",
    "tips / questions / comments",
)
_PAGE = any_of(
    r"newsletters? / podcasts? / e-?mails? / inbox / subscri\w+ / letters / readers? / comments? / pages? / address",
    "web ?sites? / site / app / coverage / live blog / editors? / producers? / words / phone number / links? / twitter",
    "facebook / instagram / youtube / whatsapp / sign up / edition / episodes? / here / below / weekly / daily",
    "online / load / edited",
)
_OPENING = re.compile(rf"(?:[•*►▪] ?)?(?:(?i:please) )?{_IMPERATIVE}\b")
_WORDS = re.compile(rf"\b{_PAGE}\b|@\w+")
_PERSONS = re.compile(r"\b(?i:you|your|us|our)\b")
_QUOTED = re.compile(r"[\"“”«]")
_UNREPORTED = re.compile(UNREPORTED)


def addresses_reader(line: str) -> bool:
    """Whether a line is the page's own word to its readers."""
    if len(line.split()) > _MOST_WORDS or _QUOTED.search(line) or not _UNREPORTED.match(line):
        return False
    words, persons = (len({match.lower() for match in marks.findall(line)}) for marks in (_WORDS, _PERSONS))
    opening = _OPENING.match(line) is not None
    return words + persons + opening >= _FEWEST and words > 0 and (opening or persons > 0)

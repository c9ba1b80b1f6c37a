"""What a rule for a line is."""

import re
from dataclasses import dataclass
from enum import Flag, auto

# No line of a page, however it begins, reports what somebody says: "Follow the money, Petrova said."
UNREPORTED = r"(?![^\n]*\b(?:said|says|told|asked|asks|added|adds|wrote|warned|warns|urged|urges|argued|insisted)\b)"


class Place(Flag):
    """Where a line may stand: by itself, at the head of a paragraph, or at its tail, behind the end of a sentence."""

    LINE = auto()
    HEAD = auto()
    TAIL = auto()


LINE, HEAD, TAIL = Place


@dataclass(frozen=True)
class LineRule:
    """A form of line that is no statement.

    Attributes:
        kind: of block.
        pattern: the form.
        places: where it may stand.
    """

    kind: str
    pattern: re.Pattern[str]
    places: Place


def build_rule(kind: str, pattern: str, places: Place = LINE) -> LineRule:
    """Build a rule from a pattern's text, in which a dot is any sign."""
    return LineRule(kind, re.compile(pattern, re.DOTALL), places)

"""Offsets in the units that other tools count in."""

from collections.abc import Sequence
from itertools import accumulate

_FIRST_PAIR = 0x10000  # from here on a character is two units of UTF-16


def count_utf16(text: str) -> Sequence[int]:
    """Count UTF-16 units, as Java does, with line ends of one unit.

    Java's text fields turn "\\r\\n" and "\\r" into "\\n" (see `unify_line_ends`), and count after that.

    Args:
        text: an article's.

    Returns:
        For each offset into `text`, its end included, the units before it.
    """
    pairs = zip(text, f"{text[1:]} ", strict=False)
    sizes = (0 if pair == ("\r", "\n") else 1 + (ord(pair[0]) >= _FIRST_PAIR) for pair in pairs)
    return list(accumulate(sizes, initial=0))


def unify_line_ends(text: str) -> str:
    """Write every line end as a newline."""
    return text.replace("\r\n", "\n").replace("\r", "\n")

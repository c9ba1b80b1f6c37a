"""Offsets in the units that other tools count in."""

from collections.abc import Sequence

from rejoinder.human_coding.positions import count_units


def count_utf16(text: str) -> Sequence[int]:
    """Count UTF-16 units, as Java does, with line ends of one unit.

    Java's text fields turn "\\r\\n" and "\\r" into "\\n" (see `unify_line_ends`), and count after that.

    Args:
        text: an article's.

    Returns:
        For each offset into `text`, its end included, the units before it.
    """
    return count_units(text, surrogates=True, line_ends=True)


def unify_line_ends(text: str) -> str:
    """Write every line end as a newline."""
    return text.replace("\r\n", "\n").replace("\r", "\n")

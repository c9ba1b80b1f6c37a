"""Offsets in the units that other tools count in."""

from collections.abc import Sequence
from itertools import accumulate

_FIRST_PAIR = 0x10000  # from here on a character is two units of UTF-16


def count_units(text: str, *, surrogates: bool, line_ends: bool) -> Sequence[int]:
    """Count the units before each character.

    Args:
        text: any.
        surrogates: whether characters beyond 16 bits are two units, as in UTF-16, else one.
        line_ends: whether "\\r\\n" is one unit, else two.

    Returns:
        For each offset into `text` in code points, its end included, the units before it.
    """
    pairs = zip(text, f"{text[1:]} ", strict=False)
    sizes = (
        0 if line_ends and pair == ("\r", "\n") else 1 + (surrogates and ord(pair[0]) >= _FIRST_PAIR) for pair in pairs
    )
    return list(accumulate(sizes, initial=0))

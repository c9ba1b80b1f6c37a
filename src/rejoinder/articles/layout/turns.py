"""Turns of a transcript, each opened by a label that names who speaks ("MR. PRICE:", "Q:", "Mr. Adler (Norvane):")."""

import re
from collections.abc import Sequence

from rejoinder.articles.layout.patterns import NAME, any_of

_ASKED = any_of("q / a / question / answer / interviewer / moderator / the (?:president|chair|speaker)")
_HONORIFIC = r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Lord|Lady|Senator|Rep|Gen|Col)\.?"
_CAPITALS = r"[^\W\d_a-zà-ÿ]{2,}[^a-zà-ÿ\n:]{0,60}"
_AFFILIATED = rf"{NAME}(?: {NAME}){{0,5}} [(\[][^()\[\]]{{2,60}}[)\]]"
_TURN = re.compile(rf"(?:\[[\d:]+\] )?(?:{_ASKED}|{_HONORIFIC} [^:\n]{{2,60}}|{_CAPITALS}|{_AFFILIATED}):(?=\s)")
_TURNS = 2  # from which on a text is a transcript
_TURN_SHARE = 0.3  # of its paragraphs that have to open with a turn


def has_turns(text: str, paragraphs: Sequence[tuple[int, int]]) -> bool:
    """Whether a text's paragraphs are turns of a conversation."""
    turns = sum(_TURN.match(text, start, end) is not None for start, end in paragraphs)
    return turns >= max(_TURNS, _TURN_SHARE * len(paragraphs))

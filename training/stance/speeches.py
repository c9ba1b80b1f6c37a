"""Sentences of public addresses, which the network learns from besides news."""

import random
import re

from training.parser import silver

_SINCE = 1945  # year of the first address
_SENTENCES = 25_000


def drawn(rng: random.Random) -> list[str]:
    """Sentences of the addresses, cut where a stop and a capital say so, drawn at random."""
    known = {cut.strip() for text in silver.read_addresses(_SINCE) for cut in re.split(r"(?<=[.!?])\s+(?=[A-Z])", text)}
    return rng.sample(sorted(known), _SENTENCES)

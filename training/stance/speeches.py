"""Sentences of public addresses, which the network learns from besides news."""

import random
import re

from training.parser import silver

_SINCE = 1945  # year of the first address
_SENTENCES = 25_000


def draw_sentences(rng: random.Random) -> list[str]:
    """Draw sentences of the addresses, cut where a stop and a capital say so."""
    sentences = {
        cut.strip() for text in silver.read_addresses(_SINCE) for cut in re.split(r"(?<=[.!?])\s+(?=[A-Z])", text)
    }
    return rng.sample(sorted(sentences), _SENTENCES)

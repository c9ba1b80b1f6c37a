"""Hand-written parses."""

from rejoinder.exchange.conllu import read_conllu as parsed

__all__ = ["parsed"]

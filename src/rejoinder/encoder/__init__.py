"""Sentence embeddings: a frozen sentence encoder (Reimers and Gurevych 2019, doi:10.18653/v1/D19-1410)."""

from rejoinder.encoder.checkpoint import EncoderError
from rejoinder.encoder.model import PACKAGED, Encoder, Floats, Offsets, TextStates, pool_states

__all__ = ["PACKAGED", "Encoder", "EncoderError", "Floats", "Offsets", "TextStates", "pool_states"]

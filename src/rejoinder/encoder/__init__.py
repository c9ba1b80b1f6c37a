"""Text encoders: states of subwords, and what the heads that were tuned with the packaged one read from them."""

from rejoinder.encoder.checkpoint import EncoderError
from rejoinder.encoder.model import Encoder, Floats, Offsets, TextEncoder, TextStates
from rejoinder.encoder.sentence_transformers import SentenceTransformers

__all__ = [
    "Encoder",
    "EncoderError",
    "Floats",
    "Offsets",
    "SentenceTransformers",
    "TextEncoder",
    "TextStates",
]

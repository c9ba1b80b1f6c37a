"""Text encoders: subword states and embeddings of texts, and what tuned heads read from them."""

from rejoinder.encoder.checkpoint import EncoderError
from rejoinder.encoder.minilm import PACKAGED
from rejoinder.encoder.model import Encoder, Floats, Offsets, TextEncoder, TextStates, embed_texts, pool_states
from rejoinder.encoder.sentence_transformers import SentenceTransformers

__all__ = [
    "PACKAGED",
    "Encoder",
    "EncoderError",
    "Floats",
    "Offsets",
    "SentenceTransformers",
    "TextEncoder",
    "TextStates",
    "embed_texts",
    "pool_states",
]

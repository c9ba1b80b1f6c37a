"""The encoder MiniLM, on its way out."""

from rejoinder.encoder.minilm.model import PACKAGED, MiniLm

__all__ = ["PACKAGED", "MiniLm"]

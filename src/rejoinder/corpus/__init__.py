"""A run's tables as one corpus, counted and sampled by DuckDB."""

from rejoinder.corpus.database import NO_FRAME, NO_SIDE, Corpus, open_corpus

__all__ = ["NO_FRAME", "NO_SIDE", "Corpus", "open_corpus"]

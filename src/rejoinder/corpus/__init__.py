"""A run's tables as one corpus, counted and sampled by DuckDB."""

from rejoinder.corpus.database import NARRATION, NO_FRAME, UNKNOWN_SIDE, Corpus, open_corpus

__all__ = ["NARRATION", "NO_FRAME", "UNKNOWN_SIDE", "Corpus", "open_corpus"]

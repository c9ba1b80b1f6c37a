"""Stage `statements`: who says what, by rules on the parses, and each sentence as one coding unit."""

from rejoinder.statements.stage import Language, Quotes, Syntactic, main, read_language

__all__ = ["Language", "Quotes", "Syntactic", "main", "read_language"]

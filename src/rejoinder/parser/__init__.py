"""Articles parsed and encoded: by the bundled models (`compact`) or with Stanza's official ones (`hub`)."""

from collections.abc import Sequence
from typing import Protocol

from rejoinder.parser.compact import Compact
from rejoinder.parser.hub import Hub
from rejoinder.parser.pipeline import ParserError
from rejoinder.parser.rows import ArticleToParse, Parsed, ParseRow

__all__ = ["ArticleToParse", "Compact", "Hub", "ParseRow", "Parsed", "ParserError", "TextParser"]


class TextParser(Protocol):
    """An option of `conf/parses`."""

    def __call__(self, articles: Sequence[ArticleToParse]) -> Parsed:
        """Parse and encode articles.

        Args:
            articles: rows of the articles table; those without blocks have no rows.

        Returns:
            Their words and subwords; an article's do not depend on the others.

        Raises:
            ParserError: the models are not to be had, or do not fit each other.
            ChecksumError: their files are damaged.
        """
        ...

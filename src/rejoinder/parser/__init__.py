"""Stanza's models as this project runs them: the bundled ones (`compact`) or the official ones (`hub`)."""

from typing import Protocol

from rejoinder.parser.compact import Compact
from rejoinder.parser.hub import Hub
from rejoinder.parser.pipeline import ParserError
from rejoinder.parser.rows import ArticleTexts, ParseRow

__all__ = ["ArticleTexts", "Compact", "Hub", "ParseRow", "ParserError", "TextParser"]


class TextParser(Protocol):
    """An option of `conf/parses`."""

    def __call__(self, texts: ArticleTexts) -> list[ParseRow]:
        """Parse texts into rows of the parses table, in order."""
        ...

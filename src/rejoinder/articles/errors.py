"""What is wrong with an input file, in one sentence, whatever library met it."""

from collections.abc import Callable
from typing import TypeVar

Content = TypeVar("Content")

_LONGEST_MESSAGE = 200  # characters of what a library says


class ArticleError(ValueError):
    """Input that cannot be read: one sentence with the file, what was expected, what was got and what to do."""


def read_content(
    reader: Callable[[bytes, str | None], Content], ending: str, content: bytes, encoding: str | None
) -> Content:
    """Read a file's bytes by the reader of its kind.

    Args:
        reader: takes the bytes and the encoding.
        ending: of the file's name, for the message (".pdf").
        content: of the file.
        encoding: as Python names it; None finds it out.

    Raises:
        ArticleError: the reader gives up, in whatever way.
    """
    try:
        return reader(content, encoding)
    except ArticleError:
        raise
    except Exception as error:  # a torn file makes libraries raise whatever they like
        message = " ".join(str(error).split())[:_LONGEST_MESSAGE]
        raise ArticleError(
            f"not a readable {ending} file ({type(error).__name__}{': ' + message if message else ''}); save it anew"
        ) from None

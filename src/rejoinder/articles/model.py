"""What the readers of input files give, and what they say of input that is not coded."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]


class ArticleError(ValueError):
    """Input that cannot be read: one sentence with the file, what was expected, what was got and what to do."""


@dataclass(frozen=True, kw_only=True)
class LeftOut:
    """An input, or a detail of one, that is not in the table of articles, and why."""

    item: str
    reason: str
    stage: str = "articles"


@dataclass(frozen=True, kw_only=True)
class Sidecar:
    """What is known of an article beside its text; in a sidecar, `published` is an ISO date (2013-03-12)."""

    title: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""
    language: str = ""
    rights: str = ""


@dataclass(frozen=True, kw_only=True)
class Article:
    """One article as its file gives it.

    Attributes:
        item: where it is: the path, and in a file of many articles its place there.
        text: title, credit and paragraphs, separated by blank lines.
        title: as stated; "" where the text's first line is to tell.
        credit: the by-line as it stands in the text.
        published: ISO date, or "".
        language: ISO 639-1 code as stated; "" where the text is to tell.
        article_id: safe as a file name; "" where it is to be made from the content.
        notes: what of it could not be read ("date") and why, to be listed if the article is kept.
    """

    item: str
    text: str
    title: str = ""
    credit: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""
    language: str = ""
    rights: str = ""
    article_id: str = ""
    notes: tuple[tuple[str, str], ...] = ()


Found = Article | LeftOut
Beside = Callable[[str], Sidecar]  # what is known of the file with a path, beside what it says

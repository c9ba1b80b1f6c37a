"""What the readers of input files give, and what they say of input that is not coded."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypedDict

Notes = tuple[tuple[str, str], ...]  # what of an article could not be read ("date"), and why


class LayoutBlock(TypedDict):
    """A part of a text: its half-open span of characters and its kind.

    The kind is "title", "paragraph", or what a line is that is no statement ("credit", "dateline", "caption").
    """

    kind: str
    start: int
    end: int


class ArticleRow(TypedDict):
    """A row of data/articles; see `schema.ARTICLES`."""

    article_id: str
    title: str
    text: str
    blocks: list[LayoutBlock]
    outlet: str
    published: str
    language: str
    url: str
    rights: str
    genre: str
    speaker: str
    side: str
    sha256: str
    path: str


@dataclass(frozen=True, kw_only=True)
class LeftOutItem:
    """An input, or a detail of one, that is not in the table of articles, and why.

    Attributes:
        item: the path, and in a file of many articles the place there, or which detail it is ("in/a.pdf: date").
        reason: one phrase.
        stage: which lists it.
    """

    item: str
    reason: str
    stage: str = "articles"


@dataclass(frozen=True, kw_only=True)
class Metadata:
    """What is stated of an article beside its text.

    In a sidecar, `published` is an ISO date (2013-03-12), and `genre` is "news", "transcript" or "speech". A text with
    `speaker` or `side` is spoken by one person or body as a whole, which makes it a speech.
    """

    title: str = ""
    outlet: str = ""
    published: str = ""
    url: str = ""
    language: str = ""
    rights: str = ""
    genre: str = ""
    speaker: str = ""
    side: str = ""


@dataclass(frozen=True, kw_only=True)
class InputArticle:
    """One article as its file gives it.

    Attributes:
        item: where it is: the path, and in a file of many articles its place there.
        text: title, credit and paragraphs, separated by blank lines.
        title: as stated; "" where the text's first line is to tell.
        credit: the by-line as it stands in the text.
        published: ISO date, or "".
        published_otherwise: the same with day and month in the other order, "" where that is no date.
        language: ISO 639-1 code as stated; "" where it is to be detected.
        genre: as stated; "" where the layout is to tell.
        speaker, side: of a text that is spoken as a whole, as stated.
        article_id: safe as a file name; "" where it is to be derived from the content.
        notes: what of it could not be read, to be listed if the article is coded.
    """

    item: str
    text: str
    title: str = ""
    credit: str = ""
    outlet: str = ""
    published: str = ""
    published_otherwise: str = ""
    url: str = ""
    language: str = ""
    rights: str = ""
    genre: str = ""
    speaker: str = ""
    side: str = ""
    article_id: str = ""
    notes: Notes = ()


ReadResult = InputArticle | LeftOutItem
SidecarLookup = Callable[[str], Metadata]  # from a file's path to what its sidecar states

"""Coding as other tools keep it: texts, and in each the spans that a coder marked with a code."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from rejoinder.human_coding.files import name_pass


@dataclass(frozen=True, kw_only=True)
class Mark:
    """A span that somebody gave a code.

    Attributes:
        start, end: half-open offsets into the text, in code points.
        words: what the span holds, as the tool has it.
        code: as `CodeNames` writes it, whatever a tool calls it by.
        coder: who gave it; "" where the tool does not say.
    """

    start: int
    end: int
    words: str
    code: str
    coder: str = ""


@dataclass(frozen=True, kw_only=True)
class MarkedText:
    """A text with its marks.

    Attributes:
        name: that of an article (article_id), or any other: articles are also found by their text.
        text: as the tool has it; "" where its file holds the marked words alone.
        marks: in any order.
        offered: codes to choose from, used or not, as far as the file says.
        details: what the file says of the text, by the keys of an article's sidecar ("title"); "" for nothing.
    """

    name: str
    text: str
    marks: Sequence[Mark]
    offered: Collection[str] = ()
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class MarkedFile:
    """A file of seeds/gold that holds marked texts: a coding pass of every statement of these."""

    path: str
    texts: Sequence[MarkedText]

    @property
    def coder(self) -> str:
        """The name of the coding pass: that of its file."""
        return name_pass(self.path)

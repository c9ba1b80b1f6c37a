"""What the rules of this stage hand to each other."""

from dataclasses import dataclass
from typing import TypedDict

Span = tuple[int, int]


class TextBlock(TypedDict):
    """A block of an article, as the articles table lists it.

    Attributes:
        kind: "title", "paragraph", or what a line is instead ("credit", "dateline").
        start: offset of its first character in the text.
        end: offset after its last character.
    """

    kind: str
    start: int
    end: int


def block_span(block: TextBlock) -> Span:
    """The half-open span of a block in its article."""
    return block["start"], block["end"]


@dataclass(frozen=True, kw_only=True)
class Attribution:
    """Somebody's words, thoughts or feelings as a text gives them (Pareti 2015; PolNeAR, Newell et al. 2018).

    All spans are half-open offsets into the article's text, each tuple in order and free of overlap.

    Attributes:
        sent_id: the sentence that holds the cue, or, without a cue, the content's first.
        source: the phrase that names who speaks; empty where nobody is named.
        cue: the words that say that it is said; empty for a quotation without any.
        content: what is said, quotation marks included; never empty.
        kind: "direct", "indirect" or "mixed".
        act: "speech", "thought", "intention", "feeling", "perception" or "event".
        rule: name of the rule that found it.
        parent: index, in the article's list, of the attribution whose content holds this one.
    """

    sent_id: int
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    content: tuple[Span, ...]
    kind: str
    act: str = "speech"
    rule: str
    parent: int | None = None

    @property
    def start(self) -> int:
        """Where its source begins, else its cue, else its content."""
        return (self.source or self.cue or self.content)[0][0]


@dataclass(frozen=True, kw_only=True)
class Speaker:
    """Who stands behind a source phrase.

    Attributes:
        name: full name of the person, body or country; the phrase itself for unnamed groups and anonymous sources.
        kind: "person", "organisation", "country", "group", "anonymous", "outlet" or "unknown".
        organisation: the body the speaker belongs to, "" where the text does not say.
        role: the speaker's office or description ("Foreign Ministry spokeswoman"), "" likewise.
        side: a side of `conf/actors`, else the country the speaker belongs to, else "".
        resolution: name of the rule that resolved the source to the speaker.
    """

    name: str
    kind: str
    organisation: str = ""
    role: str = ""
    side: str = ""
    resolution: str

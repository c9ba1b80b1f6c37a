"""Speech that a report prints below a line that announces it: "Following are extracts", "[Begin transcript]".

It goes on as long as the paragraphs speak to somebody or of themselves. Whoever the report is about speaks; at a
briefing, of which that line or the paragraph above it tells, reporters ask the paragraphs that are all questions.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from rejoinder.first_person import I_WE_OR_YOU
from rejoinder.schema import CODED_KINDS
from rejoinder.statements.attributions.document_ends import find_document_end, speaks_as
from rejoinder.statements.attributions.parsed_article import ParsedArticle
from rejoinder.syntax import Sentence

_PRINTED = r"(?:text|transcript|extracts?|excerpts?|passages?|translation|version|remarks)"
_ANNOUNCES = re.compile(
    rf"[(\[]?(?i:begins?|beginning|start)(?: of)? (?:the )?(?i:{_PRINTED}|statement|quote|briefing)[)\]]?\W*"
    rf"|(?i:(?:the )?following|below|here) (?:is|are) [^\n]*\b{_PRINTED}\b[^\n]*"
)
_ANSWERING = re.compile(r"\b(?i:briefing|(?:took|answered) questions|(?:press|news) conference)\b")


def find_printed_speech(article: ParsedArticle) -> Iterator[tuple[list[Sentence], list[Sentence]]]:
    """Find the sentences of speech below each line that announces some.

    Yields:
        what somebody says, and what is asked of them.
    """
    for number, block in enumerate(article.blocks):
        line = article.text[block["start"] : block["end"]]
        if block["kind"] in CODED_KINDS or not _ANNOUNCES.fullmatch(line):
            continue
        below = range(number + 1, find_document_end(article, number, len(article.blocks)))
        speaking = takewhile(lambda n: speaks_as(article, [n], I_WE_OR_YOU), below)
        spoken = [article.sentences_by_block.get(n, []) for n in speaking]
        is_briefing = _is_briefing(article, number)
        asked = [s for sentences in spoken if is_briefing and _asks(article, sentences) for s in sentences]
        yield [s for sentences in spoken for s in sentences if s not in asked], asked


def _is_briefing(article: ParsedArticle, number: int) -> bool:
    """Whether the line that announces speech, or the paragraph above it, says that reporters ask."""
    above = (block for block in reversed(article.blocks[:number]) if block["kind"] == "paragraph")
    lines = (article.blocks[number], *islice(above, 1))
    return any(_ANSWERING.search(article.text, line["start"], line["end"]) for line in lines)


def _asks(article: ParsedArticle, sentences: Sequence[Sentence]) -> bool:
    return all(article.text[s.start : s.end].endswith("?") for s in sentences)

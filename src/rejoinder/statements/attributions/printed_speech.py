"""Speech that a report prints below a line that announces it: "Following are extracts", "[Begin transcript]".

It goes on as long as the paragraphs speak to somebody or of themselves. Whoever the report is about speaks; at a
briefing, reporters ask what ends in a question mark.
"""

import re
from collections.abc import Iterator
from itertools import takewhile

from rejoinder.schema import CODED_KINDS
from rejoinder.statements.attributions.document_ends import find_document_end
from rejoinder.statements.attributions.parsed_article import ParsedArticle
from rejoinder.syntax import Sentence

_PRINTED = r"(?:text|transcript|extracts?|excerpts?|passages?|translation|version|remarks)"
_ANNOUNCES = re.compile(
    rf"[(\[]?(?i:begins?|beginning|start)(?: of)? (?:the )?(?i:{_PRINTED}|statement|quote|briefing)[)\]]?\W*"
    rf"|(?i:(?:the )?following|below|here) (?:is|are) [^\n]*\b{_PRINTED}\b[^\n]*"
)
_ANSWERING = re.compile(r"\b(?i:briefing|questions|interview|(?:press|news) conference|q&a)\b")
_PERSONS = frozenset({"i", "me", "my", "we", "us", "our", "you", "your"})


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
        spoken = takewhile(lambda n: _speaks(article, n), below)
        sentences = [sentence for n in spoken for sentence in article.sentences_by_block.get(n, [])]
        is_briefing = _ANSWERING.search(article.text, 0, block["start"]) is not None
        asked = [s for s in sentences if is_briefing and article.text[s.start : s.end].endswith("?")]
        yield [sentence for sentence in sentences if sentence not in asked], asked


def _speaks(article: ParsedArticle, number: int) -> bool:
    """Whether a paragraph has a first or second person outside quotations."""
    sentences = article.sentences_by_block.get(number, [])
    return any(word.form.lower() in _PERSONS for s in sentences for word in article.unquoted(s, s.words))

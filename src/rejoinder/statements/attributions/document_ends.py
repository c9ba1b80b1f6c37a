"""Where a speech, a statement or a letter ends and the outlet that prints it goes on telling.

A paragraph is the outlet's, with all below it, where it tells what became of the document ("The statement was read out
in two languages"), or how who listened took it ("Members rose and applauded"), and nobody speaks as "I" or "we" any
more. So is what stands below a line that closes the document: "[End of excerpts]", "NOTE TO EDITORS: TSN added ...".
"""

import re
from collections.abc import Collection, Iterable

from rejoinder.first_person import I_OR_WE
from rejoinder.schema import CODED_KINDS
from rejoinder.statements.attributions.parsed_article import ParsedArticle

_DOCUMENTS = r"(?:statements?|address|speech(?:es)?|letters?|message|communiqu[eé]|declaration|text|remarks|appeal)"
_TREATED = (
    r"(?:read|broadcast|aired|televised|published|printed|posted|distributed|circulated|greeted|interrupted|translated)"
)
_LISTENERS = (
    r"(?:Members|Deputies|Delegates|Delegations|Lawmakers|Legislators|Senators|MPs|Reporters"
    r"|The (?:House|Assembly|Senate|audience|chamber|hall|crowd|gallery|room|delegations))"
)
_AFTERWARDS = re.compile(
    rf"(?:(?:The|Neither|Both|Each|Either) (?:\w+ )?{_DOCUMENTS} (?:was|were|had been|has been) (?:\w+ )?{_TREATED}\b"
    rf"|(?:The|Both) (?:\w+ )?{_DOCUMENTS} (?:lasted|ended|drew)\b"
    rf"|{_LISTENERS}\b[^.?!]*\b(?:rose (?:and|to applaud)|applauded|cheered|clapped|booed|walked out)\b)"
)
_CLOSING = re.compile(
    r"\W*(?i:ends?|end of (?:the )?(?:excerpts?|extracts?|transcript|text|statement|speech|address|letter))\W*"
    r"|[^\n]*\b(?i:adds|added) (?:the )?(?:following|paragraphs?)\b[^\n]*"
)


def find_document_end(article: ParsedArticle, label: int, end: int) -> int:
    """Find where what a label opens ends; never with its first paragraph, which may tell of another document.

    Args:
        article: with the document.
        label: index of the block that opens it.
        end: index of the block with which the next begins, or the number of all.

    Returns:
        Index of the first block below the label that is the outlet's again; `end` where none is.
    """
    has_begun = False
    for number in range(label + 1, end):
        block = article.blocks[number]
        line = article.text[block["start"] : block["end"]]
        is_told = has_begun and block["kind"] == "paragraph" and _AFTERWARDS.match(line) is not None
        is_closed = block["kind"] not in CODED_KINDS and _CLOSING.fullmatch(line) is not None
        if (is_told or is_closed) and not speaks_as(article, range(number, end), I_OR_WE):
            return number
        has_begun = has_begun or block["kind"] == "paragraph"
    return end


def speaks_as(article: ParsedArticle, blocks: Iterable[int], persons: Collection[str]) -> bool:
    """Whether some blocks have one of some pronouns, given in small letters, outside quotations."""
    sentences = (sentence for number in blocks for sentence in article.sentences_by_block.get(number, []))
    return any(word.form.lower() in persons for s in sentences for word in article.unquoted(s, s.words))

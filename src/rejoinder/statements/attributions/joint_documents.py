"""Joint statements and communiqués: what several say together, who tell of themselves as "the Parties"."""

import re

from rejoinder.schema import CODED_KINDS
from rejoinder.statements.attributions.parsed_article import ParsedArticle
from rejoinder.statements.model import Attribution, block_span

OWN_NAME = "the Parties"
_JOINT = re.compile(  # no "joint press conference", where each speaks alone
    r"\b(?:joint|trilateral|tripartite|quadrilateral) (?:[\w’']+ ){0,2}"
    r"(?:statement|communiqu[eé]|declaration|announcement)",
    re.IGNORECASE,
)
_SEVERAL = re.compile(r" and |\w ?[–—/] ?\w|\A\w+(?:-\w+)+\Z", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_ALL = frozenset({"the", "both", "two", "three", "four", "all", "they", "of"})
_BODIES = frozenset({"parties", "sides", "countries", "governments", "delegations"})
_PERSONS = frozenset({"participants", "members", "leaders", "heads", "ministers", "presidents"})


def read_parties(article: ParsedArticle, label: int) -> str:
    """Whom a label names who speak together: "Joint communiqué of | the Ministers of Karran and Selt"; "" for one."""
    beside = article.blocks[max(0, label - 1) : label + 2]
    heads = (block for block in beside if block["kind"] == "head")
    is_joint = any(_JOINT.search(article.text, head["start"], head["end"]) for head in heads)
    block = article.blocks[label]
    names = article.text[block["start"] : block["end"]]
    return names if is_joint and block["kind"] == "turn" and _SEVERAL.search(names) else ""


def find_heading(article: ParsedArticle, blocks: range) -> int:
    """Find the line "JOINT COMMUNIQUÉ" above which a release tells of the document; the first block without one."""
    lines = ((number, article.blocks[number]) for number in blocks)
    headings = (n for n, b in lines if b["kind"] not in CODED_KINDS and _JOINT.fullmatch(article.text, *block_span(b)))
    return next(headings, blocks.start)


def names_parties(text: str, attribution: Attribution, parties: str) -> bool:
    """Whether a source means all who speak together: "both Ministers", "the sides"; not one of them."""
    words = {word.casefold() for span in attribution.source[:1] for word in _WORD.findall(text, *span)}
    are_named = "and" in words and words <= {word.casefold() for word in _WORD.findall(parties)} | _ALL
    return are_named or (bool(words) and words <= _ALL | _BODIES | _PERSONS)

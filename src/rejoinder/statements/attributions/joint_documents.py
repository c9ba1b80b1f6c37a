"""Joint statements and communiqués: what several say together, who tell of themselves as "the Parties"."""

import re

from rejoinder.statements.attributions.parsed_article import ParsedArticle
from rejoinder.statements.model import Attribution

_JOINT = re.compile(r"\b(?:joint|trilateral|tripartite|quadrilateral)\b", re.IGNORECASE)
_SEVERAL = re.compile(r",| and |\w[–—/-]\w", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_ALL = frozenset({"the", "both", "two", "three", "four", "all", "they"})
_TOGETHER = frozenset(
    ["parties", "sides", "countries", "governments", "delegations", "participants", "members", "leaders", "heads", "of"]
)


def read_parties(article: ParsedArticle, label: int) -> str:
    """Whom a label names who speak together: "Joint communiqué of | the Ministers of Karran and Selt"; "" for one."""
    beside = article.blocks[max(0, label - 1) : label + 2]
    heads = (block for block in beside if block["kind"] == "head")
    is_joint = any(_JOINT.search(article.text, head["start"], head["end"]) for head in heads)
    block = article.blocks[label]
    names = article.text[block["start"] : block["end"]]
    return names if is_joint and block["kind"] == "turn" and _SEVERAL.search(names) else ""


def names_parties(text: str, attribution: Attribution, parties: str) -> bool:
    """Whether a source means all who speak together: "both Ministers", "the sides"; not one of them."""
    own = {word.casefold() for word in _WORD.findall(parties)}
    several = {form for word in own for form in (word, f"{word}s") if form.endswith("s")}
    words = {word.casefold() for span in attribution.source[:1] for word in _WORD.findall(text, *span)}
    return bool(words) and words <= _ALL | _TOGETHER | several

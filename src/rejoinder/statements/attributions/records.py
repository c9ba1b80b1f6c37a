"""Minutes and summary records: reports of a meeting, whose words are neither their issuer's nor who signs them."""

import re

from rejoinder.statements.attributions.parsed_article import ParsedArticle

_TITLE_KINDS = ("title", "head", "heading")
_TITLE = re.compile(r"(?:draft |approved )?(?:minutes|summary record) of\b", re.IGNORECASE)


def is_titled_record(article: ParsedArticle) -> bool:
    """Whether an article's title says that it is the record of a meeting: "Minutes of the Ninth Sitting"."""
    title = next((block for block in article.blocks if block["kind"] in _TITLE_KINDS), None)
    return title is not None and _TITLE.match(article.text, title["start"], title["end"]) is not None

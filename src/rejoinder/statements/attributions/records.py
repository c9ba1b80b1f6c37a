"""Minutes and summary records: reports of a meeting, whose words are neither their issuer's nor who signs them."""

import re

from rejoinder.statements.attributions.parsed_article import ParsedArticle

_TITLE_KINDS = ("title", "head", "heading")
_TITLE = re.compile(  # no news of minutes ("Minutes of May meeting show split"), nor "Minutes of silence"
    r"(?![^\n]*\b(?:shows?|reveals?|suggests?)\b)(?:draft |approved )?(?:minutes|summary record) of "
    r"(?:[^\n]* )?(?:meeting|sitting|session)(?:(?:[,:]| (?:of|held|in|at|on)\b|\W+\d)[^\n]*)?",
    re.IGNORECASE,
)


def is_titled_record(article: ParsedArticle) -> bool:
    """Whether an article's title says that it is the record of a meeting: "Minutes of the Ninth Sitting"."""
    title = next((block for block in article.blocks if block["kind"] in _TITLE_KINDS), None)
    return title is not None and _TITLE.fullmatch(article.text, title["start"], title["end"]) is not None

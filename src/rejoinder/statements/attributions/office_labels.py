"""Labels that end in an office, mostly in small letters: "Selt governor: We will stay"."""

import re

from rejoinder.statements.attributions.parsed_article import ParsedArticle

_LABEL = re.compile(
    r"(?:[*•–-] )?(?P<name>[A-Z][\w.’'-]*(?: [\w.’'-]+){0,3} (?P<office>[A-Za-z-]+))(?P<colon>:)\s+(?=\S)"
)
_PARTS = ("PROPN", "NOUN", "ADJ")
_LINKS = ("of", "-", "'s", "’s")


def find_office_label(article: ParsedArticle, number: int) -> re.Match[str] | None:
    """Find the label that a block opens with, a noun phrase about an office or a body.

    "Race for governor: ..." and "How I became king: ..." open with none.

    Args:
        article: the article.
        number: index of the block.

    Returns:
        Groups "name" and "colon"; None without such a label.
    """
    block, sentences = article.blocks[number], article.sentences_by_block.get(number)
    label = _LABEL.match(article.text, block["start"], block["end"])
    if label is None or not sentences:
        return None
    office, lexicon = label["office"].lower().removesuffix("s"), article.lexicon
    name_start, name_end = label.span("name")
    words = (word for word in sentences[0].words if name_start <= word.start and word.end <= name_end)
    is_phrase = all(word.upos in _PARTS or word.form in _LINKS for word in words)
    return label if is_phrase and (office in lexicon.offices or office in lexicon.institutions) else None

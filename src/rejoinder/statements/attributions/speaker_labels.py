"""Speaker labels: "SMITH: ..." in transcripts, "Smith: ..." in headlines."""

import re
from collections.abc import Iterator

from rejoinder.statements.attributions.drafts import Draft
from rejoinder.statements.attributions.office_labels import find_office_label
from rejoinder.statements.attributions.parsed_article import ParsedArticle
from rejoinder.statements.model import Attribution, TextBlock

_WORD = r"[A-Z][\w.’'-]*"
_LABEL = re.compile(
    rf"[\"“]?\s*(?P<name>@\w+|{_WORD}(?: (?:{_WORD}|of|the|de|von)){{0,4}})(?: in {_WORD}| \([^()\n]{{2,60}}\))?"
    r"(?P<colon>:)\s+(?=(?P<mark>[\"“«‘]?)\S)"
)


def attribute_labelled_blocks(article: ParsedArticle) -> Iterator[Draft]:
    """Attribute the blocks that open with a speaker's name and a colon.

    A title needs no more than that. Elsewhere the label is in capitals, stands before a quotation, is a handle, gives
    an office, or names somebody whom the text has named before it. An office at its end may be in small letters.

    Yields:
        drafts in order of the text: indirect in a title, which gives the words in sum, else direct.
    """
    for number, block in enumerate(article.blocks):
        label = _LABEL.match(article.text, block["start"], block["end"])
        if label is None or not _is_label(article, block, label):
            label = find_office_label(article, number)
        if label is not None and article.sentences_by_block.get(number):
            yield _draft_block(article, number, block, label)


def _is_label(article: ParsedArticle, block: TextBlock, label: re.Match[str]) -> bool:
    is_sure = block["kind"] == "title" or label["name"].isupper() or bool(label["mark"])
    return is_sure or _is_handle_or_office(article, label) or _is_named_before(article.text, label)


def _is_handle_or_office(article: ParsedArticle, label: re.Match[str]) -> bool:
    """ "@ada_lind: I won", "Minister: I won", "CEO Ada Lind: I won"."""
    name = label["name"].lower()
    first = name.partition(" ")[0]
    return name.startswith("@") or first in article.lexicon.offices or name in article.lexicon.institutions


def _is_named_before(text: str, label: re.Match[str]) -> bool:
    surname = label["name"].split()[-1]
    return re.search(rf"\b{re.escape(surname)}\b", text[: label.start()]) is not None


def _draft_block(article: ParsedArticle, number: int, block: TextBlock, label: re.Match[str]) -> Draft:
    sentence = article.sentences_by_block[number][0]
    colon = next((w for w in sentence.words if w.start >= label.start("colon")), sentence.words[-1])
    is_summary = block["kind"] == "title" and article.quotation_at(label.end()) is None
    attribution = Attribution(
        sent_id=sentence.sent_id,
        source=(label.span("name"),),
        cue=(label.span("colon"),),
        content=((label.end(), block["end"]),),
        kind="indirect" if is_summary else "direct",
        rule="speaker-label",
    )
    return Draft(attribution=attribution, key=(sentence.sent_id, colon.id))

"""Speaker labels: "SMITH: ..." in transcripts, "Smith: ..." in headlines."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from rejoinder.first_person import WE_PATTERN, YOU_PATTERN
from rejoinder.statements.attributions.drafts import Draft
from rejoinder.statements.attributions.parsed_article import ParsedArticle
from rejoinder.statements.attributions.person_phrases import find_person
from rejoinder.statements.model import Attribution, TextBlock
from rejoinder.syntax import Word

_WORD = r"[A-Z][\w.’'-]*"
_ADDRESSEE = rf"(?P<addressee> to {_WORD}(?: {_WORD}){{0,3}})"
_LABEL = re.compile(
    rf"[\"“*•–-]?\s*(?P<name>@\w+|{_WORD}(?: (?:{_WORD}|of|the|de|von)){{0,4}})"
    rf"(?: in {_WORD}| \([^()\n]{{2,60}}\)|{_ADDRESSEE})?"
    r"(?P<colon>:)\s+(?=(?P<mark>[\"“«‘]?)\S)"
)
_OURS, _YOURS = re.compile(rf"\b{WE_PATTERN}\b"), re.compile(rf"\b{YOU_PATTERN}\b")
_QUESTION = re.compile(r"(?:who|what|why|how|where|when)\b")  # in small letters: "Selt protesters: who are they?"
_PHRASE = re.compile(r"(?:[*•–-] )?(?P<name>[^\W\d_a-z][^:.!?\n\"“]{1,80})(?P<colon>:)\s+(?=\S)")


def attribute_labelled_blocks(article: ParsedArticle) -> Iterator[Draft]:
    """Attribute the blocks that open with a speaker's name and a colon.

    A title needs no more than that. Elsewhere the label is in capitals, stands before a quotation, is a handle, gives
    an office, or names somebody whom the text has named before it.

    Yields:
        drafts in order of the text: indirect in a title that gives the words in sum, else direct.
    """
    labels = {number: label for number in article.sentences_by_block if (label := _find_label(article, number))}
    for number, label in sorted(labels.items()):
        yield _draft_block(article, number, article.blocks[number], label)


def _find_label(article: ParsedArticle, number: int) -> re.Match[str] | None:
    block = article.blocks[number]
    label = _LABEL.match(article.text, block["start"], block["end"])
    return label if label and _is_label(article, block, label) else _find_office(article, number)


def _is_label(article: ParsedArticle, block: TextBlock, label: re.Match[str]) -> bool:
    if label["addressee"]:
        return block["kind"] == "title" and _is_addressed(article.text, block, label)
    is_sure = block["kind"] == "title" or label["name"].isupper() or bool(label["mark"])
    name = label["name"].lower()
    is_body = name.startswith("@") or name in article.lexicon.institutions
    return is_sure or is_body or _is_named_before(article.text, label)


def _is_addressed(text: str, title: TextBlock, label: re.Match[str]) -> bool:
    """Whether somebody whom the text names below speaks to another: "Selt to Norland: our sand, your port".

    No route ("Selt to Norland: our best stops") and no phrase ("Welcome to Selt: my week by your port").
    """
    name = re.escape(label["name"].split()[-1])
    is_named = re.search(rf"\b(?:{name}|{name.upper()})(?!\w)", text[title["end"] :])  # "SELT: ..." opens a dateline
    words = text[label.end() : title["end"]]
    return bool(is_named and (label["mark"] or (_OURS.search(words) and _YOURS.search(words))))


def _is_named_before(text: str, label: re.Match[str]) -> bool:
    surname = label["name"].split()[-1]
    return re.search(rf"\b{re.escape(surname)}\b", text[: label.start()]) is not None


def _find_office(article: ParsedArticle, number: int) -> re.Match[str] | None:
    """ "Selt governor: We will stay", "CEO Ada Lind: I won", "Ada, 34, baker: I won"; no list: "Winners: ..."."""
    label, words = _read_phrase(article, number)
    offices = article.lexicon.offices | article.lexicon.institutions
    is_list = sum(word.upos in ("NOUN", "PROPN") for word in words) == 1
    is_person = bool(find_person(words, offices if is_list else offices | article.lexicon.persons))
    is_headline = _tells(words) or (label is not None and _QUESTION.match(article.text, label.end()) is not None)
    return label if label and is_person and not is_headline and not _is_filled(article, number, label) else None


def _tells(words: Sequence[Word]) -> bool:
    """Whether words about somebody without a name say what befell them: "Man, 34, charged with murder: police"."""
    before_clause = list(takewhile(lambda word: word.upos != "PRON", words))  # "a baker who hid her name"
    return bool(words) and words[0].upos != "PROPN" and any(word.upos == "VERB" for word in before_clause)


def _read_phrase(article: ParsedArticle, number: int) -> tuple[re.Match[str] | None, list[Word]]:
    block = article.blocks[number]
    label = _PHRASE.match(article.text, block["start"], block["end"])
    words = (word for sentence in article.sentences_by_block[number] for word in sentence.words)
    start, end = label.span("name") if label else (0, 0)
    return label, [word for word in words if start <= word.start and word.end <= end]


def _is_filled(article: ParsedArticle, number: int, label: re.Match[str]) -> bool:
    """Whether nothing but a name stands behind the label: "Referee: Ada Lind"."""
    words = (word for sentence in article.sentences_by_block[number] for word in sentence.words)
    behind = takewhile(lambda word: word.upos != "PUNCT", (word for word in words if word.start >= label.end()))
    return all(word.upos in ("PROPN", "NUM") for word in behind)


def _draft_block(article: ParsedArticle, number: int, block: TextBlock, label: re.Match[str]) -> Draft:
    sentence = article.sentences_by_block[number][0]
    colon = next((w for w in sentence.words if w.start >= label.start("colon")), sentence.words[-1])
    is_told = bool(label.groupdict().get("addressee"))
    is_summary = block["kind"] == "title" and article.quotation_at(label.end()) is None and not is_told
    attribution = Attribution(
        sent_id=sentence.sent_id,
        source=(label.span("name"),),
        cue=(label.span("colon"),),
        content=((label.end(), block["end"]),),
        kind="indirect" if is_summary else "direct",
        rule="speaker-label",
    )
    return Draft(attribution=attribution, key=(sentence.sent_id, colon.id))

"""For INCEpTION (Klie et al. 2018): UIMA CAS XMI, one file an article, and the type system of its layers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import cassis
from pydantic import PositiveInt

from rejoinder.exchange.codes import StatementCodes, list_codes, name_codes
from rejoinder.exchange.coding import CodedArticle, Coding, Row
from rejoinder.exchange.xml_text import clear_for_xml
from rejoinder.human_coding.inception import (
    ATTRIBUTION,
    FRAMES,
    RELATION,
    SENTENCE,
    SIDE,
    SPEAKER,
    STANCES,
    STATEMENT,
    TOKEN,
    build_type_system,
)
from rejoinder.syntax import Sentence, build_sentences_from_rows

_ROLES = ("cue", "content", "source")  # relations begin at the first that an attribution has


@dataclass(frozen=True, kw_only=True)
class Inception:
    """Statements with their codes, attributions as spans with relations, and sentences and tokens.

    cassis counts offsets as Java does: a character beyond 16 bits is two, and so is "\\r\\n".

    Attributes:
        articles: how many are exported, the first by id.
    """

    articles: PositiveInt

    def __call__(self, coding: Coding) -> Iterator[tuple[str, bytes]]:
        types, names = build_type_system(), name_codes(coding)
        yield "inception/TypeSystem.xml", types.to_xml().encode()
        for coded in coding.read_articles(self.articles, "statements", "parse", "attributions"):
            codes = [list_codes(statement, names) for statement in coded.statements]
            yield f"inception/{coded.article['article_id']}.xmi", _write_article(coded, codes, types)


def _write_article(coded: CodedArticle, codes: list[StatementCodes], types: cassis.TypeSystem) -> bytes:
    cas = cassis.Cas(types)
    cas.sofa_string, cas.sofa_mime = clear_for_xml(coded.article["text"]), "text/plain"
    for sentence in build_sentences_from_rows(coded.parse):
        _add(cas, SENTENCE, sentence.start, sentence.end)
        for start, end in _list_tokens(sentence):
            _add(cas, TOKEN, start, end)
    for statement, own in zip(coded.statements, codes, strict=True):
        _add_statement(cas, statement, own)
    for attribution in coded.attributions:
        _add_attribution(cas, attribution)
    content: bytes = cas.to_xmi(pretty_print=True).encode()
    return content


def _add(cas: cassis.Cas, layer: str, start: int, end: int, **features: Any) -> Any:
    annotation = cas.typesystem.get_type(layer)(begin=start, end=end, **features)
    cas.add(annotation)
    return annotation


def _list_tokens(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Spans of the tokens as they stand in the text, of which several words can be one ("won't")."""
    for word in sentence.words:
        if word.mwt:
            yield word.start, sentence.word(word.id + word.mwt - 1).end


def _add_statement(cas: cassis.Cas, statement: Row, codes: StatementCodes) -> None:
    texts = {SPEAKER: clear_for_xml(codes.speaker) or None, SIDE: clear_for_xml(codes.side) or None}
    values = cas.typesystem.get_type("uima.cas.StringArray")
    lists = {FRAMES: values(elements=list(codes.frames)), STANCES: values(elements=list(codes.stances))}
    _add(cas, STATEMENT, statement["start"], statement["end"], **texts, **lists)


def _add_attribution(cas: cassis.Cas, attribution: Row) -> None:
    parts = [
        _add(cas, ATTRIBUTION, span["start"], span["end"], role=role)
        for role in _ROLES
        for span in attribution[role] or ()
    ]
    for part in parts[1:]:
        _add(cas, RELATION, part.begin, part.end, Governor=parts[0], Dependent=part)

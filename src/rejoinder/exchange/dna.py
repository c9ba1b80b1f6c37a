"""For Discourse Network Analyzer 3 (Leifeld 2013): a database that it opens, and its list of events."""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from pydantic import PositiveInt

from rejoinder.corpus import NARRATION
from rejoinder.exchange.coding import CodedArticle, Coding, Row
from rejoinder.exchange.dna_database import (
    CODER,
    LONGEST,
    DnaDocument,
    DnaStatement,
    build_database,
)
from rejoinder.exchange.events import label_concepts, list_events
from rejoinder.exchange.offsets import count_utf16, unify_line_ends
from rejoinder.human_coding.code_names import unify_signs
from rejoinder.networks.incidence import ConceptKind

_COLUMNS = (
    "statement_id", "time", "person", "organization", "concept", "agreement", "start_position", "stop_position", "text",
    "coder", "document_id", "document_title", "document_author", "document_source", "document_section", "document_type",
)  # fmt: skip
_UNDATED = datetime.date(1970, 1, 1)  # DNA has no document without a date


@dataclass(frozen=True, kw_only=True)
class Dna:
    """Statements as events of a discourse network: a person or organisation takes a position on a concept.

    Attributes:
        articles: how many are exported, the first by id.
        concepts: what concepts are, frames or targets of stances.
        narrated: whether what the outlet itself says is exported too, with the outlet as organisation.
    """

    articles: PositiveInt
    concepts: ConceptKind
    narrated: bool

    def __call__(self, coding: Coding) -> Iterator[tuple[str, bytes]]:
        labels = label_concepts(coding, self.concepts)
        numbers = count(1)
        documents = [
            self._convert(coded, labels, number, numbers)
            for number, coded in enumerate(coding.read_articles(self.articles, "statements"), 1)
        ]
        yield "dna/events.csv", "".join(_format_events(documents)).encode()
        yield "dna/statements.dna", build_database(documents, labels)

    def _convert(self, coded: CodedArticle, labels: dict[str, str], number: int, numbers: Iterator[int]) -> DnaDocument:
        article, units = coded.article, count_utf16(coded.article["text"])
        events = (
            event
            for statement in coded.statements
            if self.narrated or statement["side"] != NARRATION
            for event in list_events(statement, labels, self.concepts)
        )
        statements = [
            DnaStatement(
                number=next(numbers),
                person=event.person[:LONGEST],
                organisation=event.organisation[:LONGEST],
                side=event.side[:LONGEST],
                concept=labels[event.concept][:LONGEST],
                agreement=event.agreement,
                start=units[event.start],
                stop=units[event.end],
                text=unify_line_ends(event.text),
            )
            for event in events
        ]
        return DnaDocument(
            number=number,
            title=(article["title"] or article["article_id"])[:LONGEST],
            text=unify_line_ends(article["text"]),
            source=(article["outlet"] or "")[:LONGEST],
            section=article["article_id"][:LONGEST],
            type=(article["genre"] or "news")[:LONGEST],
            notes=_write_notes(article),
            date=datetime.date.fromisoformat(article["published"]) if article["published"] else _UNDATED,
            statements=statements,
        )


def _write_notes(article: Row) -> str:
    undated = "" if article["published"] else f"date not known; {_UNDATED} stands for it"
    return "\n".join(filter(None, (undated, article["url"], article["rights"])))


def _format_events(documents: Iterable[DnaDocument]) -> Iterator[str]:
    """The list of events as DNA writes it: texts in quotation marks, numbers and times not."""
    yield ";".join(_COLUMNS) + "\n"
    for document in documents:
        for statement in document.statements:
            cells = (
                str(statement.number),
                f"{document.date} 00:00:00",
                _quote(statement.person),
                _quote(statement.organisation),
                _quote(statement.concept),
                str(int(statement.agreement)),
                str(statement.start),
                str(statement.stop),
                _quote(statement.text),
                _quote(CODER),
                str(document.number),
                *map(_quote, (document.title, "", document.source, document.section, document.type)),
            )
            yield ";".join(cells) + "\n"


def _quote(text: str) -> str:
    """A text as DNA writes it, which has no way to escape."""
    return f'"{unify_signs(text)}"'

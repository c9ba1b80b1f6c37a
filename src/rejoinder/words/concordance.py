"""Concordance: where words, cues and the evidence of frames stand, each within its sentence."""

import hashlib
import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Annotated, Literal, NamedTuple

import pandas as pd
import pyarrow as pa
from pydantic import AfterValidator, PositiveInt

from rejoinder.codebook import Codebook
from rejoinder.config.ranges import refuse
from rejoinder.corpus import Corpus
from rejoinder.corpus.database import format_texts
from rejoinder.words.patterns import PhrasePattern, find_phrase, list_openers, parse_phrase

_TOKENS = """
WITH candidates AS (
    SELECT DISTINCT article_id, sent_id FROM parses WHERE lower(lemma) IN {openers} OR lower(form) IN {openers}
)
SELECT statement_id, lower(lemma) AS lemma, lower(parses.form) AS form, upos, parses.start, parses."end"
FROM parses SEMI JOIN candidates USING (article_id, sent_id) JOIN coded USING (article_id, sent_id)
ORDER BY statement_id, token_id"""
_EVIDENCE = """
SELECT statement_id, frame, span."start" AS start, span."end" AS "end" FROM (
    SELECT statement_id, frame, unnest(evidence) AS span FROM frames SEMI JOIN coded USING (statement_id) WHERE decision
)"""
# Offsets are the article's; those of a statement begin with its own.
_LINES = """
WITH carried AS (
    SELECT statement_id, string_agg(frame, ' ' ORDER BY list_position($frames, frame)) AS frames
    FROM marks SEMI JOIN hits USING (statement_id) GROUP BY statement_id
)
SELECT kind, query, hits.statement_id, hits.start, hits."end",
    substring(coded.text, 1, hits.start - coded.start) AS before,
    substring(coded.text, hits.start - coded.start + 1, hits."end" - hits.start) AS keyword,
    substring(coded.text, hits."end" - coded.start + 1) AS after,
    coded.speaker, coded.side, coded.form, ifnull(frames, '') AS frames,
    ifnull(outlet, '') AS outlet, ifnull(published, '') AS published, coded.article_id
FROM hits JOIN coded USING (statement_id) LEFT JOIN articles ON articles.article_id = coded.article_id
    LEFT JOIN carried ON carried.statement_id = hits.statement_id
ORDER BY list_position($order, kind || ' ' || query), published, hits.statement_id, hits.start, hits."end" """


def _check_term(term: str) -> str:
    try:
        parse_phrase(term)
    except ValueError as error:
        refuse(str(error))
    return term


Term = Annotated[str, AfterValidator(_check_term)]


class Query(NamedTuple):
    """What a line of the concordance was looked for by: a term, or the name of a frame."""

    kind: Literal["term", "cue", "frame"]
    query: str


class Hit(NamedTuple):
    """A place in the corpus, as offsets into the article's text."""

    query: Query
    statement_id: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True)
class Concordance:
    """What is looked for.

    Attributes:
        terms: words or phrases, by lemma or form, as `parse_phrase` reads them.
        cues: whether the cues of the codebook's frames are, wherever they stand, a negation or condition aside.
        frames: whether the words are that speak for a frame, in statements that carry it.
        lines: most of each; of more, so many drawn at random.
    """

    terms: list[Term]
    cues: bool
    frames: bool
    lines: PositiveInt

    def __call__(self, corpus: Corpus, codebook: Codebook, seed: int) -> tuple[pd.DataFrame, dict[Query, int]]:
        """Look for all of it.

        Args:
            corpus: with the table `parses`.
            codebook: its frames and their cues.
            seed: of the draw.

        Returns:
            The columns of `schema.CONCORDANCE`, by query (terms, cues, frames), date, statement and place; and how
            often each query was found in all.
        """
        patterns = self._list_patterns(codebook)
        frames = [Query("frame", name) for name in codebook.frames] if self.frames else []
        queries = list(dict.fromkeys([*(query for query, _ in patterns), *frames]))
        hits = _read_evidence(corpus) if self.frames else iter(())
        samples = [sample_hits(_search(corpus, patterns), self.lines, seed), sample_hits(hits, self.lines, seed)]
        counts = {query: sum(found[query] for _, found in samples) for query in queries}
        lines = _read_lines(corpus, [hit for drawn, _ in samples for hit in drawn], queries, codebook)
        return lines.assign(line=range(1, len(lines) + 1)), counts

    def _list_patterns(self, codebook: Codebook) -> list[tuple[Query, PhrasePattern]]:
        """What is looked for in parsed sentences, with the query that it belongs to."""
        terms = [(Query("term", term), PhrasePattern(slots=parse_phrase(term))) for term in self.terms]
        cues = [
            (Query("cue", frame), PhrasePattern(slots=cue.pattern, upos=cue.upos, forms=False))
            for frame, cue in codebook.cues
            if self.cues and any(cue.pattern)
        ]
        return terms + cues


def _search(corpus: Corpus, patterns: Sequence[tuple[Query, PhrasePattern]]) -> Iterator[Hit]:
    """Every place of every pattern, once for each query."""
    openers = format_texts(sorted(list_openers([pattern for _, pattern in patterns])))
    batches = corpus.query_batches(_TOKENS.format(openers=openers)) if patterns else iter(())
    tokens = (row for batch in batches for row in batch.to_pylist())
    for statement_id, sentence in groupby(tokens, key=itemgetter("statement_id")):
        words = list(sentence)
        lemmas, forms, upos = ([word[name] for word in words] for name in ("lemma", "form", "upos"))
        places = {
            (query, words[first]["start"], words[last]["end"])
            for query, pattern in patterns
            for first, last in find_phrase(pattern, lemmas, forms, upos)
        }
        yield from (Hit(query, statement_id, start, end) for query, start, end in places)


def _read_evidence(corpus: Corpus) -> Iterator[Hit]:
    """The words that speak for each frame, of every statement that carries it."""
    for batch in corpus.query_batches(_EVIDENCE):
        for row in batch.to_pylist():
            yield Hit(Query("frame", row["frame"]), row["statement_id"], row["start"], row["end"])


def sample_hits(hits: Iterable[Hit], most: int, seed: int) -> tuple[list[Hit], Counter[Query]]:
    """Sample hits of each query, in an order that only statement and place decide: a corpus that grows keeps most.

    Args:
        hits: in any order; they are not held.
        most: of each query.
        seed: of the random order.

    Returns:
        The sample, and how many hits of each query there are.
    """
    counts: Counter[Query] = Counter()
    heaps: dict[Query, list[tuple[int, Hit]]] = {}
    for hit in hits:
        counts[hit.query] += 1
        digest = hashlib.sha256(f"{seed}/{hit.statement_id}/{hit.start}/{hit.end}".encode()).digest()
        entry = (-int.from_bytes(digest[:8]), hit)
        heap = heaps.setdefault(hit.query, [])
        if len(heap) < most:
            heapq.heappush(heap, entry)
        else:
            heapq.heappushpop(heap, entry)
    return [hit for heap in heaps.values() for _, hit in heap], counts


def _read_lines(corpus: Corpus, hits: Sequence[Hit], queries: Sequence[Query], codebook: Codebook) -> pd.DataFrame:
    columns: Mapping[str, list[object]] = {
        "kind": [hit.query.kind for hit in hits],
        "query": [hit.query.query for hit in hits],
        "statement_id": [hit.statement_id for hit in hits],
        "start": [hit.start for hit in hits],
        "end": [hit.end for hit in hits],
    }
    types = pa.schema(
        {"kind": pa.string(), "query": pa.string(), "statement_id": pa.string(), "start": pa.int32(), "end": pa.int32()}
    )
    corpus.connection.register("hits", pa.table(columns, schema=types))
    order = [" ".join(query) for query in queries]
    return corpus.query_table(_LINES, frames=list(codebook.frames), order=order)

"""The concordance as the report shows it: lines of every query, as many as the page has room for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import pandas as pd

from rejoinder.codebook import Codebook

_NAMES = {"term": "{}", "cue": "cues of {}", "frame": "words that speak for {}"}
_WHOLE = ["kind", "query", "before", "keyword", "after", "speaker", "side", "outlet", "published", "statement_id"]


@dataclass(frozen=True, kw_only=True)
class ConcordanceLine:
    """A word in its sentence; "" where speaker, side, outlet or date are not known."""

    before: str
    keyword: str
    after: str
    speaker: str
    side: str
    outlet: str
    published: str
    statement_id: str


@dataclass(frozen=True, kw_only=True)
class ConcordanceQuery:
    """What was looked for.

    Attributes:
        name: as in "cues of Denial".
        lines: those shown.
        total: lines of the table.
    """

    name: str
    lines: Sequence[ConcordanceLine]
    total: int


@dataclass(frozen=True, kw_only=True)
class ConcordanceView:
    """All queries, and how many lines are shown of how many."""

    queries: Sequence[ConcordanceQuery]
    shown: int
    total: int


def select_lines(lines: pd.DataFrame, codebook: Codebook, most: int, seed: int) -> ConcordanceView:
    """Select the lines that are shown: all, or as many of each query as there is room for, drawn at random.

    Args:
        lines: of data/words/concordance, in order.
        codebook: the labels of frames.
        most: lines of all queries together.
        seed: of the draw.
    """
    drawn = lines.sample(frac=1, random_state=seed)
    turn = drawn.groupby(["kind", "query"]).cumcount()
    chosen = drawn.loc[turn.sort_values(kind="stable").index[:most]].sort_values("line")
    totals = lines.groupby(["kind", "query"]).size().to_dict()
    rows = chosen[_WHOLE].to_dict("records")
    queries = [
        ConcordanceQuery(
            name=_name_query(kind, query, {name: frame.label for name, frame in codebook.frames.items()}),
            lines=[
                ConcordanceLine(**{str(k): v for k, v in row.items() if k not in ("kind", "query")}) for row in part
            ],
            total=totals[kind, query],
        )
        for (kind, query), part in groupby(rows, key=lambda row: (row["kind"], row["query"]))
    ]
    return ConcordanceView(queries=queries, shown=len(chosen), total=len(lines))


def _name_query(kind: str, query: str, labels: Mapping[str, str]) -> str:
    name = query if kind == "term" else labels.get(query, query)
    return _NAMES[kind].format(name.replace("|", " or ") if kind == "term" else name)

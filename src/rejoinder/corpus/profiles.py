"""What each speaker, or each side, says: its statements, frames and stances, over time."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal, NamedTuple

from rejoinder.corpus.counts import count_dates
from rejoinder.corpus.database import NO_FRAME, Corpus, format_texts
from rejoinder.corpus.parts import TIME_UNITS, TimeUnit
from rejoinder.corpus.statement_table import pad_numbers

_MOST_PERIODS = 24  # from the first to the last; of more a coarser unit is taken


class ListedStatement(NamedTuple):
    """A statement with its place and its codes.

    Attributes:
        sent_id: its place in the article, from 1.
        outlet, published: "" where not known.
        frames: names of those that it carries, in alphabetical order.
        uncertain: those of them that are uncertain.
        stances: target and stance of each.
    """

    statement_id: str
    article_id: str
    sent_id: int
    title: str
    outlet: str
    published: str
    speaker: str
    side: str
    form: str
    text: str
    frames: tuple[str, ...]
    uncertain: tuple[str, ...]
    stances: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Profile:
    """A speaker or a side. Numbers are of statements, by value, the largest number first.

    Attributes:
        n: all of them.
        articles: in which they are.
        names: in the articles.
        frames: by name, `NO_FRAME` for those without any; one with two frames counts for both.
        uncertain: those of them that are uncertain.
        stances: by target and stance.
        periods: by period ("2013-05") and frame, in order of time, with the number of all under "".
        first: statements by date and place, as many as there was room for.
    """

    name: str
    n: int
    articles: int
    sides: Mapping[str, int]
    speakers: Mapping[str, int]
    names: Mapping[str, int]
    roles: Mapping[str, int]
    organisations: Mapping[str, int]
    outlets: Mapping[str, int]
    forms: Mapping[str, int]
    frames: Mapping[str, int]
    uncertain: Mapping[str, int]
    stances: Mapping[tuple[str, str], int]
    periods: Mapping[str, Mapping[str, int]]
    first: Sequence[ListedStatement]


def read_profiles(
    corpus: Corpus, by: Literal["speaker", "side"], most: int, rows: int, unit: TimeUnit | None = None
) -> Iterator[Profile]:
    """Read what each speaker or side says, those with the most statements first; whom nobody names is left out.

    Args:
        corpus: the corpus.
        by: whose statements belong together.
        most: profiles.
        rows: statements of each that are given, the first by date, article and place.
        unit: of periods, None for none.
    """
    names = f"SELECT {by} AS name, count(*) AS n FROM coded WHERE name <> '' GROUP BY ALL ORDER BY n DESC, name"
    of = f"coded JOIN ({names} LIMIT $most) AS names ON coded.{by} = name JOIN articles USING (article_id)"
    batches = corpus.query_batches(_select_statements(of, "n DESC, name,", "name, n,"), most=most)
    statements = (row for batch in batches for row in batch.to_pylist())
    for name, of_name in groupby(statements, key=lambda row: row["name"]):
        yield _count(str(name), of_name, rows, TIME_UNITS[unit] if unit else 0)


def read_coded(corpus: Corpus, articles: Sequence[str]) -> Iterator[list[ListedStatement]]:
    """Read the statements of some articles by date, article and place, up to 10,000 at a time."""
    condition = f"WHERE article_id IN {format_texts(articles)}"
    for batch in corpus.query_batches(_select_statements(f"coded JOIN articles USING (article_id) {condition}", "")):
        yield [_build_statement(row) for row in batch.to_pylist()]


def choose_unit(corpus: Corpus) -> TimeUnit | None:
    """Choose the finest unit of which there are at most 24 from the first date to the last; None without two dates."""
    dates = count_dates(corpus)
    if dates["day"] < 2:
        return None
    units: tuple[TimeUnit, ...] = ("day", "month")
    return next((unit for unit in units if dates[f"span_{unit}"] <= _MOST_PERIODS), "year")


def _select_statements(of: str, order: str, columns: str = "") -> str:
    """Statements with their codes, by date and place, as SQL.

    Args:
        of: rows of `coded` and `articles`, joined.
        order: what they are ordered by first.
        columns: further ones.
    """
    return f"""
    WITH framed AS (
        SELECT statement_id, list(frame ORDER BY frame) AS frames,
            list(frame ORDER BY frame) FILTER (uncertain) AS uncertain
        FROM marks GROUP BY ALL
    ), targeted AS (
        SELECT statement_id, list(target ORDER BY target) AS targets, list(stance ORDER BY target) AS stances
        FROM stanced GROUP BY ALL
    ), chosen AS (
        SELECT {columns} coded.*, title, ifnull(outlet, '') AS outlet, ifnull(published, '') AS published FROM {of}
    )
    SELECT chosen.*, ifnull(frames, []) AS frames, ifnull(uncertain, []) AS uncertain, ifnull(targets, []) AS targets,
        ifnull(stances, []) AS stances
    FROM chosen LEFT JOIN framed USING (statement_id) LEFT JOIN targeted USING (statement_id)
    ORDER BY {order} published, {pad_numbers("article_id")}, article_id, sent_id"""


def _count(name: str, statements: Iterable[Mapping[str, Any]], rows: int, letters: int) -> Profile:
    columns = ("side", "speaker", "name_in_article", "role", "organisation", "outlet", "form", "article_id")
    values: dict[str, Counter[str]] = {column: Counter() for column in columns}
    frames, uncertain = Counter[str](), Counter[str]()
    stances, periods = Counter[tuple[str, str]](), dict[str, Counter[str]]()
    first: list[ListedStatement] = []
    n = 0
    for n, row in enumerate(statements, 1):
        for column, counter in values.items():
            counter.update([row[column]] if row[column] else ())
        frames.update(row["frames"] or [NO_FRAME])
        uncertain.update(row["uncertain"])
        stances.update(zip(row["targets"], row["stances"], strict=True))
        if letters and row["published"]:
            periods.setdefault(row["published"][:letters], Counter()).update(["", *(row["frames"] or [NO_FRAME])])
        if n <= rows:
            first.append(_build_statement(row))
    return Profile(
        name=name,
        n=n,
        articles=len(values["article_id"]),
        sides=_sort(values["side"]),
        speakers=_sort(values["speaker"]),
        names=_sort(values["name_in_article"]),
        roles=_sort(values["role"]),
        organisations=_sort(values["organisation"]),
        outlets=_sort(values["outlet"]),
        forms=_sort(values["form"]),
        frames=_sort(frames),
        uncertain=_sort(uncertain),
        stances=dict(sorted(stances.items(), key=lambda item: (-item[1], item[0]))),
        periods=dict(sorted(periods.items())),
        first=first,
    )


def _build_statement(row: Mapping[str, Any]) -> ListedStatement:
    plain = {name: row[name] for name in ListedStatement._fields if name not in ("frames", "uncertain", "stances")}
    return ListedStatement(
        **plain,
        frames=tuple(row["frames"]),
        uncertain=tuple(row["uncertain"]),
        stances=tuple(zip(row["targets"], row["stances"], strict=True)),
    )


def _sort(counter: Counter[str]) -> dict[str, int]:
    return dict(sorted(counter.items(), key=lambda item: (-item[1], item[0])))

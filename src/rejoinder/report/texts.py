"""Articles as the reading view shows them, read from data/."""

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from rejoinder import paths, tables
from rejoinder.actors import Actors
from rejoinder.codebook import Codebook
from rejoinder.report.reading import CodedRows, group_rows, lay_out_article
from rejoinder.report.records import ArticleRecord, AttributionRecord, FrameRecord, StanceRecord, StatementRecord
from rejoinder.report.views import ArticleView

_AT_A_TIME = 200  # articles in memory


def read_views(
    ids: Sequence[str],
    numbers: Sequence[int],
    speakers: Mapping[str, tuple[str, str]],
    codebook: Codebook,
    actors: Actors,
) -> Iterator[ArticleView]:
    """Read articles and lay them out to read, in the order of `ids`.

    Args:
        ids: of the articles.
        numbers: of each on its page, from 1.
        speakers: speaker and side in the corpus, by statement_id.
        codebook: the frames.
        actors: the sides and targets.
    """
    for first in range(0, len(ids), _AT_A_TIME):
        part = ids[first : first + _AT_A_TIME]
        articles = {row["article_id"]: row for row in cast(list[ArticleRecord], tables.read_rows(paths.ARTICLES, part))}
        coding = _read_coding(part, speakers)
        for name, number in zip(part, numbers[first:], strict=False):
            yield lay_out_article(articles[name], number, coding, codebook, actors)


def _read_coding(ids: Sequence[str], speakers: Mapping[str, tuple[str, str]]) -> CodedRows:
    attributions = cast(list[AttributionRecord], tables.read_rows(paths.ATTRIBUTIONS, ids))
    statements = cast(list[StatementRecord], tables.read_rows(paths.STATEMENTS, ids))
    frames = cast(list[FrameRecord], tables.read_rows(paths.FRAMES, ids))
    stances = cast(list[StanceRecord], tables.read_rows(paths.STANCES, ids))
    statements = [
        _identify(row, *speakers.get(row["statement_id"], (row["speaker"], row["side"]))) for row in statements
    ]
    statements.sort(key=lambda row: (row["article_id"], row["sent_id"]))
    return CodedRows(
        statements=group_rows(statements, lambda row: row["article_id"]),
        attributions={row["attribution_id"]: row for row in attributions},
        frames=group_rows(frames, lambda row: row["statement_id"]),
        stances=group_rows(stances, lambda row: row["statement_id"]),
    )


def _identify(row: StatementRecord, speaker: str | None, side: str | None) -> StatementRecord:
    """The row with speaker and side of the corpus; a side that only other articles tell is no guess any more."""
    resolution = row["resolution"] if side == row["side"] else None
    return {**row, "speaker": speaker, "side": side, "resolution": resolution}

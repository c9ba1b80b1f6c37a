"""The first finding of the report: which side uses which frame, with intervals."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from rejoinder.report.exhibits import TableExhibit


@dataclass(frozen=True, kw_only=True)
class FrameShare:
    """The share of a side's statements with a frame and its 95 % interval, in percent.

    Attributes:
        count: statements with the frame.
    """

    frame: str
    count: int
    share: float
    low: float
    high: float


@dataclass(frozen=True, kw_only=True)
class SideShares:
    """A side with its statements (n), articles, and the share of every frame."""

    side: str
    n: int
    articles: int
    shares: Sequence[FrameShare]


@dataclass(frozen=True, kw_only=True)
class SidesSummary:
    """The sides with intervals.

    Attributes:
        sides: in the order of the figures.
        scale: what all bars can show, in percent, a multiple of ten.
        few: how many sides have too few articles for an interval.
        more: how many others there was no room for.
    """

    sides: Sequence[SideShares]
    scale: int
    few: int
    more: int


def summarise_sides(table: TableExhibit, most: int) -> SidesSummary | None:
    """Summarise the table of shares by side; None where no side has intervals.

    Args:
        table: with all its rows.
        most: sides that there is room for.
    """
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    sides = [
        SideShares(
            side=side,
            n=int(first["n"]),
            articles=int(first["articles"]),
            shares=[_read_share(row) for row in (first, *of_side)] if first["low"] else [],
        )
        for side, of_side in groupby(rows, key=lambda row: row["side"])
        for first in [next(of_side)]
    ]
    with_intervals = [side for side in sides if side.shares]
    if not with_intervals:
        return None
    listed = with_intervals[:most]
    highest = max(share.high for side in listed for share in side.shares)
    return SidesSummary(
        sides=listed,
        scale=10 * math.ceil(max(highest, 1) / 10),
        few=len(sides) - len(with_intervals),
        more=len(with_intervals) - len(listed),
    )


def _read_share(row: dict[str, str]) -> FrameShare:
    share, low, high = (100 * float(row[name]) for name in ("share", "low", "high"))
    return FrameShare(frame=row["frame"], count=int(row["count"]), share=share, low=low, high=high)

"""The first finding: shares by side with their intervals."""

from rejoinder.report.exhibits import TableExhibit
from rejoinder.report.summary import summarise_sides

COLUMNS = ("side", "articles", "n", "frame", "count", "share", "low", "high")


def build_table(*rows):
    return TableExhibit(
        name="sides", title="", caption="", columns=COLUMNS, numeric=(), rows=rows, total=len(rows), href=""
    )


def test_sides_with_intervals_are_listed_and_the_others_counted():
    table = build_table(
        ("Norvia", "9", "20", "harm", "5", "0.25", "0.10", "0.43"),
        ("Norvia", "9", "20", "talks", "0", "0.00", "0.00", "0.12"),
        ("Sudria", "2", "4", "harm", "1", "0.25", "", ""),
        ("Estoria", "8", "10", "harm", "1", "0.10", "0.01", "0.30"),
    )
    summary = summarise_sides(table, 1)
    (side,) = summary.sides
    assert (side.side, side.n, side.articles) == ("Norvia", 20, 9)
    assert [(share.frame, share.count, round(share.high)) for share in side.shares] == [
        ("harm", 5, 43),
        ("talks", 0, 12),
    ]
    assert (summary.scale, summary.few, summary.more) == (50, 1, 1)


def test_without_intervals_there_is_no_summary():
    assert summarise_sides(build_table(("Sudria", "2", "4", "harm", "1", "0.25", "", "")), 9) is None
    assert summarise_sides(build_table(), 9) is None

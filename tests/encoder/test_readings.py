"""What the heads read from subwords, averaged over spans."""

import numpy as np
import pyarrow as pa

from rejoinder import schema
from rejoinder.encoder.readings import ArticleReadings, group_readings


def build_readings(spans: list[tuple[int, int]]) -> ArticleReadings:
    """Readings whose first column counts the subwords from 1."""
    starts, ends = np.array(spans, np.int32).T
    values = np.arange(1, 1 + len(spans), dtype=np.float32)[:, None] * np.ones(schema.READINGS, np.float32)
    return ArticleReadings(starts, ends, values)


def test_a_subword_that_touches_a_span_is_selected() -> None:
    readings = build_readings([(0, 3), (3, 6), (7, 9), (9, 12)])
    assert readings.select([(5, 7), (9, 10)]).tolist() == [False, True, False, True]


def test_readings_are_averaged_over_subwords() -> None:
    readings = build_readings([(0, 3), (3, 6), (7, 9)])
    assert readings.mean(readings.select([(3, 9)])).tolist() == [2.5] * schema.READINGS


def test_where_no_subword_is_selected_readings_are_0() -> None:
    readings = build_readings([(0, 3)])
    assert readings.mean(readings.select([(5, 9)])).tolist() == [0.0] * schema.READINGS


def test_readings_are_grouped_by_article() -> None:
    rows = [("a", 1, 0, 3), ("a", 2, 3, 5), ("b", 1, 0, 4)]
    columns = dict(zip(("article_id", "subword", "start", "end"), map(list, zip(*rows, strict=True)), strict=True))
    values = [[float(number)] * schema.READINGS for number in range(3)]
    groups = group_readings(pa.table(columns | {"readings": values}, schema.ENCODINGS))
    assert {key: (group.starts.tolist(), group.values[:, 0].tolist()) for key, group in groups.items()} == {
        "a": ([0, 3], [0.0, 1.0]),
        "b": ([0], [2.0]),
    }
    assert group_readings(schema.ENCODINGS.empty_table()) == {}

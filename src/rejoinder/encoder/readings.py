"""What the heads read from the subwords of articles: sums and means over spans."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from rejoinder.encoder.model import Floats
from rejoinder.syntax import Span

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int32]


@dataclass(frozen=True, eq=False)
class ArticleReadings:
    """What the heads read from the subwords of one article, in the order of the text.

    Attributes:
        starts: characters of the article where the subwords begin, *shape* (subwords,).
        ends: where they end.
        values: *shape* (subwords, readings); `heads.Heads` says which column is whose.
    """

    starts: Ints
    ends: Ints
    values: Floats

    def select(self, spans: Iterable[Span]) -> Bools:
        """Select the subwords that touch one of the spans, *shape* (subwords,)."""
        touching = np.zeros(len(self.starts), bool)
        for start, end in spans:
            touching |= (self.starts < end) & (self.ends > start)
        return touching

    def mean(self, where: Bools) -> Floats:
        """Average the readings of the selected subwords, *shape* (readings,); 0 where none is selected."""
        selected = self.values[where]
        return selected.mean(axis=0) if len(selected) else np.zeros(self.values.shape[1], self.values.dtype)


def group_readings(table: pa.Table) -> Mapping[str, ArticleReadings]:
    """Group an encodings table, sorted by key, by article_id."""
    table = table.combine_chunks()
    ids = table["article_id"].to_numpy()
    readings = table["readings"].combine_chunks()
    values = readings.flatten().to_numpy().reshape(len(ids), readings.type.list_size)
    starts, ends = (table[name].to_numpy() for name in ("start", "end"))
    borders = [0, *(np.flatnonzero(ids[1:] != ids[:-1]) + 1).tolist(), len(ids)]
    spans = [(first, after) for first, after in pairwise(borders) if after > first]
    return {ids[i]: ArticleReadings(starts[i:k], ends[i:k], values[i:k]) for i, k in spans}

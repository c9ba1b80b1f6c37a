"""All statements of a run: what the machine says of them, and what coding sheets are drawn from."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from rejoinder import schema

ALL = ""  # the side that stands for all statements
NARRATION = "narration"  # as in corpus: the side of what an outlet says itself
UNKNOWN_SIDE = "side unknown"


@dataclass(frozen=True, kw_only=True)
class Population:
    """What the machine says of all statements that are coded.

    Attributes:
        statements: their number by side, `ALL` for all of them, those on none included.
        marked: how many of them carry a frame, by side and frame.
        fingerprint: a hash over their ids and texts, whatever their order.
    """

    statements: Mapping[str, int]
    marked: Mapping[tuple[str, str], int]
    fingerprint: str


def count_population(partitions: Iterable[tuple[pa.Table, pa.Table]]) -> Population:
    """Count the population, from the statements and frames tables partition by partition."""
    statements: Counter[str] = Counter({ALL: 0})
    marked: Counter[tuple[str, str]] = Counter()
    hashes = 0
    for part, frames in partitions:
        coded = part.filter(pc.field("unit").isin(schema.CODED_KINDS))
        ids = coded["statement_id"].to_pylist()
        cells = coded.select(["side", "form", "speaker_kind"]).to_pydict().values()
        sides = dict(zip(ids, map(name_side, *cells), strict=True))
        statements.update(sides.values())
        statements[ALL] += len(ids)
        decided = frames.filter(pc.field("decision"))
        for key, frame in zip(decided["statement_id"].to_pylist(), decided["frame"].to_pylist(), strict=True):
            marked.update([(ALL, frame), (sides[key], frame)])
        hashes += sum(map(_hash_statement, ids, coded["text"].to_pylist()))
    return Population(statements=statements, marked=marked, fingerprint=f"{hashes % 2**64:016x}")


def name_side(side: str | None, form: str | None, speaker_kind: str | None) -> str:
    """The side of a statement; what has none is narration where the outlet speaks, else of an unknown side."""
    narrated = form == "narrated" or speaker_kind == "outlet"
    return side or (NARRATION if narrated else UNKNOWN_SIDE)


def _hash_statement(statement_id: str, text: str) -> int:
    return int.from_bytes(hashlib.sha256(f"{statement_id}\0{text}".encode()).digest()[:8])

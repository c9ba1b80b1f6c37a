"""Databases of DNA and folders of brat that nobody corrected are the coding, and their export the same bytes.

The other formats have this test beside their readers.
"""

from pathlib import PurePath

import pyarrow as pa
import pytest

from rejoinder.exchange.brat import Brat
from rejoinder.exchange.dna import Dna
from rejoinder.exchange.stage import ExchangeFormat
from rejoinder.human_coding.brat import read_brat
from rejoinder.human_coding.dna_database import read_dna_database
from rejoinder.human_coding.marked_texts import MarkedText
from rejoinder.zipped import pack
from tests.support.exchange import build_datasets, export, invent_awkward_corpus
from tests.support.marks import lay_over, recode

CORPUS = invent_awkward_corpus(300)


def read_database(files: dict[str, bytes]) -> list[MarkedText]:
    return read_dna_database("ann.dna", files["dna/statements.dna"])


def read_folder(files: dict[str, bytes]) -> list[MarkedText]:
    return read_brat("ann.zip", pack((PurePath(name).name, content) for name, content in files.items()))


@pytest.mark.parametrize(
    ("method", "read"),
    [
        pytest.param(Dna(articles=1000, concepts="frames", narrated=False), read_database, id="DNA, frames"),
        pytest.param(Dna(articles=1000, concepts="targets", narrated=False), read_database, id="DNA, targets"),
        pytest.param(Brat(articles=1000), read_folder, id="brat"),
    ],
)
def test_what_comes_back_unchanged_is_the_coding_and_its_export_the_same_bytes(
    method: ExchangeFormat, read: object
) -> None:
    files = export(method, CORPUS)
    coding, skipped = lay_over(CORPUS, "ann", read(files))  # type: ignore[operator]
    assert (len(coding.codes), skipped) == (900, [])
    rows = recode(CORPUS, coding)
    restore_sides(rows["statements"], CORPUS["statements"])
    assert export(method, build_datasets(rows)) == files


def restore_sides(rows: list[dict[str, object]], before: pa.Table) -> None:
    """Give statements their sides, which neither format brings back."""
    for row, side in zip(rows, before["side"].to_pylist(), strict=True):
        row["side"] = side


def test_speakers_come_back_from_a_database() -> None:
    files = export(Dna(articles=1000, concepts="frames", narrated=False), CORPUS)
    coding, _ = lay_over(CORPUS, "ann", read_database(files))
    speakers = {(row["article_id"], row["sent_id"]): row["speaker"] for row in CORPUS["statements"].to_pylist()}
    assert {unit: code.speaker for unit, code in coding.codes.items()} == speakers

"""Labels of turns in capitals, written as the article writes names."""

import pytest

from rejoinder.statements.rows import BlockRow
from rejoinder.statements.speakers.gazetteer import read_gazetteer
from rejoinder.statements.speakers.label_case import write_labels_as_names
from tests.support.project import ROOT
from tests.support.tagged import read_tagged

LISTS = read_gazetteer(ROOT / "seeds" / "language")


def _write(label: str, kind: str = "turn", body: str = "well/ADV McTarn/PROPN left/VERB") -> str:
    sentences = [read_tagged(label)[1], read_tagged(body)[1]]
    blocks: list[BlockRow] = [{"kind": kind, "start": 0, "end": 9}]
    return " ".join(word.form for word in write_labels_as_names(sentences, blocks, LISTS)[0].words)


@pytest.mark.parametrize(
    ("label", "written"),
    [
        ("MR./PROPN PRICE/PROPN :/PUNCT", "Mr. Price :"),
        ("ADA/PROPN MCTARN/PROPN :/PUNCT", "Ada McTarn :"),
        ("NATO/PROPN :/PUNCT", "NATO :"),
        ("Ada/PROPN Mora/PROPN :/PUNCT", "Ada Mora :"),
    ],
    ids=["title and name", "as elsewhere in the article", "listed acronym", "small letters"],
)
def test_label_is_written_as_a_name(label: str, written: str) -> None:
    assert _write(label) == written


def test_capitals_outside_labels_stay() -> None:
    assert _write("MR./PROPN PRICE/PROPN", kind="paragraph") == "MR. PRICE"

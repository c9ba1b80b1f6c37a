"""The words of a label: who speaks together."""

import pytest

from rejoinder.statements.speakers import read_gazetteer
from rejoinder.statements.speakers.label_words import name_parties
from tests.support.project import ROOT

GAZETTEER = read_gazetteer(ROOT / "seeds" / "language")


@pytest.mark.parametrize(
    ("label", "name", "countries"),
    [
        ("the Chile–Peru Joint Commission", "Chile and Peru", ["Chile", "Peru"]),
        ("the Ministers of Chile and Peru", "the Ministers of Chile and Peru", ["Chile", "Peru"]),
        ("the Foreign Ministers of Chile, Peru", "the Foreign Ministers of Chile, Peru", ["Chile", "Peru"]),
        ("the Vice-Presidents of Selt and Chile", "the Vice-Presidents of Selt and Chile", ["Chile"]),
    ],
)
def test_who_speaks_together(label: str, name: str, countries: list[str]) -> None:
    assert name_parties(label, GAZETTEER) == (name, countries)

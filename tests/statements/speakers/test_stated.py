"""Who speaks a text as a whole, as the input states it."""

import pytest

from rejoinder.statements.speakers.gazetteer import read_gazetteer
from rejoinder.statements.speakers.stated import read_stated_speaker
from tests.support.project import ROOT

LISTS = read_gazetteer(ROOT / "seeds" / "language")


@pytest.mark.parametrize(
    ("stated", "side", "expected"),
    [
        ("Ana Lind", "", ("Ana Lind", "person", "", "")),
        ("Ana Lind, Foreign Minister of Norway", "", ("Ana Lind", "person", "Foreign Minister of Norway", "Norway")),
        ("Jordan Adler, Minister of Norway", "", ("Jordan Adler", "person", "Minister of Norway", "Norway")),
        ("Sofia Lind", "", ("Sofia Lind", "person", "", "")),
        ("Mr. Adler (Chile)", "", ("Mr. Adler", "person", "Chile", "Chile")),
        ("Ministry of Fisheries", "Norway", ("Ministry of Fisheries", "organisation", "", "Norway")),
        ("Ana Lind (Chile)", "Coastal States", ("Ana Lind", "person", "Chile", "Coastal States")),
        ("Norway", "", ("Norway", "organisation", "", "Norway")),
        ("The Lantern", "", ("The Lantern", "organisation", "", "")),
        ("The Prime Minister of Norway", "", ("The Prime Minister of Norway", "person", "", "Norway")),
        ("Norwegian Mission in Chile", "", ("Norwegian Mission in Chile", "organisation", "", "Norway")),
        ("–", "", ("–", "person", "", "")),
    ],
    ids=[
        "name",
        "office",
        "country as first name",
        "capital as first name",
        "country",
        "body with a side",
        "stated side first",
        "country alone",
        "paper",
        "office alone",
        "country first",
        "no word",
    ],
)
def test_name_office_and_country_of_a_stated_speaker(stated: str, side: str, expected: tuple[str, ...]) -> None:
    entity = read_stated_speaker(stated, side, LISTS)
    assert (entity.name, entity.kind, entity.role, entity.country) == expected

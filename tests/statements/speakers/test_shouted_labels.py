"""Labels of turns in capitals are read as names in normal case, and merged with those of the article."""

import pytest

from rejoinder.statements.speakers import read_gazetteer
from rejoinder.statements.speakers.entities import Entity
from rejoinder.statements.speakers.shouted_labels import find_labelled, read_shouted_label
from tests.support.project import ROOT

GAZETTEER = read_gazetteer(ROOT / "seeds" / "language")


@pytest.mark.parametrize(
    ("label", "name", "role", "gender"),
    [
        pytest.param("MS. OKELLO", "Okello", "", "feminine", id="honorific"),
        pytest.param("MR OKELLO", "Okello", "", "masculine", id="honorific without its dot"),
        pytest.param("PRESIDENT ADLER (Norvane)", "Adler", "President", "", id="office and country"),
        pytest.param("PRIME MINISTER ANA LIND", "Ana Lind", "Prime Minister", "feminine", id="office of two words"),
        pytest.param("HELEN O'BRIEN, UNION LEADER", "Helen O'Brien", "", "feminine", id="office behind the name"),
        pytest.param("P. AL-SHARIF", "P. Al-Sharif", "", "", id="initial and hyphen"),
        pytest.param("MS. DE LACROIX", "de Lacroix", "", "feminine", id="particle"),
        pytest.param("MR. MCADAM", "McAdam", "", "masculine", id="as the text writes it"),
        pytest.param("MCA", "McA", "", "", id="short, but written out in the text"),
        pytest.param("MODERATOR", "", "Moderator", "", id="office alone"),
    ],
)
def test_a_label_in_capitals(label: str, name: str, role: str, gender: str) -> None:
    read = read_shouted_label(label, f"{label}: It leaks, as McAdam and McA say.", GAZETTEER)
    assert read is not None
    assert (" ".join(read.tokens), read.role, read.gender) == (name, role, gender)


@pytest.mark.parametrize(
    "label", ["Ms. Okello", "UNHCR", "KREMLIN", "STATE TV", "U.S.", "OTW", "MINISTRY OF DAMS", "UN"]
)
def test_other_labels_are_no_persons_in_capitals(label: str) -> None:
    assert read_shouted_label(label, label, GAZETTEER) is None


PERSONS = [
    (0, Entity("Okello", "person", ("Okello",), "feminine")),
    (1, Entity("Grace Okello", "person", ("Grace", "Okello"), "feminine")),
    (2, Entity("Ben Adler", "person", ("Ben", "Adler"), "masculine")),
    (3, Entity("LIND", "name", ("LIND",))),
    (4, Entity("Moss", "organisation", ("Moss",))),
]


@pytest.mark.parametrize(
    ("label", "person"),
    [
        pytest.param("MS. OKELLO", 1, id="fullest name"),
        pytest.param("BEN ADLER", 2, id="first name and surname"),
        pytest.param("TOM ADLER", None, id="other first name"),
        pytest.param("MS. ADLER", None, id="other gender"),
        pytest.param("MR. LIND", None, id="named in capitals only"),
        pytest.param("MR. MOSS", None, id="a body of that name"),
    ],
)
def test_whom_a_label_names(label: str, person: int | None) -> None:
    read = read_shouted_label(label, label, GAZETTEER)
    assert read is not None
    assert find_labelled(read, PERSONS) == person

"""The side of a speaker by country and by the names of a side's members."""

import pytest

from rejoinder.actors import Actors, Side
from rejoinder.statements.speakers.entities import Entity
from rejoinder.statements.speakers.gazetteer import read_gazetteer
from rejoinder.statements.speakers.side_index import SideIndex
from rejoinder.statements.speakers.sides import is_foreign
from tests.support.project import ROOT

LISTS = read_gazetteer(ROOT / "seeds" / "language")
SIDE_INDEX = SideIndex(
    Actors(
        sides={"North": Side(countries=["Norway", "Sweden"]), "China": Side(countries=["China"], members=["PLA"])},
        targets={},
        aliases={"PLA": ["the Army"]},
    ),
    LISTS,
)


@pytest.mark.parametrize(
    ("entity", "phrase", "side"),
    [
        (Entity("Ada Mora", "person", country="Norway"), "", "North"),
        (Entity("Ada Mora", "person", country="Kenya"), "", "Kenya"),
        (Entity("Ada Mora", "person"), "", ""),
        (Entity("Li Wei", "person", organisation="PLA Daily"), "", "China"),
        (Entity("Li Wei", "person", organisation="PLAN"), "", ""),
        (Entity("officers", "group"), "officers of the PLA", "China"),
        (Entity("PLA", "organisation", country="Norway"), "", "China"),
        (Entity("the Army", "organisation", country="Norway"), "", "China"),
        (Entity("the Army Museum", "organisation", country="Norway"), "", "North"),
    ],
    ids=[
        "country",
        "country of no side",
        "unknown",
        "member",
        "no part of a word",
        "source phrase",
        "member first",
        "alias of a member",
        "alias as a part of another name",
    ],
)
def test_side_of_a_speaker(entity: Entity, phrase: str, side: str) -> None:
    assert SIDE_INDEX.read_side(entity, phrase) == side


def test_who_was_a_diplomat_once_is_at_home_in_another_office() -> None:
    assert is_foreign(Entity("Ada Mora", "person", nouns=frozenset({"diplomat"})))
    assert not is_foreign(Entity("Ada Mora", "person", role="Foreign Minister", nouns=frozenset({"diplomat"})))


@pytest.mark.parametrize("member", ["NATO", "Nato", "North Atlantic Treaty Organization"])
def test_international_body_as_a_member_brings_who_speaks_for_it(member: str) -> None:
    actors = Actors(sides={"West": Side(members=[member]), "NATO": Side()}, targets={})
    spokesman = Entity("Ivo Brand", "person", organisation="alliance", country="NATO")
    assert SideIndex(actors, LISTS).read_side(spokesman) == "West"


@pytest.mark.parametrize(("member", "country"), [("Scotland", "United Kingdom"), ("KFOR", "NATO"), ("Paris", "France")])
def test_part_as_a_member_does_not_bring_the_whole(member: str, country: str) -> None:
    index = SideIndex(Actors(sides={"North": Side(members=[member])}, targets={}), LISTS)
    assert index.read_side(Entity("Ada Mora", "person", country=country)) == country

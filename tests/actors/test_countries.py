"""The words that name a side."""

from rejoinder import paths
from rejoinder.actors import Actors, Side
from rejoinder.actors.countries import list_side_names, read_countries
from tests.support.project import ROOT

WORLD = read_countries(ROOT / paths.COUNTRIES)


def list_names(side: str, **sides: Side) -> set[str]:
    return set(list_side_names(side, Actors(sides=sides, targets={}), WORLD))


def test_side_is_named_by_its_members_and_by_what_stands_for_its_countries() -> None:
    assert list_names("West", West=Side(countries=["Norway"], members=["PLA"])) >= {"PLA", "Norwegian", "Oslo"}


def test_member_that_is_a_union_of_states_brings_what_stands_for_it() -> None:
    assert list_names("West", West=Side(members=["EU"])) >= {"EU", "European Union", "European Commission"}


def test_member_that_is_a_part_of_a_state_does_not_bring_the_state() -> None:
    assert list_names("North", North=Side(members=["Scotland"])) == {"Scotland"}


def test_side_without_members_and_countries_is_named_by_its_own_name() -> None:
    assert list_names("IAEA", IAEA=Side()) == {"IAEA"}
    assert list_names("IAEA") == set()

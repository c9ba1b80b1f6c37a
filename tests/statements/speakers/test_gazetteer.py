"""The word lists behind names and sides."""

from pathlib import Path

import pytest

from rejoinder.statements.speakers.gazetteer import GazetteerError, read_gazetteer
from rejoinder.statements.speakers.place_names import PlaceName
from tests.support.project import ROOT

LANGUAGE = ROOT / "seeds" / "language"
LISTS = read_gazetteer(LANGUAGE)


def test_all_member_states_of_the_united_nations_are_there() -> None:
    assert len(LISTS.countries) >= 193
    assert len(set(LISTS.countries)) == len(LISTS.countries)


@pytest.mark.parametrize(
    ("form", "country", "kind"),
    [
        ("China", "China", "country"),
        ("U.S.", "United States", "country"),
        ("Beijing", "China", "capital"),
        ("Norwegians", "Norway", "demonym"),
        ("Chinese", "China", "demonym"),
        ("Kremlin", "Russia", "seat"),
        ("Downing Street", "United Kingdom", "seat"),
        ("Luxembourg", "Luxembourg", "country"),
        ("Guatemala City", "Guatemala", "capital"),
        ("Harbin", "China", "city"),
        ("Greenlanders", "Greenland", "demonym"),  # a territory that governs itself
        ("Somaliland", "Somaliland", "country"),
        ("Turkish Cypriots", "Northern Cyprus", "demonym"),
        ("Scotland", "United Kingdom", "country"),  # a part of a state
        ("Northern Irish", "United Kingdom", "demonym"),
        ("Kurdistan Region", "Iraq", "city"),
        ("Martinique", "France", "city"),
        ("New South Wales", "Australia", "city"),
        ("Tatmadaw", "Myanmar", "body"),
        ("U.S. Navy", "United States", "body"),
        ("International Atomic Energy Agency", "IAEA", "body"),
        ("Hezbollah", "Hezbollah", "body"),
    ],
)
def test_what_stands_for_a_country(form: str, country: str, kind: str) -> None:
    assert LISTS.places[form] == PlaceName(country, kind)


def test_every_name_stands_for_one_country() -> None:
    """A capital shared by two countries, or a demonym that is another country's name, would make sides wrong."""
    assert LISTS.places["Dominican"].country == "Dominican Republic"
    assert LISTS.places["Guinean"].country == "Guinea"
    assert LISTS.places["Georgetown"].country == "Guyana"


def test_longest_place_wins() -> None:
    assert LISTS.find_place(["South", "Korea", "said"]) == (PlaceName("South Korea", "country"), 2)
    assert LISTS.find_place(["Guinea", "-", "Bissau"]) == (PlaceName("Guinea-Bissau", "country"), 3)
    assert LISTS.find_place(["Xi", "'an", "police"]) == (PlaceName("China", "city"), 2)
    assert LISTS.find_place(["south"]) is None
    assert LISTS.find_place([]) is None


def test_names_of_several_countries_and_common_words_are_left_to_the_article() -> None:
    assert {place.country for place in LISTS.unsettled["SPD"]} == {"Germany", "Czech Republic"}
    assert [place.country for place in LISTS.unsettled["Border Patrol"]] == ["United States"]
    assert "SPD" not in LISTS.places


@pytest.mark.parametrize(
    ("name", "line"),
    [("cities", "Atlantis,Poseidonia"), ("bodies", "Atlantis,government,Poseidon Palace,")],
)
def test_city_or_body_of_an_unknown_country_is_named(tmp_path: Path, name: str, line: str) -> None:
    for path in LANGUAGE.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    head = (LANGUAGE / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0]
    (tmp_path / f"{name}.csv").write_text(f"{head}\n{line}\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match=rf"{name}\.csv, line 2: unknown country 'Atlantis'; write it as in"):
        read_gazetteer(tmp_path)


@pytest.mark.parametrize(("form", "lemma"), [("officials", "official"), ("Fishermen", "fisherman")])
def test_plural_that_the_tagger_left_unlemmatised(form: str, lemma: str) -> None:
    noun = LISTS.find_person_noun(form, form)
    assert noun is not None
    assert noun.lemma == lemma


def test_plural_of_a_body_that_the_tagger_left_unlemmatised() -> None:
    assert LISTS.classify_body("navies", "navies") == "government"


def test_missing_list_is_named(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"titles\.csv: word list not found"):
        read_gazetteer(tmp_path)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("boss,male,role", r"line 2: gender must be masculine, feminine or empty\. Got 'male'"),
        ("boss,role", r"line 2: expected 3 fields"),
    ],
    ids=["unknown gender", "field missing"],
)
def test_bad_line_is_named(tmp_path: Path, line: str, message: str) -> None:
    for path in LANGUAGE.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "person_nouns.csv").write_text(f"noun,gender,class\n{line}\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match=message):
        read_gazetteer(tmp_path)

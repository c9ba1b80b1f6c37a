"""Names that only the article settles: whose a body is, and which words are a town."""

from dataclasses import replace

import pytest

from rejoinder.statements.speakers.gazetteer import read_gazetteer
from rejoinder.statements.speakers.local_places import settle_names
from rejoinder.statements.speakers.mentions import find_names
from rejoinder.syntax import Sentence
from tests.support.parses import parsed
from tests.support.project import ROOT

LISTS = read_gazetteer(ROOT / "seeds" / "language")


def _parse_flat(text: str) -> list[Sentence]:
    """One sentence of words that all hang on the first; they are names where "/" tells no other part of speech."""
    words = [word.partition("/") for word in text.split()]
    rows = (
        f"{k} {w} {w} {upos or 'PROPN'} _ _ {min(k - 1, 1)} {'dep' if k > 1 else 'root'} _ _"
        for k, (w, _, upos) in enumerate(words, 1)
    )
    return list(parsed(" ".join(w for w, *_ in words), "\n".join(rows)))


@pytest.mark.parametrize(
    ("name", "text", "country"),
    [
        ("SPD", "SPD leaders met in Hamburg", "Germany"),
        ("SPD", "SPD leaders met in Brno", "Czech Republic"),
        ("SPD", "SPD leaders met", ""),
        ("SPD", "SPD leaders went from Hamburg to Brno", ""),
        ("Border Patrol", "Border Patrol agents in Texas", "United States"),
        ("Border Patrol", "Border Patrol agents", ""),
        ("Hyderabad", "Hyderabad beat Mumbai", "India"),
        ("Knesset", "Knesset sits", "Israel"),
    ],
)
def test_body_is_the_countrys_that_the_article_names(name: str, text: str, country: str) -> None:
    place = settle_names(_parse_flat(text), set(), LISTS).find_place(name.split())
    assert (place[0].country if place else "") == country


TOWNS = replace(LISTS, towns={"Selt": ("Norway",), "Port Lind": ("Chile",), "Hope": ("Canada", "Peru")})


@pytest.mark.parametrize(
    ("town", "text", "country"),
    [
        ("Selt", "Farmers in/ADP Selt slept", "Norway"),
        ("Port Lind", "Farmers from/ADP Port Lind slept", "Chile"),
        ("Selt", "Farmers thanked/VERB Selt", ""),
        ("Selt", "Farmers from/ADP Selt thanked/VERB Ana Selt", ""),
        ("Selt", "Farmers in/ADP Selt Bay slept", ""),
        ("Hope", "Farmers in/ADP Hope slept", ""),
        ("Hope", "Farmers in/ADP Hope left/VERB Peru", "Peru"),
        ("Hope", "Farmers live/VERB in/ADP hope/NOUN", ""),
    ],
    ids=[
        "where something is", "name of two words", "not said to be a place", "somebody's name, too",
        "part of a longer name", "town of two countries", "of the one that is named", "common word",
    ],
)  # fmt: skip
def test_town_is_one_where_the_article_says_that_something_is_there(town: str, text: str, country: str) -> None:
    place = settle_names(_parse_flat(text), set(), TOWNS).find_place(town.split())
    assert (place[0].country if place else "") == country


@pytest.mark.parametrize(
    ("dateline", "country"),
    [
        ("PORT LIND", "Chile"),
        ("PORT LIND ,/PUNCT May 3/NUM", "Chile"),
        ("QUOLT DA PORT LIND", ""),
        ("QUOLT ,/PUNCT May 3/NUM (/PUNCT PORT LIND )/PUNCT", ""),
    ],
    ids=["in capitals", "with its date", "part of a longer name", "agency in brackets"],
)
def test_town_of_a_dateline_fills_its_part(dateline: str, country: str) -> None:
    place = settle_names(_parse_flat(dateline), {0}, TOWNS).find_place(["Port", "Lind"])
    assert (place[0].country if place else "") == country


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("the American University of Beirut", "Lebanon"),
        ("the Atomic Energy Organisation of Iran", "Iran"),
        ("the National Bank of the Philippines", "Philippines"),
        ("the American University", "United States"),
    ],
)
def test_place_at_the_end_of_a_bodys_name_goes_first(text: str, country: str) -> None:
    names = find_names(text, _parse_flat(text), set(), LISTS)[0]
    assert [(name.kind, name.country) for name in names] == [("organisation", country)]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        (
            "North Korea fired/VERB ;/PUNCT South Korea watched/VERB the/DET North ,/PUNCT it/PRON says/VERB",
            "North Korea",
        ),
        ("North Korea fired/VERB ;/PUNCT in/ADP the/DET North it/PRON rains/VERB", ""),
        ("Seoul and/CCONJ Pyongyang met/VERB ;/PUNCT the/DET North Shore flooded/VERB", ""),
        ("Seoul and/CCONJ Pyongyang met/VERB ;/PUNCT Global North banks/NOUN left/VERB", ""),
        ("the/DET North beat/VERB the/DET South", ""),
    ],
    ids=["both named", "one named", "longer name", "without article", "none named"],
)
def test_the_north_is_one_of_two_countries_that_are_both_named(text: str, country: str) -> None:
    place = settle_names(_parse_flat(text), set(), LISTS).find_place(["North"])
    assert (place[0].country if place else "") == country

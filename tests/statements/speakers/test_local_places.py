"""Bodies whose name several countries share, or that are common words: the article tells whose they are."""

import pytest

from rejoinder.statements.speakers.gazetteer import read_gazetteer
from rejoinder.statements.speakers.local_places import settle_names
from rejoinder.statements.speakers.mentions import find_names
from rejoinder.syntax import Sentence
from tests.support.parses import parsed
from tests.support.project import ROOT

LISTS = read_gazetteer(ROOT / "seeds" / "language")


def _parse_flat(text: str) -> list[Sentence]:
    """One sentence of words that all hang on the first."""
    words = text.split()
    rows = (f"{k} {w} {w} PROPN NNP _ {min(k - 1, 1)} {'dep' if k > 1 else 'root'} _ _" for k, w in enumerate(words, 1))
    return list(parsed(text, "\n".join(rows)))


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
    place = settle_names(_parse_flat(text), LISTS).find_place(name.split())
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

"""Countries that only one article knows."""

from collections.abc import Set as AbstractSet

import pytest

from rejoinder.statements.speakers.gazetteer import Gazetteer, read_gazetteer
from rejoinder.statements.speakers.place_names import PlaceName
from rejoinder.statements.speakers.unlisted_countries import add_unlisted_countries
from tests.support.parses import parse_flat, parsed
from tests.support.project import ROOT

LISTS = read_gazetteer(ROOT / "seeds" / "language")


def _extend(text: str, rows: str, datelines: AbstractSet[int] = frozenset()) -> Gazetteer:
    return add_unlisted_countries(parsed(text, rows), datelines, LISTS)


def test_invented_country_is_known_by_its_adjective() -> None:
    extended = _extend(
        "Karsia waits. Karsian ministers left.",
        """
        1 Karsia Karsia PROPN NNP _ 2 nsubj _ _
        2 waits wait VERB VBZ _ 0 root _ _
        3 . . PUNCT . _ 2 punct _ _

        1 Karsian Karsian ADJ JJ _ 2 amod _ _
        2 ministers minister NOUN NNS _ 3 nsubj _ _
        3 left leave VERB VBD _ 0 root _ _
        4 . . PUNCT . _ 3 punct _ _
        """,
    )
    assert extended.places["Karsia"] == PlaceName("Karsia", "country")
    assert extended.places["Karsian"] == PlaceName("Karsia", "demonym")


def test_person_with_an_adjective_is_no_country() -> None:
    extended = _extend(
        "Dickens wrote. Dickensian fogs rose.",
        """
        1 Dickens Dickens PROPN NNP _ 2 nsubj _ _
        2 wrote write VERB VBD _ 0 root _ _
        3 . . PUNCT . _ 2 punct _ _

        1 Dickensian Dickensian ADJ JJ _ 2 amod _ _
        2 fogs fog NOUN NNS _ 3 nsubj _ _
        3 rose rise VERB VBD _ 0 root _ _
        4 . . PUNCT . _ 3 punct _ _
        """,
    )
    assert extended is LISTS


def test_listed_country_in_capitals_is_none_of_its_own() -> None:
    extended = _extend(
        "PARLIAMENT OF GHANA",
        """
        1 PARLIAMENT parliament NOUN NN _ 0 root _ _
        2 OF of ADP IN _ 3 case _ _
        3 GHANA GHANA PROPN NNP _ 1 nmod _ _
        """,
    )
    assert extended is LISTS


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Karsia 's/PART premier/NOUN left/VERB", "Karsia"),
        ("the/DET junta/NOUN in/ADP Karsia fell/VERB", "Karsia"),
        ("Karsia prime/ADJ minister/NOUN Ivo Tarn\nRain fell/VERB in/ADP Karsia", "Karsia"),
        ("On/ADP Monday prime/ADJ minister/NOUN Ivo Tarn", ""),
        ("Karsia prime/ADJ minister/NOUN Ivo Tarn\nKarsia 's/PART hills/NOUN", "Karsia"),
        ("Karsia 's/PART president/NOUN left/VERB\nIt fell/VERB in/ADP Karsia\na/DET Karsian trader/NOUN", "Karsia"),
        ("Labour Prime Minister Ivo Tarn\nLabour 's/PART plan/NOUN fell/VERB", ""),
        ("Caretaker Prime Minister Ivo Tarn", ""),
        ("Apple 's/PART premier/ADJ event/NOUN", ""),
        ("Boeing 's/PART president/NOUN left/VERB\nhis/PRON trust/NOUN in/ADP Boeing fell/VERB", ""),
        ("the/DET embassy/NOUN in/ADP Mayfair closed/VERB", ""),
        ("Karsian prime/ADJ minister/NOUN left/VERB\nKarsia 's/PART army/NOUN left/VERB", "Karsia"),
        ("the/DET government/NOUN of/ADP Karsia fell/VERB", "Karsia"),
        ("the/DET Government of/ADP National Unity fell/VERB", ""),
        ("the/DET Army of/ADP Virtue left/VERB", ""),
    ],
    ids=[
        "premier",
        "junta",
        "prime minister",
        "day",
        "with hills",
        "president of a people",
        "of a party",
        "of no party",
        "no office",
        "of a company",
        "embassy",
        "its people",
        "its government",
        "a longer name",
        "of no state",
    ],
)
def test_country_is_known_by_its_offices(text: str, country: str) -> None:
    extended = add_unlisted_countries(parse_flat(text), set(), LISTS)
    assert extended.countries[len(LISTS.countries) :] == ((country,) if country else ())


def test_country_stands_in_a_dateline_before_the_date() -> None:
    sentences = parse_flat("QUOLT , Karsia , May 3")
    assert add_unlisted_countries(sentences, {0}, LISTS).places["Karsia"] == PlaceName("Karsia", "country")
    assert add_unlisted_countries(sentences, set(), LISTS) is LISTS

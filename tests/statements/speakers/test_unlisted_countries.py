"""Countries that only one article knows."""

from rejoinder.statements.speakers.gazetteer import Gazetteer, read_gazetteer
from rejoinder.statements.speakers.place_names import PlaceName
from rejoinder.statements.speakers.unlisted_countries import add_unlisted_countries
from tests.support.parses import parsed
from tests.support.project import ROOT

LISTS = read_gazetteer(ROOT / "seeds" / "language")


def _extend(text: str, rows: str) -> Gazetteer:
    return add_unlisted_countries(parsed(text, rows), LISTS)


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

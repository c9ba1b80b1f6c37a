"""Countries of several words that only one article knows."""

import pytest

from rejoinder.statements.speakers.gazetteer import read_gazetteer
from rejoinder.statements.speakers.long_country_names import add_long_countries
from rejoinder.statements.speakers.place_names import PlaceName
from tests.support.parses import parse_flat
from tests.support.project import ROOT

LISTS = read_gazetteer(ROOT / "seeds" / "language")


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("the/DET Republic of/ADP Upper Karsia left/VERB", "Upper Karsia"),
        ("the/DET prime/ADJ minister/NOUN of/ADP Saint Orval left/VERB", "Saint Orval"),
        ("Prime Minister of/ADP Saint Orval and/CCONJ the/DET Cays", "Saint Orval and the Cays"),
        ("Upper Karsia 's/PART defence/NOUN ministry/NOUN left/VERB\nin/ADP Upper Karsia", "Upper Karsia"),
        ("Saint Orval Prime Minister Ivo Tarn\nIn/ADP Saint Orval ,/PUNCT rain", "Saint Orval"),
        ("Upper Karsian/ADJ army/NOUN left/VERB\nin/ADP Upper Karsia", "Upper Karsia"),
        ("the/DET embassy/NOUN of/ADP Upper Karsia shut/VERB\nin/ADP Upper Karsia", "Upper Karsia"),
        (
            "President Ivo Tarn of/ADP East Karsia\nEast Karsia 's/PART government/NOUN\nin/ADP East Karsia",
            "East Karsia",
        ),
        ("East Karsia 's/PART government/NOUN left/VERB\nin/ADP East Karsia", ""),
        ("Upper Karsia 's/PART army/NOUN left/VERB", ""),
        ("Nuln Street 's/PART army/NOUN of/ADP traders/NOUN left/VERB\nin/ADP Nuln Street", ""),
        ("Vallis Sachs 's/PART army/NOUN contracts/NOUN fell/VERB\nin/ADP Vallis Sachs", ""),
        ("East Vallis 's/PART education/NOUN minister/NOUN left/VERB\nin/ADP East Vallis", ""),
        ("Prime Minister Vol Ratha left/VERB\nVol Ratha 's/PART army/NOUN fell/VERB\nTrust/NOUN in/ADP Vol Ratha", ""),
        ("the/DET Kingdom of/ADP Vallis Game Studios fell/VERB", ""),
        ("the/DET Republic of/ADP South Sudan left/VERB", ""),
    ],
    ids=[
        "republic",
        "prime minister of",
        "with isles",
        "ministry",
        "prime minister",
        "its people",
        "embassy",
        "president and government",
        "government of a region",
        "nothing in it",
        "figure of speech",
        "supplier",
        "province",
        "person",
        "longer name",
        "listed",
    ],
)
def test_country_of_several_words_is_known_by_what_only_states_have(text: str, country: str) -> None:
    extended = add_long_countries(parse_flat(text), set(), LISTS)
    assert extended.countries[len(LISTS.countries) :] == ((country,) if country else ())


def test_its_people_are_known_by_its_last_word() -> None:
    sentences = parse_flat("the/DET Republic of/ADP Upper Karsia left/VERB\nUpper Karsian/ADJ farmers/NOUN")
    places = add_long_countries(sentences, set(), LISTS).places
    assert places["Upper Karsian"] == PlaceName("Upper Karsia", "demonym")


def test_place_in_a_dateline_counts() -> None:
    sentences = parse_flat("QUOLT ,/PUNCT Upper Karsia ,/PUNCT May 3\nUpper Karsia 's/PART navy/NOUN left/VERB")
    assert add_long_countries(sentences, {0}, LISTS).countries[-1] == "Upper Karsia"
    assert add_long_countries(sentences, set(), LISTS) is LISTS
    sentences = parse_flat("QUOLT ,/PUNCT Upper Karsia (/PUNCT NN )/PUNCT\nUpper Karsia 's/PART navy/NOUN left/VERB")
    assert add_long_countries(sentences, {0}, LISTS).countries[-1] == "Upper Karsia"


def test_first_part_of_a_listed_name_means_that_country() -> None:
    sentences = parse_flat("the/DET prime/ADJ minister/NOUN of/ADP Saint Vincent left/VERB")
    extended = add_long_countries(sentences, set(), LISTS)
    assert extended.places["Saint Vincent"] == PlaceName("Saint Vincent and the Grenadines", "country")
    assert extended.countries == LISTS.countries

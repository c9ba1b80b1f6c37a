"""Which words of a sentence are names, where they begin and end, and what kind of names they are."""

from dataclasses import replace

import pytest

from rejoinder.statements.speakers.gazetteer import read_gazetteer
from rejoinder.statements.speakers.mentions import NameMention, find_names
from rejoinder.statements.speakers.place_names import PlaceName
from tests.support.project import ROOT
from tests.support.tagged import read_tagged

GAZETTEER = read_gazetteer(ROOT / "seeds" / "language")


def _find(shorthand: str, headlines: frozenset[int] = frozenset()) -> tuple[NameMention, ...]:
    text, sentence = read_tagged(shorthand)
    return find_names(text, [sentence], headlines, GAZETTEER)[0]


@pytest.mark.parametrize(
    ("shorthand", "name"),
    [
        ("yesterday/NOUN Ivo/PROPN Tarn/PROPN Jr./PROPN said/VERB", "Ivo Tarn Jr."),
        ('then/ADV Marcia/PROPN "/PUNCT +Cia/PROPN +"/PUNCT Price/PROPN left/VERB', 'Marcia "Cia" Price'),
        ("then/ADV Rose/PROPN Akol/PROPN +'/PUNCT Were/AUX said/VERB", "Rose Akol' Were"),
        ("then/ADV '/PUNCT +Rose/PROPN Akol/PROPN +'/PUNCT Oduor/PROPN said/VERB", "Rose Akol"),
        ("then/ADV James/PROPN Peters/PROPN +'/PUNCT Were/AUX said/VERB", "James Peters"),
        ("the/DET Minister/PROPN of/ADP State/PROPN for/ADP Foreign/PROPN Affairs/PROPN ,/PUNCT Ana/PROPN", "Ana"),
        ("in/ADP Guinea/PROPN +-/PUNCT +Bissau/PROPN today/NOUN", "Guinea-Bissau"),
        ("with/ADP Tarn/PROPN &/CCONJ Sons/PROPN today/NOUN", "Tarn & Sons"),
        ("the/DET Fishermen/NNPS +'s/PART Union/PROPN said/VERB", "Fishermen's Union"),
        ("the/DET Skippers/NNPS +'/PART Circle/PROPN said/VERB", "Skippers' Circle"),
        ("then/ADV Jan/PROPN van/ADP der/DET Meer/PROPN said/VERB", "Jan van der Meer"),
        ("the/DET University/PROPN of/ADP Karsia/PROPN said/VERB", "University of Karsia"),
        (
            "the/DET Alliance/PROPN to/PART Reclaim/VERB Our/PRON Schools/NNPS said/VERB",
            "Alliance to Reclaim Our Schools",
        ),
        ("the/DET Bank/PROPN for/ADP Trade/PROPN said/VERB", "Bank for Trade"),
        ("the/DET Ports/NNPS and/CCONJ Coastal/ADJ Authority/PROPN said/VERB", "Ports and Coastal Authority"),
        ("then/ADV Tarn/PROPN and/CCONJ Coastal/ADJ Authority/PROPN said/VERB", "Tarn"),
        ("the/DET African/ADJ Union/PROPN and/CCONJ Tarn/PROPN said/VERB", "African Union"),
    ],
    ids=[
        "suffix", "nickname", "apostrophe", "end of a quotation", "possessive", "matters of a minister", "hyphen",
        "ampersand", "owner", "owners that act", "particles", "of", "to and a verb",
        "for", "two matters", "a company and a body", "two bodies",
    ],
)  # fmt: skip
def test_name_takes_the_words_that_belong_to_it(shorthand: str, name: str) -> None:
    assert _find(shorthand)[0].text == name


@pytest.mark.parametrize(
    ("shorthand", "name"),
    [
        ("SECRETARY/PROPN RHEA/PROPN TARN/PROPN :/PUNCT", "RHEA TARN"),
        ("HON./PROPN R./PROPN TARN/PROPN :/PUNCT", "R. TARN"),
        ("then/ADV SECRETARY/PROPN TARN/PROPN spoke/VERB", "SECRETARY TARN"),
    ],
    ids=["office", "honorific", "shouted in a sentence"],
)
def test_a_label_in_capitals_has_an_office_before_the_name(shorthand: str, name: str) -> None:
    assert _find(shorthand)[0].text == name


@pytest.mark.parametrize(
    "shorthand",
    [
        "on/ADP Monday/PROPN they/PRON left/VERB",
        "Rain/NOUN fell/VERB",
        "in/ADP May/PROPN they/PRON left/VERB",
        "(/PUNCT R/PROPN +-/PUNCT +Ohio/PROPN",
    ],
    ids=["calendar", "first word", "month", "party and state"],
)
def test_capitalised_words_that_are_no_names(shorthand: str) -> None:
    assert _find(shorthand) == ()


def test_month_is_a_surname_after_a_first_name() -> None:
    assert [name.text for name in _find("then/ADV Theresa/PROPN May/PROPN said/VERB")] == ["Theresa May"]


def test_headline_counts_only_what_is_tagged_as_a_name() -> None:
    shorthand = "Wardens/NNS Wait/VERB For/ADP Otieno/PROPN"
    assert [name.text for name in _find(shorthand, frozenset({0}))] == ["Otieno"]


def test_surname_behind_a_first_name_is_one_in_a_headline_too() -> None:
    headline = read_tagged("Minutes/NNS With/ADP Theresa/PROPN Tarn/PROPN")
    _, told = read_tagged("Wardens/NNS met/VERB Otieno/PROPN Theresa/PROPN")
    sentences = [headline[1], replace(told, block=1)]
    names = find_names(headline[0], sentences, frozenset({0}), GAZETTEER)[0]
    assert [name.tokens for name in names] == [("Theresa", "Tarn")]


@pytest.mark.parametrize(
    ("shorthand", "kind", "country"),
    [
        ("in/ADP China/PROPN today/NOUN", "country", "China"),
        ("the/DET Chinese/ADJ army/NOUN", "demonym", "China"),
        ("the/DET Kremlin/PROPN said/VERB", "seat", "Russia"),
        ("the/DET DNC/PROPN said/VERB", "organisation", ""),
        ("then/ADV Russia/PROPN +'s/PART Foreign/PROPN Ministry/PROPN said/VERB", "country", "Russia"),
        ("then/ADV Mr./PROPN Tarn/PROPN said/VERB", "person", ""),
        ("then/ADV Larry/PROPN King/PROPN said/VERB", "person", ""),
        ("then/ADV Tarn/PROPN said/VERB", "name", ""),
        ("the/DET Lumen/PROPN said/VERB", "organisation", ""),
        ("the/DET Lumen/PROPN plan/NOUN failed/VERB", "name", ""),
    ],
    ids=[
        "country", "adjective", "seat of government", "acronym", "owner of a body", "title", "office as a surname",
        "surname alone", "the and a name", "name before a noun",
    ],
)  # fmt: skip
def test_kind_of_a_name(shorthand: str, kind: str, country: str) -> None:
    name = _find(shorthand)[0]
    assert (name.kind, name.country) == (kind, country)


@pytest.mark.parametrize(
    ("shorthand", "kind"),
    [
        ("then/ADV ANA/PROPN LINDQVIST/PROPN met/VERB them/PRON", "person"),
        ("then/ADV IVO/PROPN TARNBERG/PROPN (/PUNCT +Norway/PROPN +)/PUNCT spoke/VERB", "person"),
        ("the/DET US/PROPN CENTCOM/PROPN said/VERB", "organisation"),
        ("the/DET EU/PROPN FRONTEX/PROPN said/VERB", "organisation"),
        ("then/ADV UNRWA/PROPN USA/PROPN said/VERB", "organisation"),
        ("then/ADV UNICEF/PROPN DRC/PROPN said/VERB", "organisation"),
        ("then/ADV QUOLTEX/PROPN TSN/PROPN grew/VERB", "organisation"),
    ],
    ids=[
        "first name", "who speaks", "country's command", "union's agency", "agency in a country",
        "agency in a country by its initials", "no first name and no speech",
    ],
)  # fmt: skip
def test_names_in_capitals_are_persons_by_first_name_or_speech(shorthand: str, kind: str) -> None:
    name = _find(shorthand)[0]
    assert (name.kind, len(name.tokens)) == (kind, 2)


def test_body_after_a_possessive_belongs_to_the_country() -> None:
    body = _find("then/ADV Russia/PROPN +'s/PART Foreign/PROPN Ministry/PROPN said/VERB")[1]
    assert (body.text, body.kind, body.country) == ("Foreign Ministry", "organisation", "Russia")


@pytest.mark.parametrize(
    ("shorthand", "country"),
    [
        ("the/DET Defence/PROPN Ministry/PROPN in/ADP Lima/PROPN said/VERB", "Peru"),
        ("the/DET Arab/PROPN Parliament/PROPN in/ADP Lima/PROPN said/VERB", ""),
        ("the/DET Secretariat/PROPN in/ADP Lima/PROPN said/VERB", ""),
    ],
    ids=["ministry", "parliament of many states", "secretariat"],
)
def test_capital_behind_a_body_tells_its_state(shorthand: str, country: str) -> None:
    assert _find(shorthand)[0].country == country


def test_title_ends_where_the_name_begins() -> None:
    (name,) = _find("then/ADV Secretary/PROPN of/ADP State/PROPN John/PROPN Kerry/PROPN said/VERB")
    assert (name.text, name.titled, name.modifiers) == ("John Kerry", True, (1, 4))


def test_spans_slice_back() -> None:
    text, sentence = read_tagged("then/ADV Ivo/PROPN Tarn/PROPN met/VERB Joyce/PROPN Otieno/PROPN")
    names = find_names(text, [sentence], frozenset(), GAZETTEER)[0]
    assert [text[name.start : name.end] for name in names] == ["Ivo Tarn", "Joyce Otieno"]


@pytest.mark.parametrize(
    ("shorthand", "country"),
    [
        ("then/ADV president/NOUN of/ADP Norway/PROPN Ivo/PROPN Tarn/PROPN said/VERB", "Norway"),
        ("then/ADV envoy/NOUN for/ADP Norway/PROPN Ivo/PROPN Tarn/PROPN said/VERB", ""),
    ],
    ids=["president of a country", "envoy for a country"],
)
def test_place_of_an_office_is_no_part_of_the_name_behind_it(shorthand: str, country: str) -> None:
    (name,) = _find(shorthand)
    assert (name.text, name.country, name.titled) == ("Ivo Tarn", country, True)


def test_hyphenated_surname_is_one_word_and_no_first_name() -> None:
    (name,) = _find("then/ADV Ronit/PROPN Ben/PROPN +-/PUNCT +Tov/PROPN said/VERB")
    assert (name.text, name.tokens, name.gender) == ("Ronit Ben-Tov", ("Ronit", "Ben-Tov"), "")


def test_hyphenated_first_name_tells_a_gender() -> None:
    (name,) = _find("then/ADV Anne/PROPN +-/PUNCT +Marie/PROPN Tarn/PROPN said/VERB")
    assert (name.tokens, name.kind, name.gender) == (("Anne-Marie", "Tarn"), "person", "feminine")


def test_bracket_between_title_and_name() -> None:
    (name,) = _find("then/ADV Gen./PROPN (/PUNCT +res./ADJ +)/PUNCT Ada/PROPN Lind/PROPN said/VERB")
    assert (name.text, name.titled, name.modifiers) == ("Ada Lind", True, (1, 5))


def test_listed_name_holds_whatever_stands_in_it() -> None:
    shorthand = "then/ADV Customs/PROPN and/CCONJ Border/PROPN Protection/PROPN said/VERB"
    text, sentence = read_tagged(shorthand)
    meaning = PlaceName("United States", "body")
    lists = replace(GAZETTEER, places=GAZETTEER.places.add({"Customs and Border Protection": meaning}))
    assert find_names(text, [sentence], frozenset(), lists)[0][0].text == "Customs and Border Protection"

"""What title, apposition, preposition and copula say of a name: office, body, country."""

import pytest

from rejoinder.statements.speakers.descriptions import describe_name
from rejoinder.statements.speakers.gazetteer import read_gazetteer
from rejoinder.statements.speakers.mentions import find_names
from rejoinder.statements.speakers.named_article import NamedSentence
from rejoinder.statements.speakers.roles import Description
from tests.support.project import ROOT
from tests.support.tagged import read_tagged

GAZETTEER = read_gazetteer(ROOT / "seeds" / "language")


def _describe(shorthand: str, person: str, relations: dict[str, tuple[int, str]] | None = None) -> Description:
    text, tree = read_tagged(shorthand, relations)
    names = find_names(text, [tree], frozenset(), GAZETTEER)[0]
    sentence = NamedSentence(0, text, tree, names, GAZETTEER)
    return describe_name(sentence, next(name for name in names if name.text == person))


@pytest.mark.parametrize(
    ("shorthand", "role", "organisation", "country"),
    [
        ("then/ADV Senator/PROPN Ada/PROPN Mora/PROPN said/VERB", "Senator", "", ""),
        (
            "the/DET Foreign/PROPN Ministry/PROPN spokeswoman/NOUN Ada/PROPN Mora/PROPN said/VERB",
            "Foreign Ministry spokeswoman", "Foreign Ministry", "",
        ),
        ("the/DET Norwegian/ADJ minister/NOUN Ada/PROPN Mora/PROPN said/VERB", "minister", "", "Norway"),
        ("the/DET Norway/PROPN +-/PUNCT +backed/ADJ senator/NOUN Ada/PROPN Mora/PROPN", "senator", "", ""),
        ("the/DET Norway/PROPN +-/PUNCT +based/ADJ senator/NOUN Ada/PROPN Mora/PROPN", "senator", "", "Norway"),
        ("Mr./PROPN Ada/PROPN Mora/PROPN ,/PUNCT Norwegian/ADJ ministers/NOUN left/VERB", "", "", ""),
        ("Mr./PROPN Ada/PROPN Mora/PROPN ,/PUNCT a/DET minister/NOUN ,/PUNCT left/VERB", "minister", "", ""),
        ("then/ADV Ada/PROPN Mora/PROPN of/ADP Norway/PROPN said/VERB", "", "", "Norway"),
        ("then/ADV Ada/PROPN Mora/PROPN in/ADP Norway/PROPN said/VERB", "", "", ""),
        (
            "then/ADV Ada/PROPN Mora/PROPN ,/PUNCT spokeswoman/NOUN for/ADP the/DET interior/NOUN ministry/NOUN",
            "spokeswoman", "interior ministry", "",
        ),
        (
            "then/ADV Ada/PROPN Mora/PROPN ,/PUNCT secretary/NOUN of/ADP state/NOUN ,/PUNCT left/VERB",
            "secretary of state", "", "",
        ),
        (
            "The/DET president/NOUN of/ADP Norway/PROPN ,/PUNCT Ada/PROPN Mora/PROPN ,/PUNCT left/VERB",
            "president", "", "Norway",
        ),
        (
            "The/DET secretary/NOUN +-/PUNCT +general/NOUN of/ADP Norway/PROPN +'s/PART bank/NOUN ,/PUNCT Ada/PROPN "
            "Mora/PROPN ,/PUNCT left/VERB",
            "secretary-general", "bank", "Norway",
        ),
        (
            "aides/NOUN met/VERB Ivo/PROPN with/ADP the/DET head/NOUN of/ADP Norway/PROPN +'s/PART bank/NOUN ,/PUNCT "
            "Ada/PROPN Mora/PROPN ./PUNCT",
            "head", "bank", "Norway",
        ),
        (
            "after/ADP a/DET meeting/NOUN with/ADP the/DET head/NOUN of/ADP Norway/PROPN +'s/PART bank/NOUN ,/PUNCT "
            "Ada/PROPN Mora/PROPN left/VERB",
            "", "", "",
        ),
        (
            "they/PRON met/VERB at/ADP a/DET dinner/NOUN with/ADP the/DET bank/NOUN of/ADP Norway/PROPN ,/PUNCT "
            "Ada/PROPN Mora/PROPN ./PUNCT",
            "", "", "",
        ),
    ],
    ids=[
        "title", "body before the office", "adjective", "backed by a country", "based in a country",
        "somebody addressed", "apposition behind a title", "of a country",
        "in a country", "apposition for a body", "office with its matter", "left apposition",
        "office with a hyphen", "whom somebody met", "who met somebody", "no person met",
    ],
)  # fmt: skip
def test_words_around_a_name(shorthand: str, role: str, organisation: str, country: str) -> None:
    description = _describe(shorthand, "Ada Mora")
    assert (description.role, description.organisation, description.country) == (role, organisation, country)


def test_copula_describes_but_gives_no_role() -> None:
    relations = {"Ada": (5, "nsubj"), "is": (5, "cop"), "senator": (0, "root")}
    description = _describe("Ada/PROPN Mora/PROPN is/AUX a/DET senator/NOUN", "Ada Mora", relations)
    assert (description.role, description.nouns) == ("", {"senator"})


def test_what_is_said_first_stays() -> None:
    first = Description(role="minister", country="Norway", nouns=frozenset({"minister"}))
    both = first.complete(Description(role="chief", organisation="PLA", nouns=frozenset({"chief"}), state=True))
    assert both == Description("minister", "PLA", "Norway", nouns=frozenset({"minister", "chief"}), state=True)


@pytest.mark.parametrize(
    ("shorthand", "owner"),
    [
        ("Its/PRON director/NOUN ,/PUNCT Ada/PROPN Mora/PROPN ,/PUNCT left/VERB", "Its"),
        ("the/DET agency/NOUN +'s/PART deputy/ADJ chief/NOUN ,/PUNCT Ada/PROPN Mora/PROPN ,/PUNCT left/VERB", "agency"),
        ("Ada/PROPN Mora/PROPN ,/PUNCT spokeswoman/NOUN for/ADP the/DET alliance/NOUN ,/PUNCT left/VERB", "alliance"),
        ("the/DET boat/NOUN +'s/PART owner/NOUN ,/PUNCT Ada/PROPN Mora/PROPN ,/PUNCT left/VERB", None),
        ("the/DET director/NOUN ,/PUNCT Ada/PROPN Mora/PROPN ,/PUNCT left/VERB", None),
    ],
    ids=["pronoun", "body in the possessive", "body after a preposition", "thing in the possessive", "no owner"],
)
def test_who_somebody_belongs_to(shorthand: str, owner: str | None) -> None:
    text, _ = read_tagged(shorthand)
    assert _describe(shorthand, "Ada Mora").owner == (None if owner is None else text.index(owner))

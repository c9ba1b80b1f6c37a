"""Which names of an article are one person's: full names, surnames, first names and titles."""

import pytest

from rejoinder.statements.speakers.coreference.clusters import cluster_names
from rejoinder.statements.speakers.gazetteer import read_gazetteer
from rejoinder.statements.speakers.mentions import find_names
from rejoinder.statements.speakers.named_article import build_named_article
from tests.support.project import ROOT
from tests.support.tagged import read_tagged

GAZETTEER = read_gazetteer(ROOT / "seeds" / "language")


def _list_bearers(shorthand: str) -> list[str]:
    """The full name that each name of a sentence is taken for."""
    text, sentence = read_tagged(shorthand)
    names = find_names(text, [sentence], frozenset(), GAZETTEER)
    clusters = cluster_names(build_named_article(text, "The Lantern", [sentence], names, [], frozenset(), GAZETTEER))
    return [clusters.entities[clusters.entity_of[name.start]].name for name in names[0]]


_REFUGEES = "then/ADV the/DET UN/PROPN refugee/NOUN agency/NOUN +,/PUNCT UNHCR/PROPN +,/PUNCT "


@pytest.mark.parametrize(
    ("shorthand", "bearers"),
    [
        ("then/ADV Amber/PROPN Party/PROPN (/PUNCT +AMPA/PROPN +)/PUNCT left/VERB", ["Amber Party"] * 2),
        ("then/ADV Amber/PROPN Party/PROPN (/PUNCT +EPP/PROPN +)/PUNCT left/VERB", ["Amber Party", "EPP"]),
        (f"{_REFUGEES}left/VERB us/PRON and/CCONJ them/PRON", ["UNHCR"] * 2),
        (f"{_REFUGEES}UNICEF/PROPN and/CCONJ OPEC/PROPN left/VERB", ["UN refugee agency", "UNHCR", "UNICEF", "OPEC"]),
    ],
    ids=["brackets", "whose member it is", "commas", "list of four"],
)
def test_body_set_off_with_its_acronym(shorthand: str, bearers: list[str]) -> None:
    assert _list_bearers(shorthand) == bearers


@pytest.mark.parametrize(
    ("shorthand", "bearers"),
    [
        ("then/ADV Ana/PROPN Novak/PROPN left/VERB and/CCONJ Novak/PROPN spoke/VERB", ["Ana Novak"] * 2),
        (
            "then/ADV Dao/PROPN Ro/PROPN +-/PUNCT +min/PROPN left/VERB and/CCONJ Ms./PROPN Dao/PROPN spoke/VERB",
            ["Dao Ro-min"] * 2,
        ),
        (
            "then/ADV Tran/PROPN Van/PROPN Bo/PROPN left/VERB and/CCONJ Mr./PROPN Bo/PROPN "
            "or/CCONJ Tran/PROPN spoke/VERB",
            ["Tran Van Bo"] * 3,
        ),
        (
            "then/ADV Dao/PROPN Wei/PROPN met/VERB Anna/PROPN Dao/PROPN and/CCONJ Dao/PROPN spoke/VERB",
            ["Dao Wei", "Anna Dao", "Anna Dao"],
        ),
        (
            "then/ADV Theresa/PROPN Tarn/PROPN left/VERB and/CCONJ Mr./PROPN Tarn/PROPN spoke/VERB",
            ["Theresa Tarn", "Tarn"],
        ),
        (
            "then/ADV Dao/PROPN Ro/PROPN met/VERB Dao/PROPN Su/PROPN and/CCONJ Ms./PROPN Dao/PROPN spoke/VERB "
            "while/SCONJ Mr./PROPN Dao/PROPN left/VERB",
            ["Dao Ro", "Dao Su", "Dao Su", "Dao Ro"],
        ),
        ("then/ADV Theresa/PROPN James/PROPN left/VERB and/CCONJ James/PROPN spoke/VERB", ["Theresa James"] * 2),
        (
            "then/ADV Theresa/PROPN James/PROPN left/VERB and/CCONJ President/PROPN James/PROPN spoke/VERB",
            ["Theresa James"] * 2,
        ),
        ("then/ADV Gao/PROPN Wenli/PROPN left/VERB and/CCONJ Gao/PROPN spoke/VERB", ["Gao Wenli"] * 2),
    ],
    ids=[
        "surname", "surname first", "both ends", "surname before surname-first", "title of the other gender",
        "two told apart by titles", "surname that is a man's first name", "the same after an office",
        "surname first that is a city's name",
    ],
)  # fmt: skip
def test_short_name_is_taken_for_the_full_one(shorthand: str, bearers: list[str]) -> None:
    assert _list_bearers(shorthand) == bearers

"""The country that the words around an attribution tell."""

import pytest

from rejoinder.statements.model import Attribution
from rejoinder.statements.speakers.gazetteer import read_gazetteer
from rejoinder.statements.speakers.mentions import find_names
from rejoinder.statements.speakers.named_article import build_named_article
from rejoinder.statements.speakers.surroundings import find_in_introduction, find_in_source, find_setting
from tests.support.project import ROOT
from tests.support.tagged import read_tagged

LISTS = read_gazetteer(ROOT / "seeds" / "language")


@pytest.mark.parametrize(
    ("shorthand", "country"),
    [
        ("In/ADP Lima/PROPN +,/PUNCT police/NOUN searched/VERB boats/NOUN", "Peru"),
        ("In/ADP Lima/PROPN +,/PUNCT Chilean/ADJ troops/NOUN searched/VERB boats/NOUN", ""),
        ("In/ADP Peru/PROPN +'s/PART view/NOUN the/DET dam/NOUN leaks/VERB", ""),
        ("From/ADP Lima/PROPN +'s/PART side/NOUN boats/NOUN came/VERB", ""),
        ("In/ADP Peru/PROPN markets/NOUN shares/NOUN fell/VERB", ""),
        ("In/ADP Peru/PROPN policy/NOUN he/PRON is/AUX a/DET hawk/NOUN", ""),
    ],
    ids=["place", "troops of another country", "view", "side", "markets", "policy"],
)
def test_paragraph_is_set_in_the_only_country_it_opens_with(shorthand: str, country: str) -> None:
    text, sentence = read_tagged(shorthand)
    names = find_names(text, [sentence], frozenset(), LISTS)
    article = build_named_article(text, "The Lantern", [sentence], names, [], frozenset(), LISTS)
    attribution = Attribution(
        sent_id=1, source=(), cue=(), content=((sentence.start, sentence.end),), kind="indirect", rule="by-hand"
    )
    assert find_setting(article, attribution) == country


@pytest.mark.parametrize(
    ("shorthand", "country"),
    [
        ("three/NUM activists/NOUN +,/PUNCT Norwegian/ADJ and/CCONJ Finnish/ADJ", ""),
        ("activists/NOUN +,/PUNCT mostly/ADV Norwegian/ADJ", "Norway"),
        ("a/DET trader/NOUN +,/PUNCT living/VERB in/ADP Norway/PROPN", ""),
    ],
    ids=["of two countries", "adverb of an adjective", "what they did"],
)
def test_source_phrase_tells_a_country_up_to_what_somebody_did(shorthand: str, country: str) -> None:
    text, sentence = read_tagged(shorthand)
    names = find_names(text, [sentence], frozenset(), LISTS)
    article = build_named_article(text, "The Lantern", [sentence], names, [], frozenset(), LISTS)
    span = (sentence.start, sentence.end)
    attribution = Attribution(sent_id=1, source=(span,), cue=(), content=(), kind="indirect", rule="by-hand")
    assert find_in_source(article, attribution, frozenset()) == country


@pytest.mark.parametrize(
    ("shorthand", "country"),
    [
        ("Ada/PROPN Mora/PROPN +,/PUNCT head/NOUN of/ADP Lima/PROPN +,/PUNCT flew/VERB to/ADP Norway/PROPN", "Peru"),
        ("Ada/PROPN Mora/PROPN +,/PUNCT met/VERB at/ADP Lima/PROPN +,/PUNCT flew/VERB from/ADP Norway/PROPN", ""),
        ("Ada/PROPN Mora/PROPN runs/VERB Norway/PROPN +'s/PART bank/NOUN", "Norway"),
        ("Ada/PROPN Mora/PROPN flew/VERB to/ADP Norway/PROPN", ""),
        ("let/VERB me/PRON ask/VERB Ada/PROPN Mora/PROPN about/ADP Norway/PROPN", ""),
    ],
    ids=["apposition", "what they did", "sentence", "where they went", "what they are asked about"],
)
def test_who_takes_a_turn_is_introduced_by_an_apposition_else_by_its_sentence(shorthand: str, country: str) -> None:
    text, sentence = read_tagged(shorthand)
    names = find_names(text, [sentence], frozenset(), LISTS)
    article = build_named_article(text, "The Lantern", [sentence], names, [], frozenset(), LISTS)
    assert find_in_introduction(article, frozenset({text.index("Ada")}), len(text)) == country

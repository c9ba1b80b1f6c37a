"""What the speakers of a corpus talk about."""

from collections.abc import Mapping

from rejoinder.add.objects import ObjectOfTalk, rank_objects
from rejoinder.statements import read_language
from rejoinder.syntax import Sentence
from tests.support.parses import parsed
from tests.support.project import ROOT

GAZETTEER = read_language(ROOT / "seeds/language").gazetteer
WORDS = {
    "sanctions": "sanction",
    "ships": "ship",
    "talks": "talk",
    "years": "year",
    "ministers": "minister",
    "armies": "army",
    "metres": "metre",
}


def sentence(verb: str, *phrase: str, tag: str = "compound") -> Sentence:
    """ "We VERB PHRASE": the last word of the phrase is the object, those before it depend on it."""
    words = ["We", verb, *phrase]
    rows = [(1, "We", "we", "PRON", 2, "nsubj"), (2, verb, verb, "VERB", 0, "root")]
    for number, form in enumerate(phrase[:-1], 3):
        rows.append((number, form, form.lower(), "ADJ" if tag == "amod" else "NOUN", len(words), tag))
    rows.append((len(words), phrase[-1], WORDS.get(phrase[-1], phrase[-1]), "NOUN", 2, "obj"))
    lines = [f"{n}\t{form}\t{lemma}\t{upos}\t_\t_\t{head}\t{rel}\t_\t_" for n, form, lemma, upos, head, rel in rows]
    return parsed(" ".join(words), "\n".join(lines))[0]


def rank(
    *statements: tuple[Sentence, str] | tuple[Sentence, str, bool], usual: Mapping[str, float] | None = None
) -> list[ObjectOfTalk]:
    """The objects, where texts on other conflicts have some forms in some share."""
    shares = usual or {}
    triples = ((s[0], s[1], len(s) > 2) for s in statements)
    return rank_objects(triples, GAZETTEER, lambda forms: sum(shares.get(form, 0) for form in forms))


def test_what_several_sides_speak_of_is_counted_by_statement() -> None:
    said = sentence("want", "talks")
    assert rank((said, "Iran"), (said, "Israel"), (said, "Iran")) == [ObjectOfTalk("talk", "talks", 3)]


def test_what_one_side_alone_speaks_of_is_left_out() -> None:
    assert rank((sentence("want", "talks"), "Iran"), (sentence("want", "talks"), "Iran")) == []


def test_statements_without_a_side_count_for_nobody() -> None:
    assert rank((sentence("want", "talks"), "Iran"), (sentence("want", "talks"), "")) == []


def test_a_noun_that_mostly_has_the_same_word_before_it_is_one_phrase() -> None:
    ship, other = sentence("see", "survey", "ships"), sentence("see", "ships")
    assert rank((ship, "Greece"), (ship, "Turkey"), (other, "Turkey")) == [
        ObjectOfTalk("survey ship", "survey ships", 3)
    ]
    assert rank((ship, "Greece"), (other, "Turkey"), (other, "Turkey")) == [ObjectOfTalk("ship", "ships", 3)]


def test_the_adjective_of_a_country_makes_no_phrase() -> None:
    said = sentence("fear", "Iranian", "ships", tag="amod")
    assert rank((said, "Greece"), (said, "Turkey")) == [ObjectOfTalk("ship", "ships", 2)]


def test_persons_bodies_and_measures_are_no_objects() -> None:
    for phrase in ("ministers", "armies", "years", "metres"):
        assert rank((sentence("see", phrase), "Greece"), (sentence("see", phrase), "Turkey")) == []


def test_what_titles_name_goes_before_what_is_more_frequent() -> None:
    frequent = [(sentence("want", "time"), side) for side in ("Greece", "Turkey", "Cyprus")]
    named = [(sentence("want", "sanctions"), side) for side in ("Greece", "Turkey")]
    things = rank(*frequent, *named, (sentence("plan", "sanctions"), "", True))
    assert [thing.label for thing in things] == ["sanctions", "time"]


def test_what_texts_on_any_conflict_speak_of_as_often_is_no_object() -> None:
    spoken = [(sentence("want", thing), side) for side in ("Greece", "Turkey") for thing in ("time", "sanctions")]
    things = rank(*spoken, usual={"time": 0.3, "sanctions": 0.2})
    assert [thing.label for thing in things] == ["sanctions"]

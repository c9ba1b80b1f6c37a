"""The concordance: what is found, within its sentence, and how many lines are drawn."""

from collections import Counter
from dataclasses import replace

import pytest

from rejoinder.codebook import Codebook, CodebookCue
from rejoinder.words.concordance import Concordance, Hit, Query, sample_hits
from tests.support.corpora import CODEBOOK, as_tuples
from tests.support.word_corpora import Said, Told, open_told

METHOD = Concordance(terms=[], cues=False, frames=False, lines=100)
SHIPS = Said(words="Our/we/PRON ships/ship left/leave/VERB ./././PUNCT")
LINE = ("before", "keyword", "after")


def find(method: Concordance, *statements: Said, codebook: Codebook = CODEBOOK) -> list[tuple[object, ...]]:
    with open_told(Told(statements=statements)) as corpus:
        lines, _ = method(corpus, codebook, 13)
    return as_tuples(lines, *LINE)


@pytest.mark.parametrize(
    ("term", "line"),
    [
        ("ship", ("Our ", "ships", " left .")),
        ("SHIPS", ("Our ", "ships", " left .")),
        ("we|us", ("", "Our", " ships left .")),
        ("our * leave", ("", "Our ships left", " .")),
    ],
    ids=["by lemma", "by form", "either of two", "a phrase with any word"],
)
def test_a_term_is_found_within_its_sentence(term: str, line: tuple[str, str, str]) -> None:
    assert find(replace(METHOD, terms=[term]), Said(words="fish"), SHIPS) == [line]


def test_a_phrase_does_not_reach_over_the_end_of_a_sentence() -> None:
    assert find(replace(METHOD, terms=["fish ship"]), Said(words="fish"), Said(words="ship")) == []


def test_every_place_in_a_sentence_is_a_line() -> None:
    assert len(find(replace(METHOD, terms=["fish"]), Said(words="fish eat fish"))) == 2


def test_offsets_are_right_after_letters_of_several_bytes() -> None:
    said = Said(words="“Ŝipoj” 🚢 e\u0301tat left/leave/VERB now")
    (line,) = find(replace(METHOD, terms=["leave"]), Said(words="Žluťoučký 🚢"), said)
    assert line == ("“Ŝipoj” 🚢 e\u0301tat ", "left", " now")


def test_cues_of_the_codebook_are_found_wherever_they_stand_by_lemma_and_part_of_speech() -> None:
    cue = CodebookCue(lemmas="ship", upos="NOUN")
    codebook = replace(CODEBOOK, frames=CODEBOOK.frames | {"denial": replace(CODEBOOK.frames["denial"], cues=[cue])})
    verb = Said(words="they/they/PRON ship/ship/VERB it/it/PRON")
    assert find(replace(METHOD, cues=True), SHIPS, verb, codebook=codebook) == [("Our ", "ships", " left .")]


def test_two_cues_at_one_place_are_one_line() -> None:
    cues = [CodebookCue(lemmas="ship"), CodebookCue(lemmas="ship|boat")]
    codebook = replace(CODEBOOK, frames=CODEBOOK.frames | {"denial": replace(CODEBOOK.frames["denial"], cues=cues)})
    assert len(find(replace(METHOD, cues=True), SHIPS, codebook=codebook)) == 1


def test_the_words_that_speak_for_a_frame_are_its_lines() -> None:
    said = Said(words="We denied/deny/VERB it", frames=("denial",), evidence=(1,))
    with open_told(Told(statements=[said, Said(words="denied/deny/VERB")])) as corpus:
        lines, _ = replace(METHOD, frames=True)(corpus, CODEBOOK, 13)
    assert as_tuples(lines, "kind", "query", *LINE) == [("frame", "denial", "We ", "denied", " it")]


def test_a_line_says_who_says_it_where_and_when() -> None:
    said = Said(words="fish", speaker="Bo Lund", side="Sudland", frames=("victimhood", "denial"))
    with open_told(Told(statements=[said], outlet="Post", published="2013-05-06")) as corpus:
        lines, _ = replace(METHOD, terms=["fish"])(corpus, CODEBOOK, 13)
    columns = ("speaker", "side", "form", "frames", "outlet", "published", "statement_id", "start", "end")
    expected = ("Bo Lund", "Sudland", "direct", "denial victimhood", "Post", "2013-05-06", "a1/0001", 0, 4)
    assert as_tuples(lines, *columns) == [expected]


def test_lines_come_by_query_as_asked_then_by_date() -> None:
    late, early = (Told(statements=[SHIPS], published=day) for day in ("2014-01-01", "2013-01-01"))
    with open_told(late, early) as corpus:
        lines, _ = replace(METHOD, terms=["ship", "leave"])(corpus, CODEBOOK, 13)
    expected = [("ship", "a2/0001"), ("ship", "a1/0001"), ("leave", "a2/0001"), ("leave", "a1/0001")]
    assert as_tuples(lines, "query", "statement_id") == expected


def test_what_is_found_nowhere_is_counted_as_such() -> None:
    with open_told(Told(statements=[SHIPS])) as corpus:
        _, counts = replace(METHOD, terms=["ship", "whale"])(corpus, CODEBOOK, 13)
    assert counts == {Query("term", "ship"): 1, Query("term", "whale"): 0}


HITS = [Hit(Query("term", term), f"a/{number:04d}", 0, 4) for term in ("fish", "nets") for number in range(50)]


def test_of_too_many_lines_so_many_of_each_query_are_drawn_and_all_are_counted() -> None:
    drawn, counts = sample_hits(HITS, 10, 13)
    assert Counter(hit.query.query for hit in drawn) == {"fish": 10, "nets": 10}
    assert set(counts.values()) == {50}


def test_the_draw_depends_on_the_seed_and_not_on_the_order() -> None:
    drawn, again, other = (
        {hit.statement_id for hit in sample_hits(hits, 10, seed)[0]}
        for hits, seed in ((HITS[:50], 13), (HITS[49::-1], 13), (HITS[:50], 14))
    )
    assert drawn == again != other

"""Words counted by part: what counts, in which part, and in how many articles."""

from dataclasses import replace

import pytest

from rejoinder.words import counts
from rejoinder.words.counts import REST, WordScope, WordSizes, compare_words, count_words
from tests.support.corpora import as_tuples
from tests.support.word_corpora import Said, Told, open_told

SCOPE = WordScope(unit="lemma", upos=(), reported_only=True, period="year")
NARRATED = {"speaker": "Wire", "side": "", "form": "narrated"}
COUNTS = ("term", "count", "reference_count")
ALL = (*COUNTS, "articles", "reference_articles")


def test_lemmas_of_all_forms_are_counted_together() -> None:
    told = Told(statements=[Said(words="Ships/ship ship"), Said(words="ship", side="Sudland")])
    with open_told(told) as corpus:
        assert count_words(corpus, "side", SCOPE) == WordSizes(parts={"Norland": 2, "Sudland": 1}, total=3)
        assert as_tuples(compare_words(corpus, "Norland", REST, 1), *COUNTS) == [("ship", 2, 1)]


def test_words_as_written_are_counted_apart() -> None:
    told = Told(statements=[Said(words="Ships/ship ship ships/ship"), Said(words="ship", side="Sudland")])
    with open_told(told) as corpus:
        count_words(corpus, "side", replace(SCOPE, unit="word"))
        assert as_tuples(compare_words(corpus, "Norland", REST, 1), *COUNTS) == [("ship", 1, 1), ("ships", 2, 0)]


def test_capitals_do_not_count_and_stay_where_a_word_has_no_other_form() -> None:
    told = Told(statements=[Said(words="The/The the/the Selt/Selt"), Said(words="Selt/Selt", side="Sudland")])
    with open_told(told) as corpus:
        count_words(corpus, "side", SCOPE)
        assert as_tuples(compare_words(corpus, "Norland", REST, 1), *COUNTS) == [("Selt", 1, 1), ("the", 2, 0)]


def test_punctuation_and_symbols_are_no_words() -> None:
    told = Told(statements=[Said(words="fish ,/,/PUNCT $/$/SYM 3/3/NUM"), Said(words="fish", side="Sudland")])
    with open_told(told) as corpus:
        assert count_words(corpus, "side", SCOPE).parts["Norland"] == 2


def test_parts_of_speech_choose_words_and_leave_sizes_as_they_are() -> None:
    told = Told(statements=[Said(words="we/we/PRON fish/fish/VERB fish"), Said(words="fish", side="Sudland")])
    with open_told(told) as corpus:
        assert count_words(corpus, "side", replace(SCOPE, upos=("VERB",))).parts["Norland"] == 3
        assert as_tuples(compare_words(corpus, "Norland", REST, 1), *COUNTS) == [("fish", 1, 0)]


def test_of_a_side_only_what_it_is_reported_to_say_counts() -> None:
    said = Said(
        words="Moor said/say/VERB that/that/SCONJ fish is/be/AUX dear/dear/ADJ", form="indirect", content=(2, 6)
    )
    told = Told(statements=[said, Said(words="Moor left/leave/VERB", **NARRATED)])
    with open_told(told) as corpus:
        assert count_words(corpus, "side", SCOPE) == WordSizes(parts={"Norland": 3, "narration": 2}, total=5)
        assert count_words(corpus, "side", replace(SCOPE, reported_only=False)).parts["Norland"] == 6


def test_what_a_speech_says_counts_as_a_whole() -> None:
    with open_told(Told(statements=[Said(words="that/that/SCONJ fish"), Said(words="nets", side="Sudland")])) as corpus:
        assert count_words(corpus, "side", SCOPE).parts["Norland"] == 2


def test_a_statement_with_two_frames_is_in_both_and_once_in_all() -> None:
    told = Told(statements=[Said(words="fish nets", frames=("denial", "deterrence")), Said(words="fish")])
    with open_told(told) as corpus:
        assert count_words(corpus, "frame", SCOPE) == WordSizes(
            parts={"denial": 2, "deterrence": 2, "none": 1}, total=3
        )
        assert as_tuples(compare_words(corpus, "denial", REST, 1), *COUNTS) == [("fish", 1, 1), ("nets", 1, 0)]


def test_a_part_is_held_against_another_that_is_named() -> None:
    sides = ("Norland", "Sudland", "Selt")
    told = Told(statements=[Said(words=f"fish {side}", side=side) for side in sides])
    with open_told(told) as corpus:
        count_words(corpus, "side", SCOPE)
        expected = [("fish", 1, 1), ("norland", 1, 0), ("sudland", 0, 1)]
        assert as_tuples(compare_words(corpus, "Norland", "Sudland", 1), *COUNTS) == expected


def test_words_below_the_minimum_in_both_together_are_not_compared() -> None:
    told = Told(statements=[Said(words="fish nets"), Said(words="fish", side="Sudland")])
    with open_told(told) as corpus:
        count_words(corpus, "side", SCOPE)
        assert compare_words(corpus, "Norland", REST, 2)["term"].tolist() == ["fish"]


@pytest.mark.parametrize("reference", [REST, "Sudland"])
def test_articles_are_counted_on_either_side(reference: str) -> None:
    both = Told(statements=[Said(words="fish"), Said(words="fish", side="Sudland")])
    with open_told(both, Told(statements=[Said(words="fish fish")])) as corpus:
        count_words(corpus, "side", SCOPE)
        assert as_tuples(compare_words(corpus, "Norland", reference, 1), *ALL) == [("fish", 3, 1, 2, 1)]


def test_counts_are_the_same_however_many_articles_are_counted_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    told = [Told(statements=[Said(words="Fish/Fish nets"), Said(words="fish", side="Sudland")]) for _ in range(20)]
    tables = []
    for tokens in (1000, 7):
        monkeypatch.setattr(counts, "_ROUND_TOKENS", tokens)
        with open_told(*told) as corpus:
            count_words(corpus, "side", SCOPE)
            tables.append(as_tuples(compare_words(corpus, "Norland", REST, 1), *ALL))
    assert tables[0] == tables[1] == [("fish", 20, 20, 20, 20), ("nets", 20, 0, 20, 0)]


def test_outlets_periods_and_genres_part_articles_and_what_is_of_none_is_not_counted() -> None:
    first = Told(statements=[Said(words="fish")], outlet="Wire", published="2013-03-12", genre="news")
    second = Told(statements=[Said(words="nets nets")], outlet="", published="2014-01-01", genre="speech")
    with open_told(first, second) as corpus:
        assert count_words(corpus, "outlet", SCOPE) == WordSizes(parts={"Wire": 1}, total=1)
        assert count_words(corpus, "period", SCOPE) == WordSizes(parts={"2014": 2, "2013": 1}, total=3)
        assert count_words(corpus, "period", replace(SCOPE, period="month")).parts["2014-01"] == 2
        assert count_words(corpus, "genre", SCOPE) == WordSizes(parts={"speech": 2, "news": 1}, total=3)

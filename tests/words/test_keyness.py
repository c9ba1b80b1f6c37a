"""Keyness of the parts of a corpus: which are compared, by which words, and what is left out."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import pytest

from rejoinder.words.keyness import Keyness, LeftOutParts, measure_keyness, rank_words
from tests.support.corpora import as_tuples
from tests.support.word_corpora import Said, Told, open_told

METHOD = Keyness(
    groups={"side": "rest"}, period="year", unit="lemma", upos=[], stop_words=[], reported_only=True, minimum_count=1,
    minimum_words=10, parts=12, rows=5,
)  # fmt: skip
LISTED = ("group", "part", "reference", "term", "count", "words", "reference_count", "reference_words")


def say(side: str, words: str) -> Said:
    return Said(words=words, side=side)


def compare(method: Keyness, statements: Sequence[Said]) -> tuple[pd.DataFrame, list[LeftOutParts]]:
    with open_told(Told(statements=statements)) as corpus:
        return method(corpus)


STATEMENTS = [
    say("Norland", "peace " * 3 + "fish " * 3 + "nets nets nets nets"),
    say("Sudland", "war " * 2 + "fish " * 6 + "nets nets nets nets"),
]


def test_words_of_a_part_come_by_falling_g2_in_either_direction() -> None:
    keyness, left_out = compare(METHOD, STATEMENTS)
    assert left_out == []
    assert as_tuples(keyness[keyness["part"] == "Norland"], *LISTED) == [
        ("side", "Norland", "rest", "peace", 3, 10, 0, 12),
        ("side", "Norland", "rest", "nets", 4, 10, 4, 12),
        ("side", "Norland", "rest", "war", 0, 10, 2, 12),
        ("side", "Norland", "rest", "fish", 3, 10, 6, 12),
    ]
    assert keyness["place"].tolist() == list(range(1, len(keyness) + 1))
    assert (keyness["tested"] == 4).all()


def test_the_largest_part_comes_first() -> None:
    keyness, _ = compare(METHOD, STATEMENTS)
    assert keyness["part"].unique().tolist() == ["Sudland", "Norland"]


def test_of_two_parts_each_is_the_others_mirror() -> None:
    keyness, _ = compare(METHOD, STATEMENTS)
    g2 = keyness.pivot_table(index="term", columns="part", values="g2_four_term")
    assert (g2["Norland"] + g2["Sudland"]).abs().max() < 1e-9


def test_so_many_words_are_kept_in_each_direction() -> None:
    keyness, _ = compare(replace(METHOD, rows=1), STATEMENTS)
    assert keyness[keyness["part"] == "Norland"]["term"].tolist() == ["peace", "war"]


def test_stop_words_are_not_listed_and_still_belong_to_the_size() -> None:
    keyness, _ = compare(replace(METHOD, stop_words=["Nets"]), STATEMENTS)
    assert "nets" not in set(keyness["term"])
    assert set(keyness["words"]) == {10, 12}


def test_a_part_with_too_few_words_is_left_out_and_still_belongs_to_the_rest() -> None:
    keyness, left_out = compare(METHOD, [*STATEMENTS, say("Selt", "fish")])
    assert left_out == [
        LeftOutParts("keyness of side Selt", "fewer than 10 words (minimum_words of keyness in conf/words)")
    ]
    assert set(keyness[keyness["part"] == "Norland"]["reference_words"]) == {13}


def test_a_part_whose_reference_has_too_few_words_is_left_out() -> None:
    keyness, left_out = compare(METHOD, [STATEMENTS[0], say("Selt", "fish")])
    assert keyness.empty
    assert [reason for _, reason in left_out] == [
        "all others together have fewer than 10 words (minimum_words of keyness in conf/words)",
        "fewer than 10 words (minimum_words of keyness in conf/words)",
    ]


def test_one_part_alone_is_compared_with_nothing() -> None:
    keyness, left_out = compare(METHOD, STATEMENTS[:1])
    assert keyness.empty
    assert left_out == [LeftOutParts("keyness by side", "nothing to compare: all words are of one, 'Norland'")]


def test_a_group_that_no_text_belongs_to_is_left_out() -> None:
    with open_told(Told(statements=STATEMENTS, outlet="")) as corpus:
        _, left_out = replace(METHOD, groups={"outlet": "rest"})(corpus)
    assert left_out == [LeftOutParts("keyness by outlet", "nothing to compare: no text is of any")]


def test_parts_beyond_the_largest_are_left_out() -> None:
    more = [say(f"Side {number}", "fish " * 10 + "nets") for number in range(8)]
    keyness, left_out = compare(replace(METHOD, parts=2), [*STATEMENTS, *more])
    assert keyness["part"].nunique() == 2
    assert left_out == [
        LeftOutParts(
            "keyness of side Side 1, Side 2, Side 3, Side 4, Side 5 and 3 more",
            "2 others have more words (parts of keyness in conf/words)",
        )
    ]


def test_a_part_may_be_held_against_another_one() -> None:
    third = say("Selt", "fish " * 20 + "nets")
    keyness, _ = compare(replace(METHOD, groups={"side": "Sudland"}), [*STATEMENTS, third])
    assert set(keyness["part"]) == {"Norland", "Selt"}
    assert set(keyness["reference"]) == {"Sudland"}
    assert set(keyness["reference_words"]) == {12}


def test_a_part_called_rest_is_a_part_like_any_other() -> None:
    keyness, left_out = compare(METHOD, [*STATEMENTS, say("rest", "fish " * 9 + "crab crab")])
    assert left_out == []
    sizes = keyness.groupby("part")[["words", "reference_words"]].first().to_dict("index")
    assert sizes == {
        "Norland": {"words": 10, "reference_words": 23},
        "Sudland": {"words": 12, "reference_words": 21},
        "rest": {"words": 11, "reference_words": 22},
    }


def test_a_reference_that_is_no_part_is_refused() -> None:
    with pytest.raises(ValueError, match=r"reference of side .* 'rest' or one of Sudland, Norland; got 'Sutland'"):
        compare(replace(METHOD, groups={"side": "Sutland"}), STATEMENTS)


def test_all_measures_stand_beside_the_raw_counts() -> None:
    counts = pd.DataFrame({"term": ["a", "b"], "count": [52, 0], "reference_count": [57, 4]})
    measured = measure_keyness(counts, 50_000, 75_000).round(2)
    first, second = measured.to_dict("records")
    assert (first["count"], first["words"], first["reference_count"], first["reference_words"]) == (52, 5e4, 57, 75e3)
    assert (first["g2_two_term"], first["g2_four_term"], first["p"]) == (2.65, 2.65, 0.1)
    assert (first["bic"], first["log_ratio"], first["percent_difference"]) == (-9.08, 0.45, 36.84)
    assert (second["g2_two_term"], second["percent_difference"], second["odds_ratio"]) == (-4.09, -100, 0)


def test_a_word_of_equal_frequency_is_no_key_word() -> None:
    counts = pd.DataFrame({"term": ["a"], "count": [2], "reference_count": [4]})
    assert rank_words(measure_keyness(counts, 100, 200), 5).empty

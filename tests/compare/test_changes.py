"""What changed between two runs, statement by statement."""

from typing import Any

import pytest

from rejoinder.compare.changes import count_changes, list_changes, match_statements
from tests.support.runs import build_row, build_run

PIER = "The pier is shut."


def compare(before: list[dict[str, object]], after: list[dict[str, object]]) -> list[tuple[Any, ...]]:
    """Change, of, before and after of each row of the list of changes."""
    runs = build_run("old", *before), build_run("new", *after)
    changes = list_changes(match_statements(*runs), *runs)
    return list(changes[["change", "of", "before", "after"]].itertuples(index=False, name=None))


@pytest.mark.parametrize(
    ("codes", "change"),
    [
        ({"speaker": "Ada Moor"}, ("speaker", "", "Gazette", "Ada Moor")),
        ({"side": "Norland"}, ("side", "", "narration", "Norland")),
        ({"form": "direct"}, ("form", "", "narrated", "direct")),
        ({"frame_denial": 1}, ("frame", "denial", "no", "yes")),
        ({"stance_talks": "favours", "favour_talks": 0.8}, ("stance", "talks", "", "favours")),
    ],
    ids=["speaker", "side", "form", "frame", "stance that there was none of"],
)
def test_each_code_that_differs_is_listed(codes: dict[str, object], change: tuple[str, ...]) -> None:
    assert compare([build_row(PIER)], [build_row(PIER, **codes)]) == [change]


def test_a_statement_that_moved_in_its_article_is_the_same_one() -> None:
    before, after = [build_row(PIER)], [build_row("Fish is dear."), build_row(PIER, sent_id=2, form="direct")]
    assert compare(before, after) == [("only in new", "", "", ""), ("form", "", "narrated", "direct")]


def test_of_a_repeated_sentence_the_first_is_held_against_the_first() -> None:
    before = [build_row(PIER), build_row(PIER, sent_id=2)]
    assert compare(before, [build_row(PIER), build_row(PIER, sent_id=2, speaker="Bo Lund")]) == [
        ("speaker", "", "Gazette", "Bo Lund")
    ]


def test_the_same_words_in_another_article_are_another_statement() -> None:
    before, after = [build_row(PIER)], [build_row(PIER, article="quay")]
    assert compare(before, after) == [("only in old", "", "", ""), ("only in new", "", "", "")]


def test_counts_say_what_a_frame_gained_and_lost_and_how_far_its_scores_moved() -> None:
    before = [build_row(PIER, frame_denial=1, score_denial=0.6), build_row("Talks go on.", sent_id=2)]
    after = [build_row(PIER, score_denial=0.4), build_row("Talks go on.", sent_id=2, score_denial=0.15)]
    runs = build_run("old", *before), build_run("new", *after)
    pairs = match_statements(*runs)
    counts = count_changes(pairs, list_changes(pairs, *runs), *runs).set_index("change")
    assert counts.loc["frame"].tolist() == ["denial", 1, 0, 1, 0.2]
    assert counts.loc["speaker", "statements"] == 0

"""Who answers whom: denials and retorts find the accusation that they answer, and say how."""

import pandas as pd
import pyarrow as pa

from rejoinder import schema, tables
from rejoinder.actors import Actors, Side, Target
from rejoinder.corpus import open_corpus
from rejoinder.corpus.replies import BY_ARTICLE, BY_SENTENCE, RETORT, find_replies
from tests.support.corpora import as_tuples

SIDES = ("Norland", "Sudland", "Ostland")
ACTORS = Actors(
    sides={side: Side() for side in SIDES},
    targets={side: Target(label=side, sides=[side]) for side in SIDES} | {"talks": Target(label="talks")},
)


def write_debate(*articles: tuple[str, list[str]]) -> dict[str, pa.Table]:
    """Articles as (date, statements): "side | answering frames | targets"; -Norland opposes, (-Norland) implies so."""
    rows: dict[str, list[dict[str, object]]] = {"articles": [], "statements": [], "frames": [], "stances": []}
    for number, (published, lines) in enumerate(articles):
        article = f"a{number}"
        rows["articles"].append({"article_id": article, "title": "T", "published": published})
        for place, line in enumerate(lines, 1):
            side, denial, targets = (cell.strip() for cell in line.split("|"))
            key = f"{article}/{place:04d}"
            rows["statements"].append(
                {"statement_id": key, "article_id": article, "sent_id": place, "unit": "paragraph", "text": "So.",
                 "speaker": f"Speaker of {side}", "speaker_kind": "person", "side": side, "form": "direct"}
            )  # fmt: skip
            for frame in denial.split():
                rows["frames"].append({"statement_id": key, "frame": frame, "decision": True})
            for target in targets.split():
                name = target.strip("()").lstrip("-")
                label = "opposes" if "-" in target else "neutral"
                rows["stances"].append(
                    {"statement_id": key, "target": name, "label": label, "implied": "(" in target, "score": 0.0}
                )
    return {name: tables.build_table(part, getattr(schema, name.upper())) for name, part in rows.items()}


def find(*articles: tuple[str, list[str]], days: int = 7) -> pd.DataFrame:
    with open_corpus(write_debate(*articles), actors=ACTORS) as corpus:
        return find_replies(corpus, ACTORS, ["rebuttal", "denial"], days)


def test_a_denial_answers_the_last_accusation_against_its_side_in_the_article() -> None:
    table = find(("2020-01-01", ["Ostland | | -Norland", "Sudland | | -Norland", "Norland | denial |"]))
    assert as_tuples(table, "statement_id", "kind", "answered_side", "accusation", "known_by") == [
        ("a0/0003", "denial", "Sudland", "a0/0002", BY_ARTICLE)
    ]


def test_a_statement_that_answers_by_two_frames_says_both() -> None:
    table = find(("2020-01-01", ["Sudland | | -Norland", "Norland | denial rebuttal |"]))
    assert as_tuples(table, "statement_id", "kind") == [("a0/0002", "rebuttal denial")]


def test_a_denial_answers_the_side_that_its_sentence_names() -> None:
    table = find(("2020-01-01", ["Ostland | | -Norland", "Sudland | | -Norland", "Norland | denial | Ostland"]))
    assert as_tuples(table, "answered_side", "answered_speaker", "accusation", "known_by") == [
        ("Ostland", "Speaker of Ostland", "a0/0001", BY_SENTENCE)
    ]


def test_a_side_that_is_only_implied_is_not_named() -> None:
    table = find(("2020-01-01", ["Sudland | | -Norland", "Norland | denial | (-Ostland)"]))
    assert as_tuples(table, "answered_side", "known_by") == [("Sudland", BY_ARTICLE)]


def test_a_denial_before_any_accusation_answers_nobody_known() -> None:
    table = find(("2020-01-01", ["Norland | denial |", "Sudland | | -Norland"]))
    assert as_tuples(table, "answered_side", "accusation", "known_by", "depth") == [("", "", "", 0)]


def test_opposing_a_side_is_a_retort_only_after_that_side_accused() -> None:
    table = find(("2020-01-01", ["Norland | | -Sudland", "Sudland | | (-Norland)", "Ostland | | -Norland"]))
    assert as_tuples(table, "statement_id", "kind", "answered_side", "known_by") == [
        ("a0/0002", RETORT, "Norland", BY_ARTICLE)
    ]


def test_replies_to_replies_are_deeper() -> None:
    table = find(("2020-01-01", ["Norland | | -Sudland", "Sudland | | -Norland", "Norland | | -Sudland"]))
    assert list(table["depth"]) == [1, 2]


def test_a_denial_answers_an_earlier_article_where_both_sentences_name_the_other_side() -> None:
    accusation = ("2020-01-01", ["Sudland | | -Norland"])
    denial = ("2020-01-04", ["Norland | denial | Sudland", "Norland | denial |"])
    assert as_tuples(find(accusation, denial), "accusation", "days") == [("a0/0001", 3), ("", pd.NA)]
    implied = ("2020-01-01", ["Sudland | | (-Norland)"])
    assert list(find(implied, denial)["accusation"]) == ["", ""]


def test_a_third_side_that_a_denial_only_mentions_is_not_answered() -> None:
    table = find(("2020-01-01", ["Sudland | | -Norland", "Norland | denial | Ostland"]))
    assert as_tuples(table, "answered_side", "known_by") == [("Sudland", BY_ARTICLE)]


def test_an_accusation_of_too_many_days_ago_is_not_answered() -> None:
    accusation = ("2020-01-01", ["Sudland | | -Norland"])
    table = find(accusation, ("2020-01-04", ["Norland | denial | -Sudland"]), days=2)
    assert as_tuples(table, "answered_side", "accusation", "known_by") == [("Sudland", "", BY_SENTENCE)]


def test_what_speaks_of_things_accuses_no_side() -> None:
    table = find(("2020-01-01", ["Sudland | | -talks", "Norland | denial |"]))
    assert list(table["accusation"]) == [""]


def test_articles_are_read_in_the_order_of_their_dates() -> None:
    later, earlier = ("2020-01-05", ["Norland | denial | Sudland"]), ("2020-01-03", ["Sudland | | -Norland"])
    assert list(find(later, earlier)["accusation"]) == ["a1/0001"]

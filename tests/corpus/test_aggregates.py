"""Counts over a corpus are those of plain Python over its rows, however it is cut; shares have fair intervals."""

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from rejoinder import corpus, tables
from rejoinder.corpus import aggregates, sampling
from rejoinder.figures.shares import pooled, shares
from tests.support import corpora

WHOLE = corpora.corpus(60, ("Wire", "Post", ""), days=90)


@pytest.fixture(scope="module")
def whole():
    with corpus.opened(WHOLE) as found:
        yield found


def rows(table: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    return list(table[list(columns)].itertuples(index=False, name=None))


def small(*lines: str, outlet: str = "Wire", published: str = "2013-03-12") -> dict[str, pa.Table]:
    """One article, a statement a line: "speaker | side | frames", with unit and form where given."""
    made: dict[str, corpora.Rows] = {name: [] for name in ("articles", "statements", "frames", "stances")}
    made["articles"].append({"article_id": "a", "title": "T", "outlet": outlet, "published": published})
    for number, line in enumerate(lines, 1):
        speaker, side, given, *rest = (cell.strip() for cell in line.split("|"))
        row = corpora.statement("a", number, f"No. {number}.", speaker, side, (rest or ["direct"])[0])
        corpora.add(made, row | ({"unit": "credit"} if rest[1:] else {}), given.split(), ("denial", "deterrence"))
    return corpora.as_tables(made)


def test_a_credit_line_is_no_statement() -> None:
    with corpus.opened(small("A | N | denial", "A | N | | indirect", "B | | denial | narrated | credit")) as found:
        totals = aggregates.totals(found)
    assert (totals.statements, totals.credits, totals.framed, totals.speakers) == (2, 1, 1, 1)
    assert (totals.quoted, totals.attributed) == (1, 2)


def test_counts_are_those_of_plain_python(whole: corpus.Corpus) -> None:
    statements = {row["statement_id"]: row for row in WHOLE["statements"].to_pylist()}
    given = [row for row in WHOLE["frames"].to_pylist() if row["decision"]]
    sides = Counter((statements[row["statement_id"]]["side"] or "no side", row["frame"]) for row in given)
    framed = {row["statement_id"] for row in given}
    sides.update((row["side"] or "no side", "none") for key, row in statements.items() if key not in framed)
    assert {
        (side, frame): n for side, frame, n in rows(aggregates.sides_frames(whole), "side", "frame", "count")
    } == sides
    assert aggregates.frames(whole) == Counter(row["frame"] for row in given) + Counter(none=480 - len(framed))


def test_speakers_beyond_the_most_are_counted_together_by_side() -> None:
    lines = ["A | N |", "A | N | denial", "B | S |", "C | N | denial", "D | N |", "E | | "]
    with corpus.opened(small(*lines)) as found:
        assert rows(aggregates.speakers(found, 2), "speaker", "side", "n", "members") == [
            ("A", "N", 2, 1), ("B", "S", 1, 1), ("others, N (2)", "N", 2, 2), ("others, no side (1)", "no side", 1, 1),
        ]  # fmt: skip
        counts = rows(aggregates.speakers_frames(found, 2), "speaker", "frame", "count")
    assert ("others, N (2)", "denial", 1) in counts
    assert sum(n for _, _, n in counts) == len(lines)


def test_speaker_is_of_the_side_of_most_of_his_statements() -> None:
    with corpus.opened(small("A | N |", "A | S |", "A | S |", "B | S |", "B | N |")) as found:
        assert rows(aggregates.speakers(found, 9), "speaker", "side") == [("A", "S"), ("B", "N")]


@pytest.mark.parametrize("cut", [1, 7])
def test_partitions_do_not_change_an_answer(cut: int, whole: corpus.Corpus, tmp_path: Path) -> None:
    ids = WHOLE["articles"]["article_id"].to_pylist()
    for number in range(cut):
        part = [article for place, article in enumerate(ids) if place % cut == (number + 3) % cut]
        for name, table in WHOLE.items():
            tables.write_partition(tmp_path / name, tables.name_partition(number), tables.select_rows(table, part))
    with corpus.opened({name: tmp_path / name for name in WHOLE}) as found:
        assert answers(found) == answers(whole)


def answers(found: corpus.Corpus) -> str:
    many = [aggregates.speakers(found, 2), aggregates.speakers_frames(found, 2), aggregates.sides_frames(found)]
    many += [aggregates.shares(found, "month"), aggregates.shares(found, "outlet")]
    many += sampling.statements(found, corpora.FRAMES, most=50)
    return json.dumps(
        [*(table.to_csv() for table in many), sampling.sample(found, 9, 1, ["a0004"]), *sampling.hashes(found)]
    )


def test_article_that_could_not_be_computed_is_neither_counted_nor_drawn() -> None:
    made = small("A | N | denial")
    set_aside = pa.Table.from_pylist([made["articles"].to_pylist()[0] | {"article_id": "z"}], made["articles"].schema)
    with corpus.opened(made | {"articles": pa.concat_tables([made["articles"], set_aside])}) as found:
        assert aggregates.totals(found).articles == 1
        assert len(sampling.sample(found, 5, 13, [])) == 1


def test_dataset_that_is_not_made_yet_is_named(tmp_path: Path) -> None:
    missing = {"frames": tmp_path / "frames"}
    with pytest.raises(FileNotFoundError, match="frames: no partitions found; run `dvc repro`"), corpus.opened(missing):
        pass


def test_dates_and_outlets_are_counted_with_their_span(whole: corpus.Corpus) -> None:
    days = sorted(row["published"] for row in WHOLE["articles"].to_pylist())
    found = aggregates.dates(whole)
    assert (found["day"], found["month"], found["year"], found["undated"]) == (len(set(days)), 4, 1, 0)
    assert found["span_day"] == (np.datetime64(days[-1]) - np.datetime64(days[0])).astype(int) + 1
    assert aggregates.outlets(whole) == 2  # articles of no outlet are of none


def test_article_without_a_date_is_in_no_period() -> None:
    with corpus.opened(small("A | N | denial", published="")) as found:
        assert aggregates.dates(found)["undated"] == 1
        assert aggregates.shares(found, "year").empty
        assert rows(aggregates.shares(found, "outlet"), "group", "n", "count") == [("Wire", 1, 1)]


def test_sample_has_the_wanted_articles_first_and_keeps_most_when_the_corpus_grows(whole: corpus.Corpus) -> None:
    drawn = sampling.sample(whole, 20, 13, ["a0031", "a0007"])
    assert set(list(drawn)[:2]) == {"a0007", "a0031"}
    assert set(drawn.values()) == {8}
    assert sampling.sample(whole, 20, 14, []).keys() != sampling.sample(whole, 20, 13, []).keys()
    fewer = WHOLE | {"articles": WHOLE["articles"].slice(0, 50)}
    with corpus.opened(fewer) as part:
        before = sampling.sample(part, 20, 13, [])
    assert len(before.keys() & sampling.sample(whole, 20, 13, []).keys()) > 12


def test_statements_come_in_order_with_frames_in_the_codebooks_order(whole: corpus.Corpus) -> None:
    found = pd.concat(sampling.statements(whole, corpora.FRAMES))
    assert found["statement_id"].tolist() == WHOLE["statements"]["statement_id"].to_pylist()
    assert all(frames.split() == sorted(frames.split(), key=corpora.FRAMES.index) for frames in found["frames"])
    assert "denial cooperation" in set(found["frames"])


def grouped(k: list[int], n: list[int], group: str = "g", frame: str = "denial") -> pd.DataFrame:
    """What `aggregates.shares` makes of articles with so many statements with the frame, of so many."""
    with_frame, size = np.array(k), np.array(n)
    sums = {"count": with_frame.sum(), "kk": (with_frame**2).sum(), "kn": (with_frame * size).sum()}
    row = {"group": group, "articles": len(n), "n": size.sum(), "nn": (size**2).sum(), "frame": frame}
    return pd.DataFrame([row | sums])


def test_interval_of_articles_of_one_statement_is_wilsons() -> None:
    table = shares(grouped([1] * 10 + [0] * 30, [1] * 40), {"denial": "Denial"}, 5)
    assert rows(table, "share", "note") == [(0.25, "")]
    assert rows(table, "low", "high")[0] == pytest.approx((0.1400, 0.4049), abs=0.002)  # design effect 40 / 39


def test_interval_is_wider_where_statements_of_an_article_agree() -> None:
    alike = shares(grouped([8] * 5 + [0] * 5, [8] * 10), {"denial": "Denial"}, 5)
    mixed = shares(grouped([4] * 10, [8] * 10), {"denial": "Denial"}, 5)
    widths = [float((table["high"] - table["low"]).iloc[0]) for table in (alike, mixed)]
    assert widths[0] > 2.5 * widths[1]


def test_interval_of_a_frame_that_is_never_given_reaches_beyond_zero() -> None:
    table = shares(grouped([4, 4, 1, 0, 0], [8] * 5), {"denial": "Denial", "deterrence": "Deterrence"}, 5)
    assert table.loc[table["frame"] == "deterrence", "low"].item() == 0
    assert table.loc[table["frame"] == "deterrence", "high"].item() > 0.1


def test_interval_from_few_articles_is_withheld_and_says_why() -> None:
    table = shares(grouped([4] * 4, [8] * 4), {"denial": "Denial"}, 5)
    assert rows(table, "share", "note") == [(0.5, "withheld: 4 article(s), fewer than 5")]
    assert table["low"].isna().all()


def test_intervals_hold_the_true_share_as_often_as_they_say() -> None:
    """Five periods of 25 articles, 8 statements each, true shares of 5 to 25 %, clustered by article."""
    rng, held = np.random.default_rng(13), []
    truth = {"denial": 0.05, "deterrence": 0.25}
    for _ in range(300):
        chances = {frame: rng.beta(2 * share, 2 * (1 - share), (5, 25)) for frame, share in truth.items()}
        counts = {frame: rng.binomial(8, chance) for frame, chance in chances.items()}
        parts = [grouped(list(k), [8] * 25, str(g), f) for f, many in counts.items() for g, k in enumerate(many)]
        table = shares(pd.concat(parts), dict.fromkeys(truth, ""), 5)
        true = table["frame"].map(truth)
        held.append(((table["low"] <= true) & (true <= table["high"])).mean())
    assert 0.93 < np.mean(held) < 0.97


def test_pooled_groups_add_up_their_articles_statements_and_frames() -> None:
    parts = pd.concat([grouped([1, 2], [4, 4], "a"), grouped([3], [9], "b"), grouped([0], [5], "c")])
    table = pooled(parts, {"a": "a", "b": "others (2)", "c": "others (2)"})
    assert rows(table, "group", "articles", "n", "nn", "count", "kk", "kn") == [
        ("a", 2, 8, 32, 3, 5, 12), ("others (2)", 2, 14, 106, 3, 9, 27),
    ]  # fmt: skip

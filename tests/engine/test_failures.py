"""Map stages: an article that fails is set aside, damaged files are told."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rejoinder import tables
from rejoinder.engine import EngineError, Local
from tests.support.jobs import ONE, TEXTS, RunWith, make_job, read_computed, read_failures, write_articles


@pytest.mark.parametrize("at_once", [1, 50])
def test_an_article_that_breaks_the_method_is_listed_and_the_others_are_made(
    tmp_path: Path, run_with: RunWith, at_once: int
) -> None:
    write_articles(tmp_path / "in", TEXTS | {"c": "broken"})
    job = replace(make_job(tmp_path), at_once=at_once)
    run_with(ONE, job)
    assert read_failures(job) == [("c", "KeyError: 'broken'")]
    assert tables.read(tmp_path / "out").column("article_id").to_pylist() == ["a", "b", "d"]


def test_an_article_that_broke_is_tried_again_and_its_mending_ends_the_list(tmp_path: Path, run_with: RunWith) -> None:
    write_articles(tmp_path / "in", TEXTS | {"c": "broken"})
    run_with(ONE, make_job(tmp_path))
    write_articles(tmp_path / "in", TEXTS)
    again = run_with(ONE, make_job(tmp_path))
    assert read_computed(tmp_path) == ["c"]
    assert again == run_with(ONE, make_job(tmp_path, "scratch"))


def test_an_article_left_out_by_one_stage_is_none_of_the_next(tmp_path: Path, run_with: RunWith) -> None:
    write_articles(tmp_path / "in", TEXTS | {"c": "broken"})
    run_with(ONE, make_job(tmp_path))
    after = replace(
        make_job(tmp_path, "next"), inputs={"articles": tmp_path / "in", "shouts": tmp_path / "out"}, fingerprint="2"
    )
    run_with(ONE, after)
    assert read_computed(tmp_path) == ["a", "b", "d"]
    assert not after.left_out.exists()


@pytest.mark.parametrize("method", [ONE, Local(processes=2)], ids=["one process", "two processes"])
def test_more_failures_than_allowed_stop_the_run_with_a_summary(
    tmp_path: Path, run_with: RunWith, method: Local
) -> None:
    write_articles(tmp_path / "in", {"a": "broken 1", "b": "broken 2", "c": "broken 3", "d": "four"})
    with pytest.raises(EngineError, match=r"2 article\(s\) could not be .*'most_failures' .* allows 1 \(\w: "):
        run_with(replace(method, most_failures=1), make_job(tmp_path))


def test_a_method_that_fails_on_every_article_stops_the_run(tmp_path: Path, run_with: RunWith) -> None:
    write_articles(tmp_path / "in", {"a": "broken"}, partitions=1)
    with pytest.raises(EngineError, match=r"1 article\(s\) could not be .* none is left \(a: KeyError: 'broken'"):
        run_with(ONE, make_job(tmp_path))


def test_an_error_of_the_machine_is_no_articles(tmp_path: Path, run_with: RunWith) -> None:
    write_articles(tmp_path / "in", TEXTS | {"c": "full disk"})
    with pytest.raises(OSError, match="No space left"):
        run_with(ONE, make_job(tmp_path))


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda whole: whole[: len(whole) // 2], id="torn"),
        pytest.param(lambda whole: b"", id="empty"),
        pytest.param(lambda whole: whole[:30] + bytes(8) + whole[38:], id="zeros within"),
    ],
)
def test_a_damaged_partition_of_the_input_is_one_clear_sentence(tmp_path: Path, run_with: RunWith, damage: Any) -> None:
    write_articles(tmp_path / "in", TEXTS)
    path = tmp_path / "in" / tables.name_partition(1, 2)
    path.write_bytes(damage(path.read_bytes()))
    with pytest.raises(tables.TableError, match=r"part-00001-of-00002.parquet: expected a whole .*; delete it and run"):
        run_with(ONE, make_job(tmp_path))


@pytest.mark.slow
def test_an_article_that_kills_every_process_stops_the_run_with_its_partition(
    tmp_path: Path, run_with: RunWith
) -> None:
    write_articles(tmp_path / "in", TEXTS | {"c": "killed 9"})
    with pytest.raises(EngineError, match=r"partition part-00001-of-00002.parquet: 3 processes in a row died over it"):
        run_with(Local(processes=2), make_job(tmp_path))
    assert tables.read(tmp_path / "out").column("article_id").to_pylist() == ["b", "d"]

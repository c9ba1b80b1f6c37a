"""Map stages compute only what changed, and write the bytes of a run from scratch."""

import random
import string
from dataclasses import replace
from pathlib import Path

import pytest

from rejoinder import tables
from tests.support.jobs import (
    ONE,
    TEXTS,
    RunWith,
    make_job,
    read_computed,
    write_articles,
)


def test_unchanged_partitions_are_not_touched(tmp_path: Path, run_with: RunWith) -> None:
    write_articles(tmp_path / "in", TEXTS)
    first = run_with(ONE, make_job(tmp_path))
    assert read_computed(tmp_path) == ["a", "b", "c", "d"]
    before = {p: p.stat().st_mtime_ns for p in (tmp_path / "out").iterdir()}
    assert run_with(ONE, make_job(tmp_path)) == first
    assert read_computed(tmp_path) == []
    assert {p: p.stat().st_mtime_ns for p in (tmp_path / "out").iterdir()} == before


@pytest.mark.parametrize("large", ["a", "b"])
def test_the_largest_partition_is_begun_first(tmp_path: Path, run_with: RunWith, large: str) -> None:
    long = "".join(random.Random(5).choices(string.ascii_letters, k=5000))  # which no compression makes small
    write_articles(tmp_path / "in", {"a": "ein", "b": "zwei", large: long})
    run_with(ONE, make_job(tmp_path))
    assert (tmp_path / "log").read_text().split()[0] == large


def test_one_changed_article_is_computed_and_the_bytes_are_those_of_a_run_from_scratch(
    tmp_path: Path, run_with: RunWith
) -> None:
    write_articles(tmp_path / "in", TEXTS)
    run_with(ONE, make_job(tmp_path))
    write_articles(tmp_path / "in", TEXTS | {"c": "drei"})
    again = run_with(ONE, make_job(tmp_path))
    assert read_computed(tmp_path) == ["c"]
    assert again == run_with(ONE, make_job(tmp_path, "scratch"))


@pytest.mark.parametrize(("before", "after"), [(2, 4), (4, 2), (1, 8)])
def test_articles_cut_into_another_number_of_partitions_are_copied(
    tmp_path: Path, run_with: RunWith, before: int, after: int
) -> None:
    write_articles(tmp_path / "in", TEXTS, before)
    run_with(ONE, make_job(tmp_path))
    write_articles(tmp_path / "in", TEXTS | {"e": "five"}, after)
    again = run_with(ONE, make_job(tmp_path))
    assert read_computed(tmp_path) == ["e"]
    assert again == run_with(ONE, make_job(tmp_path, "scratch"))


def test_another_method_computes_all_again(tmp_path: Path, run_with: RunWith) -> None:
    write_articles(tmp_path / "in", TEXTS)
    run_with(ONE, make_job(tmp_path))
    run_with(ONE, make_job(tmp_path, fingerprint="2"))
    assert read_computed(tmp_path) == ["a", "b", "c", "d"]


def test_a_removed_article_leaves_the_output(tmp_path: Path, run_with: RunWith) -> None:
    write_articles(tmp_path / "in", TEXTS)
    run_with(ONE, make_job(tmp_path))
    write_articles(tmp_path / "in", {k: v for k, v in TEXTS.items() if k != "b"})
    run_with(ONE, make_job(tmp_path))
    assert tables.read(tmp_path / "out").column("article_id").to_pylist() == ["a", "c", "d"]


@pytest.mark.parametrize("at_once", [1, 2, 50])
def test_how_many_articles_are_computed_at_once_changes_no_byte(
    tmp_path: Path, run_with: RunWith, at_once: int
) -> None:
    write_articles(tmp_path / "in", TEXTS)
    assert run_with(ONE, replace(make_job(tmp_path), at_once=at_once)) == run_with(ONE, make_job(tmp_path, "other"))


def test_a_torn_partition_of_the_output_is_made_again(tmp_path: Path, run_with: RunWith) -> None:
    write_articles(tmp_path / "in", TEXTS)
    first = run_with(ONE, make_job(tmp_path))
    torn = tmp_path / "out" / tables.name_partition(1, 2)
    torn.write_bytes(torn.read_bytes()[:-40])
    assert run_with(ONE, make_job(tmp_path)) == first
    assert read_computed(tmp_path) == ["a", "c"]


def test_article_whose_own_seed_has_changed_is_computed_and_no_other(tmp_path: Path, run_with: RunWith) -> None:
    write_articles(tmp_path / "in", TEXTS)
    run_with(ONE, replace(make_job(tmp_path), article_hashes={"c": "1"}))
    (tmp_path / "log").unlink()
    run_with(ONE, replace(make_job(tmp_path), article_hashes={"c": "2"}))
    assert read_computed(tmp_path) == ["c"]

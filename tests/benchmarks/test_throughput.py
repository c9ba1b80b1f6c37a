"""Corpora of any size are the same articles, and growth is told from one size to the next."""

from pathlib import Path

import pytest

from benchmarks.throughput import STAGES, Cost, Pool, compare_sizes, read_pool


def test_article_of_a_number_is_the_same_in_any_corpus() -> None:
    pool = Pool(["Title"], ["One.", "Two."], [1, 3])
    assert pool.article(13, 5, 0) == pool.article(13, 5, 0)
    assert pool.article(13, 5, 4).count("\n\n") == 4  # a title and four paragraphs
    assert len({pool.article(13, number, 0) for number in range(20)}) > 2


def test_pool_holds_titles_and_paragraphs_of_articles_that_have_both(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Title\n\nFirst  part.\n\nSecond part.\n")
    (tmp_path / "b.txt").write_text("Only a title\n")
    pool = read_pool(tmp_path)
    assert (pool.titles, pool.paragraphs, pool.lengths) == (["Title"], ["First part.", "Second part."], [2])
    with pytest.raises(SystemExit, match="expected articles"):
        read_pool(tmp_path / "none")


def test_growth_is_the_ratio_of_costs() -> None:
    small, large = Cost(2.0, 1.0, 100.0, ""), Cost(20.0, 8.0, 150.0, "")
    lines = list(compare_sizes({100: dict.fromkeys(STAGES, small), 1000: dict.fromkeys(STAGES, large)}))
    assert lines[0] == "\nFrom 100 to 1000 articles (10 times):\n"
    assert lines[2] == f"| {STAGES[0]} | 10.00 | 8.00 | 1.50 |"

"""Rows of the parses table: words with exact spans, by article, block and sentence."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from rejoinder.articles import split_blocks
from rejoinder.parser import Compact, ParseRow
from rejoinder.parser.rows import WordRow, locate_words, parse_articles

ARTICLE = Path("seeds/articles/reuters-2013-03-12-china-us-cyber-talks.txt")


@pytest.mark.parametrize(
    ("token", "words", "spans"),
    [
        pytest.param("talks", ["talks"], [(3, 8)], id="a word of its own"),
        pytest.param("won't", ["wo", "n't"], [(3, 5), (5, 8)], id="a contraction is cut where its words meet"),
        pytest.param("wanna", ["want", "to"], [(3, 8), (3, 8)], id="words that do not spell it out share its span"),
        pytest.param("<UNK>", ["<UNK>"], [(3, 400)], id="a token too long to be read keeps its span"),
    ],
)
def test_spans_of_the_words_in_a_token(token: str, words: list[str], spans: list[tuple[int, int]]) -> None:
    assert locate_words(token, (3, spans[-1][1]), words) == spans


def read_lines(texts: Sequence[str]) -> Iterator[list[list[WordRow]]]:
    """A reader for which each line is a sentence of one word."""
    for text in texts:
        lines = [line for line in text.split("\n") if line]
        starts = [text.index(line) for line in lines]
        yield [
            [
                {"token_id": 1, "form": line, "lemma": line, "upos": "X", "xpos": "X", "feats": "_", "head": 0,
                 "deprel": "root", "start": start, "end": start + len(line), "mwt": 1}
            ]
            for line, start in zip(lines, starts, strict=True)
        ]  # fmt: skip


def test_articles_are_read_in_order_and_those_without_blocks_have_no_rows() -> None:
    texts = {"b": ("No.\nNever.", [(0, 10)]), "a": ("", []), "c": ("by me  Yes.", [(7, 11)])}
    rows = parse_articles(read_lines, texts)
    assert [(row["article_id"], row["sent_id"], row["form"], row["start"], row["end"]) for row in rows] == [
        ("b", 1, "No.", 0, 3), ("b", 2, "Never.", 4, 10), ("c", 1, "Yes.", 7, 11),
    ]  # fmt: skip


@pytest.mark.slow
def test_paragraphs_do_not_share_a_sentence() -> None:
    text = "He left\n\nShe stayed"
    rows = Compact(models="")({"a": (text, [(0, 7), (9, 19)])})
    assert [(r["block"], r["sent_id"], r["form"]) for r in rows] == [
        (0, 1, "He"), (0, 1, "left"), (1, 2, "She"), (1, 2, "stayed"),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def default_article() -> tuple[str, list[ParseRow]]:
    text = ARTICLE.read_text(encoding="utf-8")
    return text, Compact(models="")({"a": (text, [(b["start"], b["end"]) for b in split_blocks(text)])})


@pytest.mark.slow
def test_every_word_slices_back(default_article: tuple[str, list[ParseRow]]) -> None:
    text, rows = default_article
    assert [r for r in rows if text[r["start"] : r["end"]] != r["form"]] == []


@pytest.mark.slow
def test_the_default_article_has_22_units(default_article: tuple[str, list[ParseRow]]) -> None:
    text, rows = default_article
    starts = {r["sent_id"]: text[r["start"] :][:24] for r in reversed(rows)}
    assert len(starts) == 22
    assert starts[12] == '"This talk from the U.S.'
    assert starts[14].startswith("There isn't any!")
    assert starts[22].startswith("(Additional reporting")

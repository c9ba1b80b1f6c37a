"""Rows of the parses table: words with exact spans, by article, block and sentence."""

from pathlib import Path

import pytest

from rejoinder.articles import split_blocks
from rejoinder.parser import ArticleToParse, Compact, ParseRow
from rejoinder.parser.rows import WordRow, join_blocks, locate_words, place_in_article
from tests.support.parsers import build_article

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


def read_lines(text: str) -> list[list[WordRow]]:
    """Sentences of a text each line of which is one, of one word."""
    lines = [line for line in text.split("\n") if line]
    starts = [text.index(line) for line in lines]
    return [
        [
            {"token_id": 1, "form": line, "lemma": line, "upos": "X", "xpos": "X", "feats": "_", "head": 0,
             "deprel": "root", "start": start, "end": start + len(line), "mwt": 1}
        ]
        for line, start in zip(lines, starts, strict=True)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("article", "joined", "rows"),
    [
        pytest.param(
            build_article("a", ("title", "No.\nNever."), ("paragraph", "Yes.")),
            "No.\nNever.\n\nYes.",
            [(0, 1, "No."), (0, 2, "Never."), (1, 3, "Yes.")],
            id="sentences are counted through the article",
        ),
        pytest.param(
            {
                "article_id": "a",
                "text": "by me  Yes. No",
                "blocks": [{"start": 7, "end": 11}, {"start": 12, "end": 14}],
            },
            "Yes.\n\nNo",
            [(0, 1, "Yes."), (1, 2, "No")],
            id="what stands in no block is not parsed",
        ),
        pytest.param(
            build_article("a", ("title", ""), ("paragraph", "Yes."), ("paragraph", "")),
            "\n\nYes.\n\n",
            [(1, 1, "Yes.")],
            id="an empty block has no sentence",
        ),
        pytest.param(build_article("a"), "", [], id="no block"),
    ],
)
def test_sentences_are_placed_in_the_article(
    article: ArticleToParse, joined: str, rows: list[tuple[int, int, str]]
) -> None:
    assert join_blocks(article) == joined
    placed = [row for sentence in place_in_article(article, read_lines(joined)) for row in sentence]
    assert [(row["block"], row["sent_id"], row["form"]) for row in placed] == rows
    assert [article["text"][row["start"] : row["end"]] for row in placed] == [form for _, _, form in rows]
    assert {row["article_id"] for row in placed} <= {"a"}


@pytest.fixture(scope="module")
def default_article() -> tuple[str, list[ParseRow]]:
    text = ARTICLE.read_text(encoding="utf-8")
    article: ArticleToParse = {"article_id": "a", "text": text, "blocks": split_blocks(text)}
    return text, Compact(models="", encoder="")([article]).words


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

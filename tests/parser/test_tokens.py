"""Words of articles: with exact spans, by block and sentence; multi-word tokens in two."""

from pathlib import Path

import pytest

from rejoinder.articles import split_blocks
from rejoinder.parser import ArticleToParse, Compact, ParseRow
from rejoinder.parser.tokens import BUNDLED, load_tokenizer, split_token, tokenize
from tests.support.parsers import build_article

ARTICLE = Path("seeds/articles/reuters-2013-03-12-china-us-cyber-talks.txt")
TOKENIZER = load_tokenizer(BUNDLED)


@pytest.mark.parametrize(
    ("token", "words"),
    [
        pytest.param("won't", ["wo", "n't"], id="a negation"),
        pytest.param("can’t", ["ca", "n’t"], id="a curly apostrophe"),
        pytest.param("minister's", ["minister", "'s"], id="a possessive"),
        pytest.param("workers'", ["workers", "'"], id="a plural's"),
        pytest.param("U.S.'s", ["U.S.", "'s"], id="an abbreviation's"),
        pytest.param("cannot", ["can", "not"], id="without apostrophe"),
        pytest.param("gonna", ["gon", "na"], id="a colloquial form"),
        pytest.param("its", ["its"], id="taken for it's"),
        pytest.param("iPhone", ["iPhone"], id="a capital inside"),
        pytest.param("''", ["''"], id="signs alone"),
    ],
)
def test_words_of_a_token(token: str, words: list[str]) -> None:
    text = f"I {token} x"
    assert [text[slice(*span)] for span in split_token(text, (2, 2 + len(token)))] == words


@pytest.mark.parametrize(
    ("article", "rows"),
    [
        pytest.param(
            build_article("a", ("title", "It is not so.\nThey never came."), ("paragraph", "He left.")),
            [(0, 1, "It is not so ."), (0, 2, "They never came ."), (1, 3, "He left .")],
            id="sentences are counted through the article",
        ),
        pytest.param(
            {
                "article_id": "a",
                "text": "by me  It rained. She left",
                "blocks": [{"start": 7, "end": 17, "kind": "title"}, {"start": 18, "end": 26, "kind": "paragraph"}],
            },
            [(0, 1, "It rained ."), (1, 2, "She left")],
            id="what stands in no block is not parsed",
        ),
        pytest.param(
            build_article("a", ("title", ""), ("paragraph", "It rained."), ("paragraph", "")),
            [(1, 1, "It rained .")],
            id="an empty block has no sentence",
        ),
        pytest.param(
            build_article("a", ("paragraph", " She \u0085 left  him.\n\nIt rained. ")),
            [(0, 1, "She left him ."), (0, 2, "It rained .")],
            id="blanks of any kind, and a block of two paragraphs",
        ),
        pytest.param(build_article("a"), [], id="no block"),
    ],
)
def test_sentences_of_an_article(article: ArticleToParse, rows: list[tuple[int, int, str]]) -> None:
    sentences = tokenize(article, TOKENIZER)
    assert [(s[0]["block"], s[0]["sent_id"], " ".join(row["form"] for row in s)) for s in sentences] == rows
    words = [row for sentence in sentences for row in sentence]
    assert all(article["text"][row["start"] : row["end"]] == row["form"] for row in words)
    assert [row["token_id"] for s in sentences for row in s] == [n for s in sentences for n in range(1, len(s) + 1)]


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

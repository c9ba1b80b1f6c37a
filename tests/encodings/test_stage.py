"""Stage `encodings`: every subword of what is coded once, whatever articles stand together."""

import pytest

from rejoinder.encodings import TunedEncodings
from rejoinder.encodings.stage import ArticleToEncode, EncodingRow
from rejoinder.syntax import Sentence, Word
from tests.support.encoders import write_encoder

SENTENCE = "The talks failed, and so and so."
CREDIT = "Denied sang."


@pytest.fixture(scope="module")
def encodings(tmp_path_factory: pytest.TempPathFactory) -> TunedEncodings:
    return TunedEncodings(model=str(write_encoder(tmp_path_factory.mktemp("encoder"))))


def build_article(article_id: str, *lines: tuple[str, str]) -> tuple[ArticleToEncode, list[Sentence]]:
    """An article of lines with their kinds, each a sentence of one word."""
    text, blocks, sentences = "", [], []
    for number, (kind, line) in enumerate(lines):
        start, end = len(text), len(text) + len(line)
        blocks.append({"kind": kind, "start": start, "end": end})
        word = Word(1, line, line, "X", "X", "_", 0, "root", start, end)
        sentences.append(Sentence(article_id, number + 1, number, (word,)))
        text += line + "\n"
    return {"article_id": article_id, "text": text, "blocks": blocks}, sentences


def encode(
    encodings: TunedEncodings, *articles: tuple[ArticleToEncode, list[Sentence]]
) -> list[tuple[str, int, int, int, list[float]]]:
    rows: list[EncodingRow] = encodings(
        [article for article, _ in articles], [s for _, sentences in articles for s in sentences]
    )
    return [(r["article_id"], r["subword"], r["start"], r["end"], r["readings"].tolist()) for r in rows]


def test_each_subword_of_what_is_coded_is_read_once_in_order(encodings: TunedEncodings) -> None:
    article, sentences = build_article("a", ("title", SENTENCE), ("credit", CREDIT), *[("paragraph", SENTENCE)] * 40)
    rows = encode(encodings, (article, sentences))
    words = [article["text"][start:end] for _, _, start, end, _ in rows]
    assert words == ["The", "talks", "failed", ",", "and", "so", "and", "so", "."] * 41
    assert [number for _, number, *_ in rows] == list(range(1, len(rows) + 1))


def test_a_sentence_is_read_with_what_stands_before_it(encodings: TunedEncodings) -> None:
    alone = encode(encodings, build_article("a", ("paragraph", SENTENCE)))
    after = encode(encodings, build_article("a", ("credit", CREDIT), ("paragraph", SENTENCE)))
    assert len(alone) == len(after)
    assert [row[4] for row in alone] != [row[4] for row in after]


def test_an_articles_readings_do_not_depend_on_the_others(encodings: TunedEncodings) -> None:
    first = build_article("a", *[("paragraph", SENTENCE)] * 20)
    second = build_article("b", ("paragraph", CREDIT), ("paragraph", SENTENCE))
    assert encode(encodings, first, second) == encode(encodings, first) + encode(encodings, second)


def test_no_subword_of_a_very_long_sentence_is_skipped(encodings: TunedEncodings) -> None:
    rows = encode(encodings, build_article("a", ("paragraph", "." * 1000)))
    assert [(start, end) for _, _, start, end, _ in rows] == [(n, n + 1) for n in range(1000)]


def test_an_article_of_nothing_that_is_coded_has_no_readings(encodings: TunedEncodings) -> None:
    assert encode(encodings, build_article("a", ("credit", CREDIT))) == []

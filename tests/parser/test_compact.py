"""Articles parsed and encoded in one pass, by a network drawn at random over a tiny encoder."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rejoinder.parser import ArticleToParse, Compact, Parsed, ParserError
from rejoinder.parser.labeller import WEIGHTS
from rejoinder.runtime.checksums import ChecksumError
from tests.support.encoders import write_encoder
from tests.support.parsers import build_article, write_parser

SENTENCE = "The talks failed, and so and so."
ARTICLES = [
    build_article("a", ("title", "Ruritania won't talk"), ("credit", "By Ana Lind"), ("paragraph", SENTENCE)),
    build_article("b", *[("paragraph", f'{SENTENCE} "We deny it," Ruritania\'s minister said.')] * 12),
    build_article("c", ("paragraph", "No.")),
    build_article(
        "d", ("paragraph", "The naïve Đoković met Ærøskøbing’s 習近平 🙂 aides at 5 p.m. on www.example.org.")
    ),
    build_article("e", ("paragraph", " \n ")),
]


@pytest.fixture(scope="module")
def compact(tmp_path_factory: pytest.TempPathFactory) -> Compact:
    folder = tmp_path_factory.mktemp("models")
    encoder = write_encoder(folder / "encoder")
    return Compact(models=str(write_parser(folder / "parser", encoder)), encoder=str(encoder))


Bits = tuple[list[Any], list[Any]]


def list_bits(parsed: Parsed) -> Bits:
    """Words with their labels, and subwords with the bits of their readings."""
    subwords = [(row["article_id"], row["subword"], row["start"], row["end"], row["readings"].tobytes())
                for row in parsed.subwords]  # fmt: skip
    return [tuple(row.items()) for row in parsed.words], subwords


def join_bits(parts: list[Bits]) -> Bits:
    return [row for words, _ in parts for row in words], [row for _, subwords in parts for row in subwords]


@pytest.fixture(scope="module")
def alone(compact: Compact) -> list[Bits]:
    return [list_bits(compact([article])) for article in ARTICLES]


@given(st.lists(st.integers(0, len(ARTICLES) - 1), min_size=2, unique=True))
@settings(deadline=None, max_examples=8)
def test_an_article_has_the_same_labels_and_bits_whatever_it_is_parsed_with_and_in_any_order(
    compact: Compact, alone: list[Bits], chosen: list[int]
) -> None:
    assert list_bits(compact([ARTICLES[i] for i in chosen])) == join_bits([alone[i] for i in chosen])


def list_forms(article: ArticleToParse, parsed: Parsed) -> list[tuple[int, int, str]]:
    return [(row["block"], row["sent_id"], article["text"][row["start"] : row["end"]]) for row in parsed.words]


def test_blocks_do_not_share_a_sentence_and_words_slice_back(compact: Compact) -> None:
    article = build_article("a", ("title", "Ruritania won't"), ("paragraph", "She stayed"))
    parsed = compact([article])
    assert list_forms(article, parsed) == [
        (0, 1, "Ruritania"), (0, 1, "wo"), (0, 1, "n't"), (1, 2, "She"), (1, 2, "stayed"),
    ]  # fmt: skip
    assert [row["lemma"] for row in parsed.words[1:]] == ["will", "not", "she", "stay"]
    assert [row["sent_id"] for row in parsed.words if row["head"] == 0] == [1, 2]


def test_lines_that_nobody_codes_are_parsed_and_read_too(compact: Compact) -> None:
    parsed = compact(ARTICLES[:1])
    assert [row["form"] for row in parsed.words if row["block"] == 1] == ["By", "Ana", "Lind"]
    assert any(20 < row["start"] < 32 for row in parsed.subwords)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The " + "talks and " * 220 + "so failed.", id="words of one subword"),
        pytest.param("ruritania" * 30 + " failed, " + "ruritania " * 120, id="words of several, one of them very long"),
    ],
)
def test_a_sentence_longer_than_the_encoder_reads_at_a_time_loses_no_word(compact: Compact, text: str) -> None:
    parsed = compact([build_article("a", ("paragraph", text))])
    assert {row["sent_id"] for row in parsed.words} == {1}
    assert "".join(row["form"] for row in parsed.words) == text.replace(" ", "")
    read = {place for row in parsed.subwords for place in range(row["start"], row["end"])}
    assert read == {place for place, sign in enumerate(text) if sign != " "}
    assert len(parsed.subwords) > 256


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([], id="no block"),
        pytest.param([""], id="an empty block"),
        pytest.param([" \n ", "\t"], id="white space alone"),
    ],
)
def test_an_article_without_text_has_no_rows(compact: Compact, lines: list[str]) -> None:
    assert compact([build_article("a", *(("paragraph", line) for line in lines))]) == ([], [])


def test_another_encoder_than_the_one_it_was_trained_on_is_refused(compact: Compact, tmp_path: Path) -> None:
    other = write_encoder(tmp_path, seed=1)
    with pytest.raises(
        ParserError, match=r"key 'encoder': expected .* sha256 .*train a parser on it by .*hub"
    ) as error:
        replace(compact, encoder=str(other)).load()
    assert "\n" not in str(error.value)
    assert str(other) in str(error.value)


def test_a_damaged_network_is_refused(compact: Compact, tmp_path: Path) -> None:
    write_parser(tmp_path, Path(compact.encoder))
    (tmp_path / WEIGHTS).write_bytes((tmp_path / WEIGHTS).read_bytes() + b"x")
    with pytest.raises(ChecksumError, match=rf"{WEIGHTS}: expected sha256 .*, got .*; restore the file"):
        replace(compact, models=str(tmp_path)).load()

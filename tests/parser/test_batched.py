"""The batched inference: the words of Stanza's own pipeline, with the same bits whatever a text is read with."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rejoinder.parser import Compact
from rejoinder.parser.batched.reader import BatchedReader
from rejoinder.parser.rows import WordRow
from rejoinder.parser.stanza_reader import StanzaReader

ARTICLE = Path("seeds/articles/reuters-2013-03-12-china-us-cyber-talks.txt")

Sentences = list[list[WordRow]]


@pytest.fixture(scope="module")
def stanzas() -> StanzaReader:
    return StanzaReader(Compact(models="").load())


@pytest.fixture(scope="module")
def batched() -> BatchedReader:
    return BatchedReader(Compact(models="").load())


@pytest.mark.slow
def test_every_word_of_the_default_article_is_as_stanza_parses_it(
    stanzas: StanzaReader, batched: BatchedReader
) -> None:
    text = ARTICLE.read_text(encoding="utf-8")
    assert list(batched([text])) == list(stanzas([text]))


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("He won't; they'll wanna go, and Ruritania's cannot.", id="contractions and possessives"),
        pytest.param("  Spaces  before,   between \t and after.  \n still the same   ", id="runs of white space"),
        pytest.param("One\n \u0085 \nTwo\n\n\n\nThree", id="blank lines end a sentence"),
        pytest.param("Write to a.b+c@example.org or see https://www.example.co.uk/x?y=1.", id="mail and web addresses"),
        pytest.param("What?!!! No!!? Really⁇", id="runs of question and exclamation marks"),
        pytest.param("The naïve Đoković met Ærøskøbing’s 習近平 and Зеленський’s 🙂 aides.", id="unseen characters"),
        pytest.param("On March 12, 2013 it paid $ 4,500.00 (3/12/2013: $47.50).", id="dates and sums"),
        pytest.param("x" * 350 + " is one token.", id="a token longer than Stanza reads"),
        pytest.param("Reporters asked and asked again. " * 70, id="a paragraph longer than a window"),
        pytest.param("unquestionably " * 70, id="a paragraph longer than a window without an end of a sentence"),
        pytest.param("What the ministers said the officials gave the papers them surprised us.", id="two objects"),
        pytest.param("Yes", id="one word"),
        pytest.param("", id="nothing"),
        pytest.param(" \n\n ", id="white space alone"),
    ],
)
def test_a_text_is_read_as_stanza_reads_it(text: str, stanzas: StanzaReader, batched: BatchedReader) -> None:
    assert list(batched([text])) == (list(stanzas([text])) if text.strip() else [[]])


TEXTS = [*ARTICLE.read_text(encoding="utf-8").split("\n\n")[:5], "No.", "Ærø’s 習近平 said so, papers wrote. " * 30]


def read_with_scores(
    reader: BatchedReader, texts: list[str], monkeypatch: pytest.MonkeyPatch
) -> list[tuple[Sentences, bytes]]:
    """Each text's rows with the bits of the scores of its tags and arcs."""
    score_arcs, score_tags, results = reader.parse.score_arcs, reader.tag.classifiers, []
    with monkeypatch.context() as patch:
        patch.setattr(reader.parse, "score_arcs", lambda *inputs: results.append(score_arcs(*inputs)) or results[-1])
        patch.setattr(reader.tag, "classifiers", lambda inputs: results.append(score_tags(inputs)) or results[-1])
        rows = list(reader(texts))
    (tag_scores, arc_scores) = results
    lengths = [[len(sentence) for sentence in text] for text in rows]
    bits = iter(zip(tag_scores.split([n for text in lengths for n in text]), arc_scores, strict=True))
    return [(text, b"".join(part.numpy().tobytes() for _ in text for part in next(bits))) for text in rows]


@pytest.fixture(scope="module")
def alone(batched: BatchedReader) -> list[tuple[Sentences, bytes]]:
    with pytest.MonkeyPatch.context() as patch:
        return [read_with_scores(batched, [text], patch)[0] for text in TEXTS]


@pytest.mark.slow
@given(st.lists(st.integers(0, len(TEXTS) - 1), min_size=2, unique=True))
@settings(deadline=None, max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_text_has_the_same_scores_to_the_last_bit_whatever_it_is_read_with(
    batched: BatchedReader,
    alone: list[tuple[Sentences, bytes]],
    monkeypatch: pytest.MonkeyPatch,
    chosen: list[int],
) -> None:
    batched.lemmatize.cache.clear()
    batched.split.cache.clear()
    assert read_with_scores(batched, [TEXTS[i] for i in chosen], monkeypatch) == [alone[i] for i in chosen]

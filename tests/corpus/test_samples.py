"""Samples of a corpus hold what was asked for first, and change little when it grows."""

import pyarrow as pa

from rejoinder.corpus import Corpus, open_corpus
from rejoinder.corpus.samples import read_speakers, sample_articles
from tests.support.corpora import write_corpus


def test_sample_has_the_wanted_articles_first_and_keeps_most_when_the_corpus_grows(
    corpus: Corpus, datasets: dict[str, pa.Table]
) -> None:
    drawn = sample_articles(corpus, 20, 13, ["a0031", "a0007"])
    assert set(list(drawn)[:2]) == {"a0007", "a0031"}
    assert set(drawn.values()) == {8}
    assert sample_articles(corpus, 20, 14, []).keys() != sample_articles(corpus, 20, 13, []).keys()
    fewer = datasets | {"articles": datasets["articles"].slice(0, 50)}
    with open_corpus(fewer) as smaller:
        before = sample_articles(smaller, 20, 13, [])
    assert len(before.keys() & sample_articles(corpus, 20, 13, []).keys()) > 12


def test_speakers_are_read_as_they_are_in_the_corpus() -> None:
    with open_corpus(write_corpus("Ana Thole | N |", "Thole | N |", "Bo | |", "Wire | | | narrated")) as corpus:
        assert read_speakers(corpus, ["a"]) == {
            "a/0001": ("Ana Thole", "N"), "a/0002": ("Ana Thole", "N"), "a/0003": ("Bo", "side unknown"),
            "a/0004": ("Wire", "narration"),
        }  # fmt: skip
        assert read_speakers(corpus, ["b"]) == {}

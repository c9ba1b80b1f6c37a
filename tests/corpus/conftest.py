from collections.abc import Iterator

import pyarrow as pa
import pytest

from rejoinder.corpus import Corpus, open_corpus
from tests.support.corpora import invent_corpus


@pytest.fixture(scope="package")
def datasets() -> dict[str, pa.Table]:
    """Sixty invented articles of 480 statements."""
    return invent_corpus(60, ("Wire", "Post", ""), days=90)


@pytest.fixture(scope="package")
def corpus(datasets: dict[str, pa.Table]) -> Iterator[Corpus]:
    with open_corpus(datasets) as opened:
        yield opened

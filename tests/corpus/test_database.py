"""A corpus answers alike however it is cut into partitions, and says which dataset is missing."""

import json
from pathlib import Path

import pyarrow as pa
import pytest

from rejoinder import tables
from rejoinder.corpus import Corpus, open_corpus
from rejoinder.corpus.counts import (
    count_by_group,
    count_by_side_and_frame,
    count_by_speaker,
    count_by_speaker_and_frame,
    count_totals,
)
from rejoinder.corpus.samples import read_hashes, sample_articles
from rejoinder.corpus.statement_table import read_statements
from tests.support.corpora import ACTORS, CODEBOOK, write_corpus


def answers(corpus: Corpus) -> str:
    frames = [count_by_speaker(corpus, 2), count_by_speaker_and_frame(corpus, 2), count_by_side_and_frame(corpus)]
    frames += [count_by_group(corpus, "month"), count_by_group(corpus, "outlet")]
    frames += (batch.to_pandas() for batch in read_statements(corpus, CODEBOOK, ACTORS))
    samples = [sample_articles(corpus, 9, 1, ["a0004"]), *read_hashes(corpus)]
    return json.dumps([*(frame.to_csv() for frame in frames), *samples])


@pytest.mark.parametrize("cut", [1, 7])
def test_partitions_do_not_change_an_answer(
    cut: int, corpus: Corpus, datasets: dict[str, pa.Table], tmp_path: Path
) -> None:
    ids = datasets["articles"]["article_id"].to_pylist()
    for number in range(cut):
        part = [article for place, article in enumerate(ids) if place % cut == (number + 3) % cut]
        for name, table in datasets.items():
            tables.write_partition(tmp_path / name, tables.name_partition(number), tables.select_rows(table, part))
    with open_corpus({name: tmp_path / name for name in datasets}) as partitioned:
        assert answers(partitioned) == answers(corpus)


def test_article_that_could_not_be_computed_is_neither_counted_nor_drawn() -> None:
    datasets = write_corpus("A | N | denial")
    articles = datasets["articles"]
    set_aside = pa.Table.from_pylist([articles.to_pylist()[0] | {"article_id": "z"}], articles.schema)
    with open_corpus(datasets | {"articles": pa.concat_tables([articles, set_aside])}) as corpus:
        assert count_totals(corpus).articles == 1
        assert len(sample_articles(corpus, 5, 13, [])) == 1


def test_dataset_without_partitions_is_named(tmp_path: Path) -> None:
    missing = {"frames": tmp_path / "frames"}
    message = "frames: not made yet; run `dvc repro`"
    with pytest.raises(FileNotFoundError, match=message), open_corpus(missing):
        pass


def test_the_machines_own_frames_are_known_where_corrections_changed_them() -> None:
    datasets = write_corpus("Ada Moor | Norland | denial", "Bo Lund | Sudland | deterrence")
    own = write_corpus("Ada Moor | Norland | deterrence")["frames"]
    query = "SELECT statement_id, frame FROM machine_marks ORDER BY ALL"
    with open_corpus(datasets) as corpus:
        assert [row["frame"] for row in corpus.query_rows(query)] == ["denial", "deterrence"]
    with open_corpus(datasets, machine_frames=own) as corpus:
        assert [row["frame"] for row in corpus.query_rows(query)] == ["deterrence", "deterrence"]

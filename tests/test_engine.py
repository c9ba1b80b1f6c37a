"""Map stages: the same bytes from every engine, and only what changed is computed."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pytest

from rejoinder import engine, schema, tables
from rejoinder.engine import Dask, Engine, Job, Local

COLUMNS = schema.LEFT_OUT.remove(0).insert(0, pa.field("article_id", pa.string())).with_metadata({"key": "article_id"})


@dataclass(frozen=True)
class Shout:
    """Writes each article's text in capitals, and notes in a file which it was asked for."""

    log: Path

    def __call__(self, inputs: engine.Tables) -> engine.Tables:
        rows = inputs["articles"].to_pylist()
        with self.log.open("a") as file:
            file.writelines(f"{row['article_id']}\n" for row in rows)
        made = [{"article_id": r["article_id"], "stage": "shout", "reason": r["text"].upper()} for r in rows]
        return {"shouts": tables.table(made, COLUMNS)}


def write(folder: Path, texts: dict[str, str], partitions: int = 2) -> None:
    for number in range(partitions):
        mine = {a: t for i, (a, t) in enumerate(sorted(texts.items())) if i % partitions == number}
        rows = [{"article_id": a, "text": t, "sha256": ""} for a, t in mine.items()]
        keys = {a: hashlib.sha256(t.encode()).hexdigest() for a, t in mine.items()}
        tables.write_partition(folder, tables.partition_name(number), tables.table(rows, schema.ARTICLES), keys)


def run(tmp_path: Path, method: Engine, out: str = "out", fingerprint: str = "1") -> dict[str, bytes]:
    log = tmp_path / "log"
    log.write_text("")
    job = Job(
        stage="shout",
        inputs={"articles": tmp_path / "in"},
        outputs={"shouts": (tmp_path / out, COLUMNS)},
        compute=Shout(log),
        fingerprint=fingerprint,
    )
    method(job, tables.partitions(tmp_path / "in"))
    return {p.name: p.read_bytes() for p in sorted((tmp_path / out).iterdir())}


def computed(tmp_path: Path) -> list[str]:
    return sorted((tmp_path / "log").read_text().split())


TEXTS = {"a": "one", "b": "two", "c": "three", "d": "four"}


def test_unchanged_articles_are_copied(tmp_path: Path) -> None:
    write(tmp_path / "in", TEXTS)
    first = run(tmp_path, Local(processes=1))
    assert computed(tmp_path) == ["a", "b", "c", "d"]
    assert run(tmp_path, Local(processes=1)) == first
    assert computed(tmp_path) == []


def test_one_changed_article_is_computed_and_the_bytes_are_those_of_a_run_from_scratch(tmp_path: Path) -> None:
    write(tmp_path / "in", TEXTS)
    run(tmp_path, Local(processes=1))
    write(tmp_path / "in", TEXTS | {"c": "drei"})
    again = run(tmp_path, Local(processes=1))
    assert computed(tmp_path) == ["c"]
    assert again == run(tmp_path, Local(processes=1), out="scratch")


def test_another_method_computes_all_again(tmp_path: Path) -> None:
    write(tmp_path / "in", TEXTS)
    run(tmp_path, Local(processes=1))
    run(tmp_path, Local(processes=1), fingerprint="2")
    assert computed(tmp_path) == ["a", "b", "c", "d"]


def test_a_removed_article_leaves_the_output(tmp_path: Path) -> None:
    write(tmp_path / "in", TEXTS)
    run(tmp_path, Local(processes=1))
    write(tmp_path / "in", {k: v for k, v in TEXTS.items() if k != "b"})
    run(tmp_path, Local(processes=1))
    assert tables.read(tmp_path / "out").column("article_id").to_pylist() == ["a", "c", "d"]


def test_a_partition_appears_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "in", TEXTS)

    def full(*_: object, **__: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(tables.pq, "write_table", full)
    with pytest.raises(OSError, match="No space left"):
        run(tmp_path, Local(processes=1))
    assert tables.partitions(tmp_path / "out") == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "method",
    [pytest.param(Local(processes=2), id="two processes"), pytest.param(Dask(workers=2), id="Dask, two workers")],
)
def test_every_engine_gives_the_same_bytes(tmp_path: Path, method: Engine) -> None:
    write(tmp_path / "in", TEXTS)
    assert run(tmp_path, Local(processes=1)) == run(tmp_path, method, out="other")


def test_an_unknown_kind_of_cluster_is_refused() -> None:
    with pytest.raises(ValueError, match=r"must be one of local, slurm, pbs, sge\. Got 'lsf'"):
        Dask(cluster="lsf")([], [])  # type: ignore[arg-type]

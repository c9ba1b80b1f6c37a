"""Jobs of a map stage that writes texts in capitals, for the tests of engines."""

import hashlib
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from rejoinder import engine, schema, tables
from rejoinder.engine import Engine, Job, Local

RunWith = Callable[[Engine, Job], dict[str, bytes]]  # runs a job as a stage does; the bytes that it wrote

COLUMNS = schema.LEFT_OUT.remove(0).insert(0, pa.field("article_id", pa.string())).with_metadata({"key": "article_id"})
ONE = Local(processes=1)
TEXTS = {"a": "one", "b": "two", "c": "three", "d": "four"}


@dataclass(frozen=True)
class Shout:
    """Writes each article's text in capitals, and its id into a log; some texts make it fail."""

    log: Path

    def __call__(self, inputs: engine.Tables) -> engine.Tables:
        rows = inputs["articles"].to_pylist()
        for row in rows:
            self.obey(row["text"])
        with self.log.open("a") as file:
            file.writelines(f"{row['article_id']}\n" for row in rows)
        shouts = [{"article_id": r["article_id"], "stage": "shout", "reason": r["text"].upper()} for r in rows]
        return {"shouts": tables.build_table(shouts, COLUMNS)}

    def obey(self, text: str) -> None:
        """Fail on a text that says so."""
        if text.startswith("broken"):
            raise KeyError(text)
        if text.startswith("killed"):  # by a signal, as by a system that has run out of memory
            deaths = self.log.with_name("deaths")
            if not deaths.exists() or len(deaths.read_text()) < int(text.split()[1]):
                with deaths.open("a") as file:
                    file.write("x")
                os.kill(os.getpid(), signal.SIGKILL)
        if text == "full disk":
            raise OSError("No space left on device")
        if text == "sleep":
            with self.log.with_name("asleep").open("a") as file:
                file.write("x")
            time.sleep(60)


@dataclass(frozen=True)
class ShowProcess:
    """Writes, for each article, the process that computes it, its folder and one of its settings."""

    def __call__(self, inputs: engine.Tables) -> engine.Tables:
        process, settings = str(os.getpid()), f"{Path.cwd()} {os.environ.get('MKL_CBWR')}"
        ids = inputs["articles"]["article_id"].to_pylist()
        rows = [{"article_id": article, "stage": process, "reason": settings} for article in ids]
        return {"shouts": tables.build_table(rows, COLUMNS)}


def write_articles(folder: Path, texts: dict[str, str], partitions: int = 2) -> None:
    """Write a dataset of articles, whose ids are one letter, in some partitions."""
    names = [tables.name_partition(number, partitions) for number in range(partitions)]
    for number, name in enumerate(names):
        part = {a: t for a, t in texts.items() if ord(a) % partitions == number}
        rows = [{"article_id": a, "text": t, "sha256": ""} for a, t in part.items()]
        keys = {a: hashlib.sha256(t.encode()).hexdigest() for a, t in part.items()}
        tables.write_partition(folder, name, tables.build_table(rows, schema.ARTICLES), keys)
    tables.keep_only(folder, names)


def make_job(tmp_path: Path, out: str = "out", fingerprint: str = "1") -> Job:
    """A job of `Shout` on the articles of a folder."""
    return Job(
        stage="shout",
        inputs={"articles": tmp_path / "in"},
        outputs={"shouts": (tmp_path / out, COLUMNS)},
        compute=Shout(tmp_path / "log"),
        fingerprint=fingerprint,
    )


def read_outputs(job: Job) -> dict[str, bytes]:
    """All files that a job wrote, by path."""
    (folder, _), *_ = job.outputs.values()
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def read_computed(tmp_path: Path) -> list[str]:
    """Articles that were computed, by the log."""
    return sorted((tmp_path / "log").read_text().split())


def read_failures(job: Job) -> list[tuple[str, str]]:
    """Articles that were left out, with the reasons."""
    return [(row["item"], row["reason"]) for row in tables.read(job.left_out).to_pylist()]

"""A map stage's work on one partition: copy unchanged rows, compute new ones, list articles that cannot be computed."""

import hashlib
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow as pa

from rejoinder import schema, tables
from rejoinder.engine import memory

Tables = Mapping[str, pa.Table]
Compute = Callable[[Tables], Tables]

_LEFT_OUT_FOLDER = "left_out"  # a dataset of its own within a stage's first output
_EXAMPLES = 3  # articles named in an error
_REASON = 300  # characters of an article's error that are listed


class EngineError(ValueError):
    """A map stage that cannot go on: one sentence with the stage, what happened and what to do."""


@dataclass(frozen=True)
class Failure:
    """An article that could not be computed, and why."""

    article_id: str
    reason: str


@dataclass(frozen=True)
class PartitionResult:
    """What became of one partition.

    Attributes:
        name: its file name.
        articles: how many it has.
        computed: how many of them were computed, not copied.
        failures: those that could not be computed.
    """

    name: str
    articles: int
    computed: int
    failures: tuple[Failure, ...] = ()


@dataclass(frozen=True)
class Job:
    """One map stage: computes each partition's output tables from its input tables, article by article.

    Attributes:
        stage: its name.
        inputs: datasets it reads, by the name `compute` knows them by; their partitions have the same names.
        outputs: datasets it writes, with their columns.
        compute: a pure, picklable function from a partition's tables to its output tables; the rows of one article
            must not depend on another's. An OSError that it raises is the machine's and stops the run; any other
            exception is the article's.
        fingerprint: hash of the method: its code, configuration and seeds.
        article_hashes: hashes of what is read of some articles beside the inputs, by article_id.
        at_once: articles that are computed together; the memory a partition needs grows with it.
        most_failures: articles of the run that may fail and be listed as left out; one more stops it.
        item: what the run says for an article.
    """

    stage: str
    inputs: dict[str, Path]
    outputs: dict[str, tuple[Path, pa.Schema]]
    compute: Compute
    fingerprint: str
    article_hashes: Mapping[str, str] = field(default_factory=dict)
    at_once: int = 50
    most_failures: int | None = None
    item: str = "article"

    @property
    def left_out(self) -> Path:
        """Where the articles that could not be computed are listed."""
        return next(iter(self.outputs.values()))[0] / _LEFT_OUT_FOLDER

    def count_pending(self, name: str) -> int | None:
        """Count the articles of a partition that have to be brought up to date, at the most; None if it is finished."""
        keys, current = self._input_keys(name), self._output_keys(name)
        pending = sum(current.get(article) != key for article, key in keys.items())
        files = [path / name for path, _ in self.outputs.values()]
        is_finished = all(file.exists() and _read_keys(file) == keys for file in files)
        return None if is_finished and not pending else pending

    def count_bytes(self, name: str) -> int:
        """Count the bytes of a partition's inputs."""
        return sum((path / name).stat().st_size for path in self.inputs.values())

    def __call__(self, name: str) -> PartitionResult:
        """Make one partition; rows whose article and method are unchanged are copied, wherever they are.

        Raises:
            EngineError: more articles fail than may.
            TableError: a partition of the inputs cannot be read.
        """
        memory.keep_freed_memory()
        keys = self._input_keys(name)
        copied, copied_parts = self._copy(name, keys)
        changed = [article for article in keys if article not in copied]
        computed_parts, failures = self._compute(name, changed)
        failed = {failure.article_id for failure in failures}
        self._list_failures(name, failures)
        for key, (path, columns) in self.outputs.items():
            rows = _join([part[key] for part in (*copied_parts, *computed_parts)], columns)
            tables.write_partition(path, name, rows, {a: k for a, k in keys.items() if a not in failed})
        return PartitionResult(name, len(keys), len(changed) - len(failed), tuple(failures))

    def _input_keys(self, name: str) -> dict[str, str]:
        """Of each article that all inputs have, a hash of what its output is computed from: method and inputs."""
        inputs = [tables.read_article_keys(path / name) for path in self.inputs.values()]
        articles = sorted(set(inputs[0]).intersection(*inputs))
        beside = self.article_hashes
        return {a: _hash([self.fingerprint, *(keys[a] for keys in inputs), beside.get(a, "")]) for a in articles}

    def _output_keys(self, name: str) -> dict[str, str]:
        """Of each article whose rows all outputs hold in a partition, the hash of what they were computed from."""
        first, *rest = (_read_keys(path / name) for path, _ in self.outputs.values())
        return {article: key for article, key in first.items() if all(keys.get(article) == key for keys in rest)}

    def _copy(self, name: str, keys: Mapping[str, str]) -> tuple[set[str], list[Tables]]:
        """Articles whose rows need no computing, and these rows: from the partition's last version, or from those that
        its articles were in when the dataset was cut into another number of them."""
        copied: set[str] = set()
        parts: list[Tables] = []
        for source in [name, *tables.list_related_partitions(next(iter(self.outputs.values()))[0], name)]:
            stored = self._output_keys(source)
            unchanged = [a for a, key in keys.items() if a not in copied and stored.get(a) == key]
            if not unchanged:
                continue
            try:
                outputs = {k: tables.read_partition(path, source) for k, (path, _) in self.outputs.items()}
            except tables.TableError:
                continue
            parts.append({key: tables.select_rows(rows, unchanged) for key, rows in outputs.items()})
            copied.update(unchanged)
        return copied, parts

    def _compute(self, name: str, articles: Sequence[str]) -> tuple[list[Tables], list[Failure]]:
        """Output tables of the articles, some at a time; a group that fails is halved until it is known which fail."""
        inputs = {k: tables.read_partition(path, name) for k, path in self.inputs.items()} if articles else {}
        groups = deque(articles[i : i + self.at_once] for i in range(0, len(articles), self.at_once))
        parts: list[Tables] = []
        failures: list[Failure] = []
        while groups:
            group = groups.popleft()
            try:
                parts.append(self.compute({key: tables.select_rows(rows, group) for key, rows in inputs.items()}))
            except OSError:
                raise
            except Exception as error:  # whatever a method raises of a text it was not written for
                if len(group) > 1:
                    groups.extendleft((group[len(group) // 2 :], group[: len(group) // 2]))
                    continue
                failures.append(Failure(group[0], _describe(error)))
                self.check(failures)
        return parts, failures

    def check(self, failures: Sequence[Failure], nothing_left: bool = False) -> None:
        """Stop if more articles have failed than may, or all of them.

        Args:
            failures: of the run so far.
            nothing_left: whether they are all articles of the run.

        Raises:
            EngineError: they have.
        """
        if len(failures) <= (self.most_failures or 0) and not (failures and nothing_left):
            return
        first = "; ".join(f"{failure.article_id}: {failure.reason}" for failure in failures[:_EXAMPLES])
        allowed = "none is left" if nothing_left else f"key 'most_failures' in conf/engine allows {self.most_failures}"
        raise EngineError(
            f"{len(failures)} {self.item}(s) could not be computed, {allowed} ({first}); mend what they have in common."
        )

    def _list_failures(self, name: str, failures: Sequence[Failure]) -> None:
        """List the partition's articles that could not be computed; no list stays where there is none."""
        if failures:
            rows = [{"item": f.article_id, "stage": self.stage, "reason": f.reason} for f in failures]
            tables.write_partition(self.left_out, name, tables.build_table(rows, schema.LEFT_OUT))
        else:
            (self.left_out / name).unlink(missing_ok=True)


def _hash(parts: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _read_keys(path: Path) -> dict[str, str]:
    """The keys of a partition's articles; none where it is missing or torn, as it is then made again."""
    try:
        return tables.read_article_keys(path)
    except tables.TableError:
        return {}


def _describe(error: Exception) -> str:
    message = " ".join(str(error).split())[:_REASON]
    return f"{type(error).__name__}{': ' * bool(message)}{message}"


def _join(parts: Sequence[pa.Table], columns: pa.Schema) -> pa.Table:
    """Parts as one table with the given columns, sorted by key."""
    cast = [part.cast(columns).replace_schema_metadata(columns.metadata) for part in parts]
    rows = pa.concat_tables(cast or [columns.empty_table()])
    return rows.sort_by([(column, "ascending") for column in schema.key_columns(columns)])

"""Tables of statements of earlier runs, out of git and DVC, and which experiments there are."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from rejoinder import paths

WORKSPACE = "workspace"  # as DVC calls what lies in the folder, committed or not
STATEMENTS = paths.TABLES / "statements.parquet"
_NEEDED = ("article_id", "statement_id", "sent_id", "text", "speaker", "side", "form")
_CODES = {"frame_", "score_", "stance_", "favour_"}  # what the columns of frames and of targets begin with


class CompareError(ValueError):
    """Runs that cannot be compared: one sentence with the run and what to do."""


@dataclass(frozen=True, kw_only=True)
class CodedRun:
    """The statements of one run with their codes.

    Attributes:
        name: the revision as it was typed.
        statements: the columns that are compared, of reports/tables/statements.parquet; empty texts are "".
    """

    name: str
    statements: pd.DataFrame

    @property
    def frames(self) -> list[str]:
        """Names of the codebook's frames, in its order."""
        return self._list_codes("frame_")

    @property
    def targets(self) -> list[str]:
        """Names of the targets of stances, in their order."""
        return self._list_codes("stance_")

    def _list_codes(self, prefix: str) -> list[str]:
        return [name.removeprefix(prefix) for name in self.statements.columns if name.startswith(prefix)]


def read_run(revision: str) -> CodedRun:
    """Read the table of statements of a run.

    Args:
        revision: a commit, tag, branch or experiment, or `WORKSPACE`.

    Raises:
        CompareError: there is no such revision, or it has no table of statements that can be compared.
    """
    content = _read_workspace() if revision == WORKSPACE else _read_revision(revision)
    try:
        file = pq.ParquetFile(io.BytesIO(content))
    except pa.ArrowInvalid as error:
        raise CompareError(f"{STATEMENTS} of {revision} is no Parquet file ({error}); run `dvc repro` there.") from None
    names = file.schema_arrow.names
    missing = [name for name in _NEEDED if name not in names]
    if missing:
        raise CompareError(
            f"{STATEMENTS} of {revision} has no column {missing[0]!r}, as another version of Rejoinder wrote it;"
            " run `dvc repro` there with this version."
        )
    coded = [name for name in names if any(name.startswith(prefix) for prefix in _CODES)]
    statements = file.read(columns=[*_NEEDED, *coded]).to_pandas()
    texts = statements.select_dtypes(["object", "string"]).columns
    return CodedRun(name=revision, statements=statements.fillna(dict.fromkeys(texts, "")))


def _read_workspace() -> bytes:
    try:
        return STATEMENTS.read_bytes()
    except FileNotFoundError:
        raise CompareError(f"{STATEMENTS} not found; run `dvc repro` to make it.") from None


def _read_revision(revision: str) -> bytes:
    import dvc.api
    from dvc.exceptions import FileMissingError, PathMissingError

    with _explain_errors():
        try:
            with dvc.api.open(STATEMENTS.as_posix(), rev=revision, mode="rb") as file:
                return bytes(file.read())
        except (PathMissingError, FileMissingError):
            raise CompareError(
                f"{revision} has no {STATEMENTS}; check it out, run `dvc repro`, commit reports/ and name that commit."
            ) from None


@contextmanager
def _explain_errors() -> Iterator[None]:
    """What DVC raises where there is no git, no DVC or no such revision, as one sentence."""
    from dvc.exceptions import DvcException
    from dvc.scm import RevError

    try:
        yield
    except RevError as error:
        raise CompareError(
            f"{error}; expected a commit, tag, branch or experiment, `rejoinder compare` alone lists experiments."
        ) from None
    except DvcException as error:
        raise CompareError(f"{' '.join(str(error).split())}; runs are compared in a study under git and DVC.") from None


def read_experiments() -> pd.DataFrame:
    """List the last commit, its experiments and the workspace, with what differs between them.

    DVC's own list has a column for every setting, measure and file that a stage depends on.

    Returns:
        Columns run, created, and those settings and measures that have at least two values among the runs, as texts,
        "" where a run has none. The workspace comes first, then the commit, then its experiments.

    Raises:
        CompareError: the folder is not under git and DVC, or nothing is committed yet.
    """
    from dvc.repo import Repo
    from dvc.repo.experiments.show import tabulate

    with _explain_errors(), Repo() as repo:
        shown = repo.experiments.show(hide_failed=True)
        if not shown:
            raise CompareError(
                "the study has no commits yet; run `dvc repro`, then `git add --all` and `git commit`, and compare"
                " later runs with that commit."
            )
        table, headers = tabulate(shown, fill_value="", precision=3)
    rows = pd.DataFrame(table.as_dict()).astype(str)
    varying = [
        name for kind in ("params", "metrics") for name in headers[kind] if rows[name][rows[name] != ""].nunique() > 1
    ]
    runs = rows["Experiment"].where(rows["Experiment"] != "", rows["rev"])
    return pd.DataFrame({"run": runs, "created": rows["Created"]}).join(rows[varying])

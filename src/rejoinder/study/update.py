"""Command `update`: bring what is new in the program's own files into a study, and keep all that was edited there."""

import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tabulate import tabulate

from rejoinder import __version__
from rejoinder.study.originals import StudyError, collect_originals
from rejoinder.study.record import Record, compute_hash, read_original, read_record, write_record

_BESIDE = ".new"  # ending of the program's version where it cannot be merged with the study's


@dataclass(frozen=True)
class Change:
    """What becomes of one file.

    Attributes:
        path: of the file, from the study's root.
        outcome: in words.
        content: what is written; None removes the file.
        has_conflict: whether it holds places to be decided by hand.
    """

    path: str
    outcome: str
    content: bytes | None
    has_conflict: bool = False


def update_study() -> tuple[str, bool]:
    """Update the study in this folder to the installed version of the program.

    Returns:
        What became of each file that the program has changed, as a table; and whether there are conflicts.

    Raises:
        StudyError: this is no study, git is not there, or some of its files are not committed.
    """
    record = read_record()
    originals = collect_originals(record.beginning)
    _require_committed(record.hashes)
    changes = list_changes(record, originals)
    for change in changes:
        file = Path(change.path)
        if change.content is None:
            file.unlink(missing_ok=True)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(change.content)
    write_record(Path(), record.beginning, originals)
    return _describe(record.version, changes), any(change.has_conflict for change in changes)


def describe_lag() -> str:
    """Say that the study in this folder has other files of the program than the installed one would give it.

    Returns:
        One sentence; "" where it has the same, or is not one that `rejoinder new` began.
    """
    try:
        record = read_record()
        originals = collect_originals(record.beginning)
    except StudyError:
        return ""
    if record.hashes == {path: compute_hash(content) for path, content in originals.items()}:
        return ""
    return (
        "The study has its files from another state of the program than the installed one, which may be why:"
        " `rejoinder update` brings in what is new and keeps your edits."
    )


def list_changes(record: Record, originals: Mapping[str, bytes]) -> list[Change]:
    """What is to become of each file that the program has changed, added or dropped; nothing is written.

    Args:
        record: of the study's beginning.
        originals: the program's files now, by path.
    """
    changes = []
    for path in sorted({*record.hashes, *originals}):
        ours = Path(path).read_bytes() if Path(path).is_file() else None
        changes += _change_file(path, record.hashes.get(path), ours, originals.get(path))
    return changes


def _change_file(path: str, base: str | None, ours: bytes | None, theirs: bytes | None) -> list[Change]:
    """What is to become of a file.

    Args:
        path: of the file.
        base: sha256 of the file as it came from the program, None if it did not.
        ours: as the study has it.
        theirs: as the program has it now.
    """
    if (theirs is not None and base == compute_hash(theirs)) or ours == theirs:
        return []
    is_edited = ours is not None and base != compute_hash(ours)
    if theirs is None:
        if not is_edited:
            return [Change(path, "removed: the program has it no more", None)]
        return [Change(path, "kept, as it was edited; the program has it no more", ours)]
    if ours is None:
        return [Change(path, "left out, as it was removed here", None) if base else Change(path, "added", theirs)]
    if not is_edited:
        return [Change(path, "replaced", theirs)]
    original = read_original(path) if base else None
    merged = _merge(original, ours, theirs) if original is not None else None
    if merged is None:
        return [Change(f"{path}{_BESIDE}", f"{Path(path).name} was edited and is kept; this is the program's", theirs)]
    content, conflicts = merged
    many = "place" if conflicts == 1 else "places"
    outcome = f"merged, with {conflicts} {many} to decide" if conflicts else "merged"
    return [Change(path, outcome, content, conflicts > 0)]


def _merge(original: bytes, ours: bytes, theirs: bytes) -> tuple[bytes, int] | None:
    """Merge two edited versions of a text, and count the places where they clash; None for files that are no text."""
    with TemporaryDirectory() as folder:
        files = {name: Path(folder, name) for name in ("yours", "as-it-came", "rejoinder")}
        for file, content in zip(files.values(), (ours, original, theirs), strict=True):
            file.write_bytes(content)
        labels = [word for name in files for word in ("-L", name)]
        done = subprocess.run(
            ["git", "merge-file", "--stdout", *labels, *map(str, files.values())], capture_output=True, check=False
        )
    return (done.stdout, done.returncode) if done.returncode < 128 else None


def _require_committed(paths: Iterable[str]) -> None:
    if not shutil.which("git"):
        raise StudyError("git not found; install it, so that the update can merge, and can be undone.")
    command = ["git", "status", "--porcelain", "--ignored", "--", *paths]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise StudyError(f"expected the study in git, so that the update can be undone: {done.stderr.strip()}.")
    if done.stdout:
        state, changed = done.stdout[:2], done.stdout.splitlines()[0][3:]
        how = "take it out of .gitignore and commit it" if state == "!!" else "commit them"
        raise StudyError(f"{changed}: expected all files committed, so that the update can be undone; {how}.")


def _describe(version: str, changes: list[Change]) -> str:
    step = "" if version == __version__ else f" from rejoinder {version} to {__version__}"
    if not changes:
        return f"update: nothing to do{step}."
    table = tabulate([(change.path, change.outcome) for change in changes], ("file", "what became of it"))
    conflicts = sum(change.has_conflict for change in changes)
    decide = " Look for <<<<<<< in those with places to decide, and keep what you want." if conflicts else ""
    return f"{table}\n\nupdate: done{step}.{decide} `dvc repro` runs what they touch."

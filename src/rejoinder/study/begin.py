"""Command `new`: a folder with all that a study needs."""

import shlex
import shutil
import subprocess
from pathlib import Path

from rejoinder import __version__, paths
from rejoinder.study.originals import Beginning, StudyError, collect_originals
from rejoinder.study.record import write_record

_FOLDERS = (paths.SEEDS / "articles", paths.REPORTS)  # that may have no file at first
_IDENTITY = {"user.name": 'user.name "Your Name"', "user.email": "user.email you@example.org"}
_NO_GIT = "[core]\n    no_scm = true\n"  # of DVC, in a file that is this machine's own


def begin_study(folder: Path, example: str = "", minimal: bool = False) -> str:
    """Make a study, with git and DVC.

    Args:
        folder: to make it in; it must be empty or not be there.
        example: whose articles and gold coding it begins with, "" for none.
        minimal: whether to leave out the options that the default run does not need.

    Returns:
        What was made, in a few lines.

    Raises:
        StudyError: the folder is not empty, or there is no such example.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise StudyError(f"{folder}: expected an empty folder, or none, got one with files; choose another name.")
    beginning = Beginning(name=folder.absolute().name, example=example, minimal=minimal)
    originals = collect_originals(beginning)
    for path, content in originals.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    for empty in _FOLDERS:
        (folder / empty).mkdir(parents=True, exist_ok=True)
    write_record(folder, beginning, originals)
    git = _begin_git(folder)
    texts = "" if example else "`rejoinder add` and the place of your texts, then "
    return (
        f"new: {folder} holds {len(originals)} files; README.md says what they are.\n{git}\n"
        f"next: `cd {shlex.quote(str(folder))}`, then {texts}`dvc repro`."
    )


def _begin_git(folder: Path) -> str:
    """Put the study under git, as its first commit; one sentence says how far that went."""
    if not shutil.which("git"):
        (folder / ".dvc" / "config.local").write_text(_NO_GIT, encoding="utf-8")
        return "git: not installed; DVC works without it, but keeps no history."
    around = _run_git(folder, "rev-parse", "--show-toplevel")
    if around.returncode == 0:
        return f"git: the study lies in the repository {around.stdout.strip()}; add it there."
    _run_git(folder, "init", "--quiet")
    _run_git(folder, "add", "--all")
    committed = _run_git(folder, "commit", "--quiet", "-m", f"Study begun with rejoinder {__version__}")
    if committed.returncode:
        return _describe_uncommitted(folder, committed.stderr)
    return "git: initialised, with the files as the first commit."


def _describe_uncommitted(folder: Path, error: str) -> str:
    unset = [name for name in ("user.name", "user.email") if not _run_git(folder, "config", name).stdout.strip()]
    if not unset:
        return f"git: initialised, but nothing is committed yet: {' '.join(error.split())}"
    return (
        f"git: initialised, but nothing is committed yet, as git lacks {' and '.join(unset)}."
        " Tell it, and commit in the study's folder:\n"
        + "".join(f"    git config --global {_IDENTITY[name]}\n" for name in unset)
        + '    git commit -m "Study begun"'
    )


def _run_git(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=False)

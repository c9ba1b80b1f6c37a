"""The runs of a multiverse as experiments of DVC: each is run once, in a copy of the study, and kept under a name.

DVC's queue can wait for ever (https://github.com/treeverse/dvc/issues/10428), so `dvc exp run --temp` is called for
each. It shares DVC's cache with the copy: what a run does not change is not computed again there.
"""

import hashlib
import json
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from rejoinder import paths
from rejoinder.config import Run
from rejoinder.multiverse.choices import spell_for_dvc

TARGETS = ("statements", "frames")
_DATASETS = (paths.ARTICLES, paths.STATEMENTS, paths.FRAMES, paths.CODER)
_LOCK = Path("dvc.lock")
_LOGS = Path(".dvc/tmp/multiverse")  # what DVC printed, by experiment; git and DVC leave the folder aside
_REFERENCES = "refs/exps"  # where DVC keeps experiments in git
_UNSTARTED = f"{_REFERENCES}/stash"  # what DVC has put aside for the next experiment to start
_STARTED = b"Running stage"  # what DVC prints once the copy is made
_READ = ("conf", "seeds", "src", "dvc.lock")  # what a copy needs, known to git or not
_WAIT = 0.5  # seconds


class ExperimentError(ValueError):
    """An experiment that cannot be run or read: one sentence with its name and what to do."""


@dataclass(frozen=True)
class Experiment:
    """One run.

    Attributes:
        name: of the experiment, by its settings and what it reads.
        settings: as Hydra takes them; none for the run as it stands.
        overrides: the same as `dvc exp run -S` takes them.
    """

    name: str
    settings: tuple[str, ...]
    overrides: tuple[str, ...]

    def describe(self) -> str:
        """Its settings, to read."""
        return " ".join(self.overrides) or "the run as it stands"


def name_experiment(settings: tuple[str, ...], run: Run) -> Experiment:
    """Name a run by its settings and by all that the stages before its end read, as dvc.lock has it.

    Args:
        settings: as `list_settings` gives them.
        run: the study as it stands.
    """
    content = json.dumps([settings, _read_inputs()], sort_keys=True)
    digest = hashlib.sha256(content.encode()).hexdigest()[:10]
    overrides = tuple(spell_for_dvc(one, run) for one in settings)
    return Experiment(name=f"multiverse-{digest}", settings=settings, overrides=overrides)


@cache
def _read_inputs() -> dict[str, object]:
    """Hashes of what `TARGETS` and the stages before them read and wrote; hashes of code are read by those it is of."""
    stages = yaml.safe_load(_LOCK.read_text(encoding="utf-8"))["stages"]
    makers = {out["path"]: name for name, stage in stages.items() for out in stage.get("outs", ())}
    inputs, open_stages = {}, list(TARGETS)
    while open_stages:
        name = open_stages.pop()
        inputs[name] = stages[name]
        read = {makers.get(dep["path"], "check") for dep in stages[name].get("deps", ())} - {"check"}
        open_stages += sorted(read - inputs.keys())
    checked = (paths.CHECK.as_posix(),)
    return {
        name: [stage.get("params"), [dep for dep in stage.get("deps", ()) if dep["path"] not in checked]]
        for name, stage in inputs.items()
    }


def bring_up_to_date() -> None:
    """Run the stages up to the frames as the study stands, as `dvc repro` does; all that git knows must be committed.

    DVC puts changes that are not committed aside while it makes a copy. A power cut would leave them there.

    Raises:
        ExperimentError: the study is not under git, has changes that are not committed, or a stage fails.
    """
    if not _call_git("rev-parse", "--verify", "-q", "HEAD"):
        raise ExperimentError(
            "experiments of DVC need a study under git with a commit, found none; run `git init`, `git add --all` and"
            " `git commit` in the study's folder."
        )
    log = _prepare_log("multiverse")
    if _start(["repro", *TARGETS], log).wait():
        raise ExperimentError(f"`dvc repro` fails on the study as it stands ({_read_error(log)}); mend that first.")
    changed = [line[3:] for line in _call_git("status", "--porcelain", "--untracked-files=no")]
    if changed:
        more = f" and {len(changed) - 1} more" * (len(changed) > 1)
        raise ExperimentError(
            f"experiments of DVC begin with a commit, but changes of {changed[0]}{more} are not committed;"
            " run `git add --all` and `git commit`, then the command again."
        )


def run_experiments(experiments: Sequence[Experiment], at_once: int) -> Iterator[tuple[Experiment, float]]:
    """Run those experiments that are not there yet.

    Args:
        experiments: of different names.
        at_once: how many run at a time. Each is started once DVC has made the copy for the one before.

    Yields:
        Each that was run, when it is done, and the seconds it took.

    Raises:
        ExperimentError: one has failed; those that are running are waited for first.
    """
    finished, failure = list_finished(), ""
    waiting = [one for one in experiments if one.name not in finished]
    running: list[_Running] = []
    _forget_unstarted()
    while running or (waiting and not failure):
        if waiting and not failure and len(running) < at_once and all(one.has_copy() for one in running):
            running.append(_Running.start(waiting.pop(0)))
        time.sleep(_WAIT)
        ended = [one for one in running if one.process.poll() is not None]
        running = [one for one in running if one not in ended]
        for one in ended:
            if one.experiment.name in list_finished():
                yield one.experiment, time.monotonic() - one.begin
            else:
                failure = failure or f"{one.experiment.describe()}: {_read_error(one.log).rstrip('.')}; see {one.log}"
    if failure:
        raise ExperimentError(
            f"{failure}. Mend that, or take the choice out of conf/multiverse, and run the command again:"
            " what is finished is kept."
        )


def _forget_unstarted() -> None:
    """Delete what a command that was killed left to start, and its lock: DVC would run it in place of ours, or stop."""
    for lock in _call_git("rev-parse", "--git-path", f"{_UNSTARTED}.lock"):
        Path(lock).unlink(missing_ok=True)
    _call_git("update-ref", "-d", _UNSTARTED)


@dataclass(frozen=True, eq=False)
class _Running:
    """An experiment that runs, what it prints, its process, and when it began by the monotonic clock."""

    experiment: Experiment
    log: Path
    process: subprocess.Popen[bytes]
    begin: float

    @classmethod
    def start(cls, experiment: Experiment) -> "_Running":
        listed = _call_git("ls-files", "--others", "--directory", "--no-empty-directory", "--", *_READ)
        unknown = [path.rstrip("/") for path in listed if "__pycache__" not in path]
        settings = [word for override in experiment.overrides for word in ("-S", override)]
        copied = [word for path in unknown for word in ("--copy-paths", path)]
        log = _prepare_log(experiment.name)
        words = ["exp", "run", "--temp", "--name", experiment.name, *settings, *copied, *TARGETS]
        return cls(experiment, log, _start(words, log), time.monotonic())

    def has_copy(self) -> bool:
        return _STARTED in self.log.read_bytes()


def _start(words: Sequence[str], log: Path) -> subprocess.Popen[bytes]:
    with log.open("wb") as file:
        command = [sys.executable, "-m", "dvc", "--wait-for-lock", *words]
        return subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT)


def _prepare_log(name: str) -> Path:
    _LOGS.mkdir(parents=True, exist_ok=True)
    return _LOGS / f"{name}.log"


def _read_error(log: Path) -> str:
    """The sentence of the stage that failed, else DVC's last."""
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    own = [line for line in lines if line.startswith("rejoinder ")]
    return next(iter(own or [line for line in reversed(lines) if line.startswith("ERROR")]), "DVC gives no reason")


def _call_git(*words: str) -> list[str]:
    """The lines that git prints; none where it fails."""
    command = ["git", "-c", "core.quotePath=off", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()


def list_finished() -> dict[str, str]:
    """The experiments that there are, whatever commit they began from: git's reference by name."""
    listed = _call_git("for-each-ref", "--format=%(refname)", _REFERENCES)
    return {reference.rpartition("/")[2]: reference for reference in listed}


def read_datasets(experiment: Experiment, folder: Path) -> dict[str, Path]:
    """Fetch the coded tables of an experiment out of DVC's cache.

    Args:
        experiment: one that is finished; of the run as it stands the tables are in data/.
        folder: to write to.

    Returns:
        Folders of partitions, by name: articles, statements, frames and coder.

    Raises:
        ExperimentError: the cache no longer has them.
    """
    if not experiment.overrides:
        return {dataset.name: dataset for dataset in _DATASETS}
    from dvc.api import DVCFileSystem
    from dvc.exceptions import DvcException

    files = DVCFileSystem(rev=list_finished()[experiment.name])
    try:
        for dataset in _DATASETS:
            files.get(dataset.as_posix(), str(folder / dataset.name), recursive=True)
    except (DvcException, FileNotFoundError) as error:
        raise ExperimentError(
            f"{experiment.name}: its tables are no longer in DVC's cache ({error}); run"
            f" `dvc exp remove {experiment.name}`, then the command again."
        ) from None
    return {dataset.name: folder / dataset.name for dataset in _DATASETS}

"""The real pipeline, run as a user runs it, in a copy of the project."""

import csv
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.project import FILES, ROOT

pytestmark = pytest.mark.slow

PARSED = ("data/parses", "data/encodings")  # what stage `parses` writes

LIGHTHOUSE = """Ostrovia Rejects Charge Over Lighthouse

Ostrovia on Friday denied that its coast guard had cut the power of the Karran lighthouse.

"Nobody in our service was near the island," said Marta Vell, a spokeswoman for the Ostrovian Interior Ministry. "We
are ready to talk to Karran about a joint inquiry."
"""
FERRIES = """Karran Warns of Reply to Ferry Ban

Karran will answer the ban on its ferries with one of its own, Transport Minister Ivo Brand said on Monday.

According to Brand, three hundred Karran sailors have lost their pay because Ostrovia closed its harbours to them.
"""


def run(project: Path, *command: str) -> str:
    """Run a command in the project; its output, if it succeeds."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        command, cwd=project, env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def last_run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A committed copy of the project as it was last run, in a git repository of its own."""
    if not (ROOT / "data" / "frames").exists():
        pytest.fail("data/ is not made yet; run `make reproduce` first.")
    copy = tmp_path_factory.mktemp("last_run")
    for name in (*FILES, ".gitignore"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, copy / name)  # type: ignore[operator]
    run(copy, "git", "init", "--quiet", ".")
    (copy / ".dvc").mkdir()
    (copy / ".dvc" / "config").write_text("[core]\n    analytics = false\n")
    run(copy, "dvc", "commit", "--force", "--quiet")
    run(copy, "git", "add", "--all")
    run(copy, "git", "-c", "user.name=t", "-c", "user.email=t@localhost", "commit", "--quiet", "-m", "as last run")
    return copy


@pytest.fixture
def project(last_run: Path, tmp_path: Path) -> Path:
    """A copy of `last_run` to be edited."""
    shutil.copytree(last_run, tmp_path, dirs_exist_ok=True)
    return tmp_path


def read_files(project: Path, name: str) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted((project / name).iterdir())}


def test_a_set_option_equals_the_edit_by_hand(project: Path) -> None:
    few, threshold = "conf/examples/frames.yaml:most=60", "conf/frames/lexicon.yaml:threshold=0.3"
    run(project, "dvc", "exp", "run", "-S", "frames=lexicon", "-S", few, "-S", threshold, "frames")
    by_option = read_files(project, "data/frames")
    run(project, "git", "checkout", "--quiet", "--", ".")
    run(project, "dvc", "checkout", "--quiet", "--force")
    params, option = project / "params.yaml", project / "conf/frames/lexicon.yaml"
    examples = project / "conf/examples/frames.yaml"
    params.write_text(params.read_text().replace("frames: tuned", "frames: lexicon"))
    option.write_text(option.read_text().replace("threshold: null", "threshold: 0.3"))
    examples.write_text(examples.read_text().replace("most: 0", "most: 60"))
    shutil.rmtree(project / "data/frames")
    run(project, "dvc", "repro", "--no-run-cache", "frames")
    assert read_files(project, "data/frames") == by_option


def test_another_codebook_needs_no_code(project: Path) -> None:
    """A third of the generic news frames' statements, with too few left of morality to fit it."""
    params, file = project / "params.yaml", project / "seeds/examples/generic_news.jsonl"
    edited = params.read_text().replace("codebook: security_dialogue", "codebook: generic_news")
    edited = edited.replace("frames: tuned", "frames: hybrid")
    params.write_text(edited.replace("examples: frames", "examples: generic_news"))
    third = file.read_text(encoding="utf-8").splitlines()[::3]
    moral = [line for line in third if '"morality"' in line]
    file.write_text("\n".join(line for line in third if line not in moral[3:]), encoding="utf-8")
    run(project, "dvc", "repro")
    report = (project / "reports/index.html").read_text(encoding="utf-8")
    assert "Economic consequences" in report
    assert "Victimhood" not in report
    assert "coded by another codebook, with the frames cooperation" in report
    frames = list(csv.DictReader((project / "reports/figures/sides_frames.csv").open(encoding="utf-8")))
    assert list(dict.fromkeys(row["label"] for row in frames)) == [
        "Conflict", "Human interest", "Economic consequences", "Morality", "Responsibility", "no frame",
    ]  # fmt: skip
    coder = list(csv.DictReader((project / "reports/tables/coder.csv").open(encoding="utf-8")))
    reason = "its cues decide, from a score of .5: 3 training"
    noted = {(row["variant"], row["frame"]) for row in coder if row["note"].startswith(reason)}
    assert noted == {("lexicon", "morality"), ("hybrid", "morality")}


def start(project: Path, *command: str) -> subprocess.Popen[str]:
    """A command in a session of its own, to be killed with all that it starts."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.Popen(
        command, cwd=project, env=os.environ | {"PATH": path}, text=True, start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip


def list_finished(project: Path, partitions: list[str]) -> list[str]:
    """Partitions that are in all that stage `parses` writes."""
    return [name for name in partitions if all((project / folder / name).exists() for folder in PARSED)]


def test_a_killed_run_goes_on_from_its_finished_partitions_and_a_second_run_beside_it_is_refused(
    project: Path,
) -> None:
    folder, option = project / "seeds/articles", project / "conf/articles/text_files.yaml"
    option.write_text(option.read_text().replace("partition_size: 200", "partition_size: 2"))
    for number in range(10):
        (folder / f"ferries-{number}.txt").write_text(f"{FERRIES}\nIt was warning number {number}.\n")
    run(project, "dvc", "repro", "articles")
    partitions = sorted(p.name for p in (project / "data/articles").iterdir())
    first = start(project, "dvc", "repro", "parses")
    assert first.stdout is not None
    while "rejoinder parses" not in first.stdout.readline():
        pass
    second = start(project, "dvc", "repro", "parses").communicate()[0]
    while not list_finished(project, partitions):
        time.sleep(0.01)
    os.killpg(first.pid, signal.SIGKILL)
    first.communicate()
    finished = list_finished(project, partitions)
    assert "is busy" in second
    assert 0 < len(finished) < len(partitions)
    output = run(project, "dvc", "repro", "parses")
    assert f"{len(partitions)} partition(s), {len(partitions) - len(finished)} of them brought up to date" in output
    resumed = [read_files(project, folder) for folder in PARSED]
    for folder in PARSED:
        shutil.rmtree(project / folder)
    run(project, "dvc", "repro", "--force", "--single-item", "--no-run-cache", "parses")
    assert [read_files(project, folder) for folder in PARSED] == resumed


def test_a_torn_partition_is_put_right(project: Path) -> None:
    before = read_files(project, "data/statements")
    torn = next((project / "data/statements").iterdir())
    torn.write_bytes(torn.read_bytes()[:100])
    run(project, "dvc", "repro", "statements")
    assert read_files(project, "data/statements") == before


def test_own_articles_need_no_code(project: Path) -> None:
    folder = project / "seeds/articles"
    (folder / "lighthouse.txt").write_text(LIGHTHOUSE)
    (folder / "ferries.txt").write_text(FERRIES)
    (folder / "ferries.yaml").write_text("outlet: The Karran Courier\npublished: 2021-05-03\n")
    (folder / "blank.txt").write_text("\n")
    run(project, "dvc", "repro")
    report = (project / "reports/index.html").read_text(encoding="utf-8")
    assert "Marta Vell" in report
    assert "Ivo Brand" in report
    assert "The Karran Courier" in report
    assert "seeds/articles/blank.txt" in report
    assert "didn't change, skipping" in run(project, "dvc", "repro", "report")

"""The documents say what the code does."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from cffconvert import Citation
from typer.testing import CliRunner

from rejoinder import __version__, config
from rejoinder.command import app
from rejoinder.corpus import open_corpus
from rejoinder.corpus.statement_table import read_statements
from rejoinder.figures.write import write_batches
from tests.support.corpora import ACTORS, CODEBOOK, invent_corpus
from tests.support.project import GROUPS, OPTIONS, PIPELINE, ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = sorted(p for p in ROOT.glob("**/*.md") if not set(p.parts) & {".venv", "node_modules", "data"})
ROWS = {m[1]: m[2] for m in re.finditer(r"^\| `(\w+)` \|.*\|(.*)\|$", README, re.MULTILINE)}
COMMANDS = [
    line.split("  #")[0].strip()
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.strip() and not line.startswith("#")
]


def test_every_stage_and_group_has_its_row_in_the_readme() -> None:
    assert set(ROWS) == set(GROUPS)


@pytest.mark.parametrize("group", GROUPS)
def test_every_option_is_named_in_its_row(group: str) -> None:
    options = {file.stem for file in OPTIONS if file.parts[1] == group}
    assert set(re.findall(r"`(\w+)`", ROWS[group])) == options


def overrides_of(words: list[str]) -> list[str]:
    """What `dvc exp run -S` sets, as overrides of our own configuration ("conf/frames/hybrid.yaml:threshold=0.7")."""
    settings = [words[i + 1] for i, word in enumerate(words) if word == "-S"]
    return [re.sub(r"^conf/(\w+)/\w+\.yaml:", r"\1.", setting) for setting in settings]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_in_the_readme_is_one_that_runs(command: str) -> None:
    words = shlex.split(command)
    if words[0] == "make":
        assert subprocess.run(["make", "--dry-run", *words[1:]], capture_output=True, check=False).returncode == 0
    elif words[:2] == ["rejoinder", "run"]:
        assert words[2] in PIPELINE
        config.compose_run(words[3:]).load(words[2])
    elif words[0] == "rejoinder":
        commands = [word for word in words[1:2] if not word.startswith("--")]
        result = CliRunner().invoke(app, [*commands, "--help"])
        assert result.exit_code == 0
        assert [word for word in words if word.startswith("--") and word not in result.stdout] == []
    elif words[0] == "dvc":
        group = words[1:3] if words[1] in ("exp", "metrics") else words[1:2]
        assert subprocess.run(["dvc", *group, "--help"], capture_output=True, check=False).returncode == 0
        for setting in overrides_of(words):
            config.compose_run([setting])
    else:
        assert command in ("pip install .", "cd my-study", "git restore .")


def test_the_readmes_experiments_one_after_the_other_set_what_their_run_uses() -> None:
    """An experiment leaves its settings in the folder, but for a copy's, until `git restore` takes them back."""
    unused, left = [], []
    for words in map(shlex.split, COMMANDS):
        if words[:2] == ["git", "restore"]:
            left = []
        if words[:3] == ["dvc", "exp", "run"]:
            settings = overrides_of(words)
            choices = config.compose_run([*left, *settings]).choices
            files = [Path(word.partition(":")[0]) for word in words if word.startswith("conf/")]
            unused += [words for file in files if choices[file.parts[1]] != file.stem]
            left += [] if "--temp" in words else settings
    assert unused == []


@pytest.fixture
def tabulated(tmp_path: Path) -> Path:
    """A folder with the table that the README's examples read."""
    with open_corpus(invent_corpus(20)) as corpus:
        write_batches(tmp_path / "reports/tables/statements", read_statements(corpus, CODEBOOK, ACTORS), 100)
    return tmp_path


def test_the_readmes_plot_in_python_can_be_made(tabulated: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    subprocess.run([sys.executable, "-c", code], cwd=tabulated, env=os.environ | {"MPLBACKEND": "agg"}, check=True)
    assert (tabulated / "frames_by_side.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="R is not installed (Debian: r-base-core)")
def test_the_readmes_plot_in_r_can_be_made_and_shows_the_shares(tabulated: Path) -> None:
    (code,) = re.findall(r"```r\n(.*?)```", README, re.DOTALL)
    script = tabulated / "plot.R"
    script.write_text(code + 'write.csv(t(bars), "shares.csv")\n', encoding="utf-8")
    subprocess.run(["Rscript", "--vanilla", script.name], cwd=tabulated, check=True)
    assert (tabulated / "frames_by_side.pdf").read_bytes().startswith(b"%PDF")
    shares = pd.read_csv(tabulated / "shares.csv", index_col=0)
    statements = pd.read_csv(tabulated / "reports/tables/statements.csv")
    attributed = statements[~statements["side"].isin(["narration", "side unknown"])]
    for frame in shares:
        assert shares[frame].to_dict() == pytest.approx(attributed.groupby("side")[f"frame_{frame}"].mean().to_dict())
    assert list(shares) == list(CODEBOOK.frames)


@pytest.mark.parametrize("file", OPTIONS, ids=str)
def test_every_key_of_an_option_file_is_explained_there(file: Path) -> None:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    assert lines[0].startswith("# "), "the first line says what the option is"
    comments = " ".join(line.partition("#")[2] for line in lines)
    for line in lines:
        key = re.match(r"([a-z_]\w*):", line)
        if key and key[1] != "_target_":
            explained = "#" in line.partition(": ")[2] or re.search(rf"\b{key[1]}\b", comments)
            assert explained, f"{file}: key {key[1]!r} has no comment"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_within_the_repository_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))
    missing = [link for link in links if "://" not in link and not (document.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_document_holds_an_unfilled_placeholder(document: Path) -> None:
    assert re.findall(r"@[A-Z]+@", document.read_text(encoding="utf-8")) == []


def test_paths_named_in_the_readme_exist() -> None:
    text = re.sub(r"```yaml.*?```", "", README, flags=re.DOTALL)
    paths = re.findall(r"`((?:conf|seeds|src|reports|benchmarks|training|tests)/[\w./-]+)`", text)
    own = {"conf/codebook/mine.yaml", "conf/examples/mine.yaml", "seeds/examples/mine.jsonl"}
    assert [path for path in paths if path not in own and not (ROOT / path).exists()] == []


def test_the_citation_file_is_valid_and_of_this_version() -> None:
    citation = Citation((ROOT / "CITATION.cff").read_text(encoding="utf-8"), src="CITATION.cff")
    citation.validate()
    assert citation.cffobj["version"] == __version__
    assert "Rejoinder" in citation.as_bibtex()


def test_the_lock_file_pins_every_package_once() -> None:
    lines = [line for line in (ROOT / "requirements.lock").read_text().splitlines() if line and line[0] != "#"]
    names = [re.fullmatch(r"([A-Za-z0-9_.-]+)==([\w.]+)", line) for line in lines]
    assert all(names), "name==version, no local suffix"
    assert len({m[1].lower() for m in names if m}) == len(lines)
    assert not [line for line in lines if line.startswith(("nvidia", "cuda", "triton"))]
    assert "torch==2.13.0" in lines


def test_the_lock_file_has_every_direct_dependency() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needs = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {re.split(r"[\[=<>]", need)[0].lower() for need in needs}
    locked = {line.split("==")[0].lower() for line in (ROOT / "requirements.lock").read_text().splitlines()}
    assert names - locked == set()

"""`rejoinder update`: what is new in the program comes into a study, and no edit is lost."""

import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rejoinder.__main__ import report_errors
from rejoinder.command import app
from rejoinder.config import ConfigError, Fault
from rejoinder.study import describe_lag, update_study
from rejoinder.study.originals import Beginning, StudyError
from rejoinder.study.record import read_record, write_record

BEGINNING = Beginning(name="harbour")
LINES = [f"line {number}\n" for number in range(9)]
BEFORE = {"params.yaml": "".join(LINES).encode(), "conf/a.yaml": b"a: 1\n", "seeds/large.csv": b"x\n" * 60_000}


def edit(number: int, text: str) -> bytes:
    """The file of nine lines with one of them edited."""
    return "".join([*LINES[:number], f"{text}\n", *LINES[number + 1 :]]).encode()


def call_git(*words: str) -> None:
    subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@localhost", *words], check=True)


@pytest.fixture(autouse=True)
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A study that was begun with the files of BEFORE."""
    monkeypatch.chdir(tmp_path)
    for path, content in BEFORE.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(content)
    write_record(Path(), BEGINNING, BEFORE)
    call_git("init", "--quiet")
    commit()


def commit() -> None:
    call_git("add", "--all")
    call_git("commit", "--quiet", "--message", "edited")


def save(path: str, content: bytes | None) -> None:
    """Edit, or remove, a file of the study."""
    if content is None:
        Path(path).unlink()
    else:
        Path(path).write_bytes(content)
    commit()


@pytest.fixture
def upgrade(monkeypatch: pytest.MonkeyPatch):
    """Give the program other files than it had, and update; the table, and whether there are conflicts."""

    def run(**changed: bytes | None) -> tuple[list[list[str]], bool]:
        names = {path.rpartition("/")[2].partition(".")[0]: path for path in [*BEFORE, "conf/new.yaml"]}
        files = BEFORE | {names[name]: content for name, content in changed.items()}
        originals = {path: content for path, content in files.items() if content is not None}
        monkeypatch.setattr("rejoinder.study.update.collect_originals", lambda _: originals)
        text, has_conflicts = update_study()
        rows = [line.split(maxsplit=1) for line in text.splitlines()[2:-2]]
        assert read_record().hashes.keys() == originals.keys()
        return rows, has_conflicts

    return run


def test_without_a_change_of_the_program_nothing_is_touched(upgrade) -> None:
    save("conf/a.yaml", b"a: 2\n")
    assert upgrade() == ([], False)
    assert Path("conf/a.yaml").read_bytes() == b"a: 2\n"


def test_a_file_that_was_not_edited_is_replaced_be_it_large_or_small(upgrade) -> None:
    rows, _ = upgrade(a=b"a: 3\n", large=b"y\n" * 60_000)
    assert rows == [["conf/a.yaml", "replaced"], ["seeds/large.csv", "replaced"]]
    assert Path("conf/a.yaml").read_bytes() == b"a: 3\n"
    assert Path("seeds/large.csv").read_bytes() == b"y\n" * 60_000


def test_edits_in_different_places_are_merged(upgrade) -> None:
    save("params.yaml", edit(1, "mine"))
    assert upgrade(params=edit(7, "theirs")) == ([["params.yaml", "merged"]], False)
    assert Path("params.yaml").read_text().splitlines()[1:8:6] == ["mine", "theirs"]


def test_edits_in_the_same_place_are_both_there_between_markers(upgrade) -> None:
    save("params.yaml", edit(4, "mine"))
    assert upgrade(params=edit(4, "theirs")) == ([["params.yaml", "merged, with 1 place to decide"]], True)
    text = Path("params.yaml").read_text()
    assert "<<<<<<< yours\nmine\n" in text
    assert "theirs\n>>>>>>> rejoinder\n" in text


def test_an_edited_large_file_is_kept_and_the_new_one_laid_beside_it(upgrade) -> None:
    mine = b"x\n" * 60_000 + b"mine\n"
    save("seeds/large.csv", mine)
    rows, _ = upgrade(large=b"y\n" * 60_000)
    assert rows == [["seeds/large.csv.new", "large.csv was edited and is kept; this is the program's"]]
    assert Path("seeds/large.csv").read_bytes() == mine
    assert Path("seeds/large.csv.new").read_bytes() == b"y\n" * 60_000


def test_a_new_file_is_added(upgrade) -> None:
    assert upgrade(new=b"n: 1\n")[0] == [["conf/new.yaml", "added"]]
    assert Path("conf/new.yaml").read_bytes() == b"n: 1\n"


def test_a_new_file_does_not_replace_one_of_the_same_name(upgrade) -> None:
    save("conf/new.yaml", b"mine: 1\n")
    assert upgrade(new=b"n: 1\n")[0][0][0] == "conf/new.yaml.new"
    assert Path("conf/new.yaml").read_bytes() == b"mine: 1\n"


def test_a_file_that_the_program_dropped_goes_unless_it_was_edited(upgrade) -> None:
    save("params.yaml", edit(1, "mine"))
    rows, _ = upgrade(a=None, params=None)
    assert [row[0] for row in rows] == ["conf/a.yaml", "params.yaml"]
    assert not Path("conf/a.yaml").exists()
    assert Path("params.yaml").read_bytes() == edit(1, "mine")


def test_a_file_that_was_removed_here_stays_away(upgrade) -> None:
    save("conf/a.yaml", None)
    assert upgrade(a=b"a: 3\n")[0] == [["conf/a.yaml", "left out, as it was removed here"]]
    assert not Path("conf/a.yaml").exists()


def test_a_second_update_has_nothing_to_do(upgrade) -> None:
    save("params.yaml", edit(1, "mine"))
    upgrade(params=edit(7, "theirs"))
    commit()
    assert upgrade(params=edit(7, "theirs")) == ([], False)


def test_an_update_within_one_version_speaks_of_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rejoinder.study.update.collect_originals", lambda _: BEFORE | {"conf/a.yaml": b"a: 3\n"})
    assert "update: done. `dvc repro`" in update_study()[0]
    commit()
    assert update_study()[0] == "update: nothing to do."


def test_a_study_lags_behind_the_program_until_it_is_updated(upgrade, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rejoinder.study.update.collect_originals", lambda _: BEFORE)
    save("conf/a.yaml", b"mine: 2\n")
    assert describe_lag() == ""
    monkeypatch.setattr("rejoinder.study.update.collect_originals", lambda _: BEFORE | {"conf/a.yaml": b"a: 3\n"})
    assert "`rejoinder update`" in describe_lag()
    update_study()
    assert describe_lag() == ""


def test_wrong_settings_name_the_update_where_the_study_lags_behind(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("rejoinder.study.update.collect_originals", lambda _: {})

    def fail() -> None:
        raise ConfigError(Fault(file=Path("conf/a.yaml"), location=("a",), problem="'a' is not a known key"))

    assert report_errors("articles", fail) == 1
    assert capsys.readouterr().err.splitlines()[-1].count("`rejoinder update`") == 1
    assert "`rejoinder update`" in CliRunner().invoke(app, ["check"]).output.splitlines()[-1]


def test_edits_that_are_not_committed_are_refused(upgrade) -> None:
    Path("conf/a.yaml").write_bytes(b"a: 2\n")
    with pytest.raises(StudyError, match=r"conf/a\.yaml: expected all files committed"):
        upgrade(a=b"a: 3\n")
    assert Path("conf/a.yaml").read_bytes() == b"a: 2\n"


def test_edits_that_git_ignores_are_refused(upgrade) -> None:
    Path(".gitignore").write_text("/conf/\n", encoding="utf-8")
    call_git("rm", "-r", "--quiet", "--cached", "conf")
    save("conf/a.yaml", b"a: 2\n")
    with pytest.raises(StudyError, match=r"^conf/.*; take it out of \.gitignore and commit it"):
        upgrade(a=b"a: 3\n")
    assert Path("conf/a.yaml").read_bytes() == b"a: 2\n"


def test_elsewhere_it_says_where_to_run_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "other").mkdir()
    monkeypatch.chdir(tmp_path / "other")
    result = CliRunner().invoke(app, ["update"])
    assert result.exit_code == 1
    assert "run the command in the folder that `rejoinder new` made" in result.stderr

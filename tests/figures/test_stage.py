"""The files of the stage: all of them, always the same bytes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rejoinder import config, figures, paths, schema, tables
from rejoinder.figures.data import CHECKS
from rejoinder.figures.write import write_figure
from tests.support.figure_data import FOUR, load_paper
from tests.support.project import ROOT

CHECKED = {name: getattr(schema, name.upper()) for name in CHECKS}


def test_stage_writes_every_figure_and_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("conf", "params.yaml", "seeds"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    for folder, columns in (
        (paths.ARTICLES, schema.ARTICLES), (paths.STATEMENTS, schema.STATEMENTS), (paths.FRAMES, schema.FRAMES),
        (paths.STANCES, schema.STANCES), (paths.CORRECTIONS, schema.CORRECTIONS),
        *((paths.MACHINE / name, getattr(schema, name.upper())) for name in ("statements", "frames", "stances")),
        (paths.KEYNESS, schema.KEYNESS), (paths.CONCORDANCE, schema.CONCORDANCE),
        (paths.AGREEMENT, schema.AGREEMENT), (paths.CODER, schema.CROSS_VALIDATION),
        *((paths.AGREEMENT / name, columns) for name, columns in CHECKED.items()),
        (paths.AGREEMENT / "efforts", schema.EFFORTS),
    ):  # fmt: skip
        tables.write_partition(folder, "part-00000.parquet", columns.empty_table())
    figures.main(config.compose_run())
    names = ("score", "sides_frames", "speakers_frames")
    endings = ("csv", "pdf", "png", "svg")
    assert sorted(p.name for p in paths.FIGURES.iterdir()) == sorted(f"{n}.{e}" for n in names for e in endings)
    listed = ("statements", "sides_frames", "codebook", "agreement", "stances", "coder")
    listed += (
        "confusion",
        "calibration",
        "prevalence",
        "correctness",
        "speakers_to_check",
        "variables",
        "keyness",
        "concordance",
    )
    expected = {f"{n}.{e}" for n in listed for e in ("csv", "md", "tex")} | {"numbers.tex", "statements.parquet"}
    assert {p.name for p in paths.TABLES.iterdir()} == expected


def write_all(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for name, table, figure in figures.draw_figures(FOUR, load_paper()):
        write_figure(folder / name, table, figure, load_paper())


def test_files_are_the_same_bytes_whenever_and_wherever_they_are_drawn(tmp_path: Path) -> None:
    """In this process, and in another with another hash seed at another date."""
    code = "import sys; sys.path[:0] = ['src', '.']; from pathlib import Path; "
    code += "from tests.figures.test_stage import write_all; write_all(Path(sys.argv[1]))"
    env = os.environ | {"PYTHONHASHSEED": "2", "SOURCE_DATE_EPOCH": "86400"}
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "there")], check=True, env=env, cwd=ROOT)
    write_all(tmp_path / "here")
    written = {path.name: path.read_bytes() for path in (tmp_path / "here").iterdir()}
    assert {Path(name).suffix for name in written} == {".pdf", ".svg", ".png", ".csv"}
    assert len(written) == 9 * 4
    assert [name for name, content in written.items() if (tmp_path / "there" / name).read_bytes() != content] == []


def test_a_figure_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "sides_frames.svg").mkdir()  # where a file is to be
    with pytest.raises(OSError, match=r"\.svg"):
        write_all(tmp_path)


def test_start_up_needs_no_torch() -> None:
    code = (
        "import sys, rejoinder.figures, rejoinder.agreement; print({'torch', 'stanza', 'sklearn'} & set(sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ | {"PYTHONPATH": "src"}
    )
    assert run.stdout.strip() == "set()"

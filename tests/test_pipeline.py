"""The wiring: params.yaml, conf/, dvc.yaml, modules and their imports agree, so that DVC can never miss a tweak."""

import ast
import contextlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from dvc.repo import Repo

from rejoinder import config
from tests.support.imports import find_imports, find_module, find_reached
from tests.support.project import FILES, GROUPS, OPTIONS, PARAMS, PIPELINE, ROOT, SOURCE, list_outs

STAGES = [name for name, stage in PIPELINE.items() if "params" in stage]  # all but those that only look after others
CODE = "data/code/"

# What an edit of a group's option re-runs itself; all that is downstream of these follows.
TOUCHES = {
    "articles": {"articles"},
    "parses": {"parses", "examples", "coder", "frames", "stances"},
    "statements": {"statements"},
    "actors": {"statements", "frames", "stances", "exchange", "agreement", "words", "figures"},
    "codebook": {"examples", "coder", "frames", "exchange", "agreement", "words", "figures"},
    "encoder": {"examples", "frames"},
    "examples": {"examples"},
    "coder": {"coder"},
    "frames": {"examples", "coder", "frames"},
    "stances": {"stances"},
    "exchange": {"exchange"},
    "agreement": {"agreement"},
    "words": {"words"},
    "multiverse": set(),
    "figures": {"figures"},
    "report": {"report"},
    "engine": set(),
}


def loaded_groups(files: set[Path]) -> set[str]:
    """Groups that code loads by `run.load("group")`."""
    calls = [n for f in files for n in ast.walk(ast.parse(f.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]
    return {
        call.args[0].value
        for call in calls
        if isinstance(call.func, ast.Attribute) and call.func.attr == "load" and call.args
        if isinstance(call.args[0], ast.Constant) and call.args[0].value in GROUPS
    }


def chosen(path: str) -> str:
    """A path of dvc.yaml with the run's choices filled in."""
    return re.sub(r"\$\{(\w+)\}", lambda m: PARAMS[m[1]], path)


def groups_of(stage: str) -> set[str]:
    """Groups whose options a stage tracks."""
    return {p for p in PIPELINE[stage].get("params", []) if isinstance(p, str)} - {"seed"}


def find_source(dep: str) -> Path:
    """The file or folder that a dependency in data/code is the hash of."""
    path = SOURCE / "rejoinder" / dep.removeprefix(CODE)
    return path if path.is_dir() else path.with_suffix(".py")


@pytest.mark.parametrize("file", OPTIONS, ids=str)
def test_every_option_builds(file: Path) -> None:
    group = file.parts[1]
    assert config.compose_run([f"{group}={file.stem}"]).load(group) is not None


def test_every_group_is_chosen_in_params_and_every_choice_has_its_group() -> None:
    assert {file.parts[1] for file in OPTIONS} == set(GROUPS)


@pytest.mark.parametrize("stage", PIPELINE)
def test_a_stage_is_one_word_in_all_its_places(stage: str) -> None:
    assert find_module(f"rejoinder.{stage}") is not None
    assert (stage in GROUPS) == (stage in STAGES)
    assert PIPELINE[stage]["cmd"] == f"python -m rejoinder {stage}"


@pytest.mark.parametrize("stage", STAGES)
def test_each_option_of_a_stage_is_tracked_with_its_choice(stage: str) -> None:
    files = {next(iter(p)) for p in PIPELINE[stage]["params"] if isinstance(p, dict)}
    files |= {d for d in PIPELINE[stage]["deps"] if d.startswith("conf/")}
    assert files == {f"conf/{group}/${{{group}}}.yaml" for group in groups_of(stage)}


@pytest.mark.parametrize("stage", [s for s in STAGES if s != "report"])  # the report prints a hash of all code
def test_deps_are_the_modules_and_packages_a_stage_imports_from_and_no_other(stage: str) -> None:
    imported = find_reached("rejoinder.__main__", f"rejoinder.{stage}")
    for group in loaded_groups(imported) & groups_of(stage):
        option = yaml.safe_load((ROOT / f"conf/{group}/{PARAMS[group]}.yaml").read_text(encoding="utf-8"))
        imported |= find_reached(option["_target_"].rpartition(".")[0])
    deps = [find_source(d) for d in PIPELINE[stage]["deps"] if d.startswith(CODE) and d != f"{CODE}src/{stage}"]
    listed = {d: set(d.rglob("*.py") if d.is_dir() else [d]) for d in deps}
    unlisted = imported - set().union(*listed.values())
    assert {str(f.relative_to(ROOT)) for f in unlisted} == set(), "imported, not in deps"
    unused = {d for d, files in listed.items() if files and not files & imported}  # models are no code
    assert {str(d.relative_to(ROOT)) for d in unused} == set(), "in deps, not imported"


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_tracks_the_studys_own_classes(stage: str) -> None:
    assert {f"{CODE}src/{stage}", CODE.rstrip("/")} & set(PIPELINE[stage]["deps"])


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_tracks_the_options_its_code_loads(stage: str) -> None:
    assert loaded_groups(find_reached(f"rejoinder.{stage}")) - {"engine"} <= groups_of(stage)


@pytest.mark.parametrize("stage", PIPELINE)
def test_what_a_stage_reads_in_seeds_exists(stage: str) -> None:
    for dep in PIPELINE[stage].get("deps", []):
        assert dep.startswith("data/") or (ROOT / chosen(dep)).exists()


@pytest.mark.parametrize("stage", PIPELINE)
def test_stages_write_only_what_is_generated(stage: str) -> None:
    crate = "ro-crate-metadata.json"  # which has to lie at the top of what it describes
    assert all(name.startswith(("data/", "reports/")) or name == crate for name in list_outs(stage))


@pytest.mark.parametrize("stage", STAGES)
def test_settings_are_checked_before_a_stage_runs(stage: str) -> None:
    makers = {out: name for name in PIPELINE for out in list_outs(name)}
    stack, earlier = [stage], set[str]()
    while stack:
        stack += {makers[dep] for dep in PIPELINE[stack.pop()].get("deps", []) if dep in makers} - earlier
        earlier |= set(stack)
    assert "check" in earlier


def test_the_crate_is_written_after_all_reports_that_it_describes() -> None:
    outs = {out for stage in PIPELINE for out in list_outs(stage) if out.startswith("reports/")}
    assert outs <= set(PIPELINE["crate"]["deps"])


def test_a_module_that_is_named_in_a_string_is_imported(tmp_path: Path) -> None:
    file = tmp_path / "module.py"
    file.write_text('import_module("rejoinder.corpus")\nTARGET = "rejoinder.encoder.Encoder"\n')
    assert find_imports(file) == {find_module("rejoinder.corpus"), find_module("rejoinder.encoder")}


@pytest.mark.parametrize("stage", [s for s in STAGES if s != "report"])  # the report names methods of all stages
def test_stages_do_not_import_each_other(stage: str) -> None:
    reached = find_reached(f"rejoinder.{stage}")
    homes = {SOURCE / "rejoinder" / name for name in PIPELINE if name != stage}
    assert {file for file in reached if homes & {file.with_suffix(""), *file.parents}} == set()


@pytest.mark.parametrize(
    "stage", [s for s in PIPELINE if s not in ("check", "parses", "examples", "coder", "frames", "stances")]
)
def test_a_stage_that_needs_no_network_of_neurons_does_not_load_torch(stage: str) -> None:
    code = (
        f"import rejoinder.{stage}, sys; sys.exit(any(m in sys.modules for m in ('torch', 'stanza', 'transformers')))"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_only_parser_imports_stanza() -> None:
    importing = {
        f.relative_to(SOURCE / "rejoinder").parts[0]
        for f in (SOURCE / "rejoinder").rglob("*.py")
        if any(line.split()[:2] in (["import", "stanza"], ["from", "stanza"]) for line in f.read_text().splitlines())
        or "stanza." in f.read_text()
    }
    assert importing == {"parser"}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project as it was last run, to edit."""
    if not (ROOT / "data" / "frames").exists():
        pytest.fail("data/ is not made yet; run `make reproduce` first.")
    folder = tmp_path_factory.mktemp("copy")
    for name in FILES:
        ignore = shutil.ignore_patterns("__pycache__")
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(  # type: ignore[operator]
            ROOT / name, folder / name, **({"ignore": ignore} if (ROOT / name).is_dir() else {})
        )
    (folder / ".dvc").mkdir()
    cache = f"[cache]\n    dir = {ROOT / '.dvc' / 'cache'}\n"
    (folder / ".dvc" / "config").write_text(f"[core]\n    analytics = false\n    no_scm = true\n{cache}")
    return folder


def find_changed(project: Path) -> set[str]:
    """Stages that `dvc status` finds changed, but for those that look after the others."""
    with contextlib.chdir(project), Repo(str(project)) as repo:
        return {str(name) for name in repo.status()} & {*STAGES}


def hash_code(project: Path) -> None:
    """Run stage `code` on the project's own copy of the program."""
    environment = os.environ | {"PYTHONPATH": str(project / "src")}
    subprocess.run([sys.executable, "-m", "rejoinder", "code"], cwd=project, env=environment, check=True)


def edit(file: Path, old: str, new: str) -> Any:
    """Replace a text in a file; returns a function that undoes it."""
    before = file.read_text(encoding="utf-8")
    assert old in before
    file.write_text(before.replace(old, new, 1), encoding="utf-8")
    return lambda: file.write_text(before, encoding="utf-8")


@pytest.mark.slow
def test_without_an_edit_nothing_runs(copy: Path) -> None:
    assert find_changed(copy) == set()


@pytest.mark.slow
@pytest.mark.parametrize("group", GROUPS)
def test_editing_an_option_in_use_re_runs_its_stages_and_no_other(copy: Path, group: str) -> None:
    option = copy / "conf" / group / f"{PARAMS[group]}.yaml"
    undo = edit(option, "_target_:", "edited: true\n_target_:")
    try:
        stages = find_changed(copy)
    finally:
        undo()
    assert stages - {"report"} == TOUCHES[group] - {"report"}
    assert ("report" in stages) == (group != "engine")


@pytest.mark.slow
def test_editing_an_option_that_is_not_in_use_re_runs_nothing(copy: Path) -> None:
    unused = [copy / file for file in OPTIONS if PARAMS[file.parts[1]] != file.stem]
    assert unused
    undo = [edit(file, "_target_:", "edited: true\n_target_:") for file in unused]
    try:
        assert find_changed(copy) == set()
    finally:
        for back in undo:
            back()


@pytest.mark.slow
def test_another_choice_in_params_re_runs_its_stage_and_what_fits_a_coder_for_it(copy: Path) -> None:
    undo = edit(copy / "params.yaml", "frames: tuned", "frames: lexicon")
    try:
        assert find_changed(copy) == {"examples", "coder", "frames", "report"}
    finally:
        undo()


@pytest.mark.slow
def test_another_engine_re_runs_nothing(copy: Path) -> None:
    undo = edit(copy / "params.yaml", "engine: local", "engine: dask")
    try:
        assert find_changed(copy) == set()
    finally:
        undo()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "stages"),
    [
        ("seeds/gold/pass-1.csv", {"examples", "agreement", "report"}),
        ("seeds/language/polarity.csv", {"statements", "stances", "report"}),
        ("src/rejoinder/frames/__init__.py", {"frames", "report"}),
        ("src/rejoinder/figures/style.py", {"figures", "report"}),
    ],
)
def test_editing_a_seed_or_code_re_runs_what_reads_it(copy: Path, file: str, stages: set[str]) -> None:
    path = copy / file
    before = path.read_bytes()
    path.write_bytes(before + b"\n")
    hash_code(copy)
    try:
        assert find_changed(copy) == stages
    finally:
        path.write_bytes(before)
        hash_code(copy)

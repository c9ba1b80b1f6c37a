"""Stage `crate`: what is in the study's folder is what the crate names."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from rejoinder import crate, paths, schema, tables
from tests.support.crates import ARTICLE

TEXT = "Karran will answer."


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a small study that was run."""
    monkeypatch.chdir(tmp_path)
    files = {
        "params.yaml": "frames: tuned\nengine: local\nseed: 13\n", "dvc.yaml": "stages: {}\n", "dvc.lock": "",
        "conf/frames/tuned.yaml": "threshold: 0.5\n", "conf/frames/lexicon.yaml": "", "conf/engine/local.yaml": "",
        "seeds/articles/karran.txt": TEXT, "seeds/corrections.csv": "", "data/code/paths": "01\n",
        "reports/index.html": "<html>", "CITATION.cff": "title: Harbours\nlicense: MIT\ndate-released: 2026-05-01\n",
    }  # fmt: skip
    for name, content in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(content, encoding="utf-8")
    rows = [ARTICLE | {"article_id": key, "text": TEXT, "sha256": "ab" * 32} for key in ("b", "a")]
    for number, row in enumerate(rows):
        table = tables.build_table([row], schema.ARTICLES)
        tables.write_partition(paths.ARTICLES, tables.name_partition(number), table)
    return tmp_path


def run_stage() -> dict[str, dict[str, Any]]:
    """The entities that the stage writes, by their ids."""
    crate.main()
    return {one["@id"]: one for one in json.loads(paths.CRATE.read_text(encoding="utf-8"))["@graph"]}


def test_files_that_the_run_used_and_made_are_named_texts_and_other_options_are_not(study: Path) -> None:
    named = {part["@id"] for part in run_stage()["./"]["hasPart"]}
    assert named == {
        "params.yaml", "dvc.yaml", "dvc.lock", "conf/frames/tuned.yaml", "seeds/corrections.csv", "reports/index.html",
        "CITATION.cff",
    }  # fmt: skip
    assert TEXT not in paths.CRATE.read_text(encoding="utf-8")


def test_a_second_run_writes_the_same_bytes(study: Path) -> None:
    run_stage()
    first = paths.CRATE.read_bytes()
    run_stage()
    assert paths.CRATE.read_bytes() == first


def test_articles_of_all_partitions_are_listed_by_id_with_the_hash_that_the_report_prints(study: Path) -> None:
    entities = run_stage()
    assert [one["@id"] for one in entities["#articles"]["hasPart"]] == ["#article/a", "#article/b"]
    lines = f"{'ab' * 32}  a\n{'ab' * 32}  b"
    assert entities["#articles"]["sha256"] == hashlib.sha256(lines.encode()).hexdigest()


def test_what_was_taken_out_of_the_folder_is_not_named(study: Path) -> None:
    (study / "reports" / "index.html").unlink()
    assert "reports/index.html" not in run_stage()


def test_a_crate_that_lacks_what_a_published_one_needs_says_so(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (study / "CITATION.cff").write_text("title: Harbours\n")
    run_stage()
    assert "CITATION.cff has no date-released and no license;" in capsys.readouterr().out


def test_packages_have_the_versions_that_are_installed(study: Path) -> None:
    named = {one.get("name"): one.get("softwareVersion") for one in run_stage().values()}
    assert named["pyarrow"] == __import__("pyarrow").__version__
    assert not any("+" in (version or "") for version in named.values())

"""An invented study to describe as a crate, and roc-validator, which tells whether the description is one."""

import subprocess
import sys
from pathlib import Path

import pytest

from rejoinder.crate.study import ArticleList, Environment, Study, StudyFile

VALIDATOR = Path(sys.prefix) / "validator" / "bin" / "python"
SCRIPT = Path(__file__).parents[1] / "crate" / "validator.py"
CITATION = {
    "title": "Harbours",
    "abstract": "What two towns say of one harbour.",
    "authors": [
        {"given-names": "Ada", "family-names": "Moor", "orcid": "https://orcid.org/0000-0002-1825-0097"},
        {"name": "Harbour Group"},
    ],
    "license": "CC-BY-4.0",
    "date-released": "2026-05-01",
}
ARTICLE = {
    "article_id": "karran/2021 05 03", "title": "Karran Warns", "outlet": "The Karran Courier",
    "published": "2021-05-03", "language": "en", "url": "", "rights": "© The Karran Courier", "sha256": "ab" * 32,
}  # fmt: skip


def invent_study(citation: object = CITATION, articles: int = 1) -> Study:
    """A study with a file of each kind, one of them with an awkward name."""
    return Study(
        citation=citation,
        workflow=name_file("dvc.yaml"),
        settings=[name_file("params.yaml")],
        inputs=[name_file("seeds/gold/Ann's pass #1.csv")],
        outputs=[name_file("reports/index.html"), name_file("reports/tables/Größe.csv")],
        records=[name_file("CITATION.cff"), StudyFile(path="dvc.lock", size=0, sha256="")],
        articles=ArticleList(first=[ARTICLE], count=articles, sha256="cd" * 32),
        environment=Environment(version="1.0", code="ef" * 32, python="3.11", packages={"pandas": "3.0"}),
    )


def name_file(path: str) -> StudyFile:
    return StudyFile(path=path, size=2, sha256="01" * 32)


def find_issues(folder: Path, profile: str) -> list[str]:
    """What of a crate is not as a profile requires."""
    if not VALIDATOR.exists():
        pytest.fail(f"{VALIDATOR} is not there; run `make test`, which installs roc-validator.")
    command = [str(VALIDATOR), str(SCRIPT), str(folder), profile, "REQUIRED"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()

"""A study as RO-Crate: valid by roc-validator, with its files, articles, run and authors."""

import json
from pathlib import Path
from typing import Any

import pytest

from rejoinder.crate.description import describe_study
from rejoinder.crate.study import Study
from tests.support.crates import CITATION, find_issues, invent_study

PROFILES = ("ro-crate-1.1", "process-run-crate-0.5", "workflow-run-crate-0.5")


def describe(study: Study) -> dict[str, dict[str, Any]]:
    """The entities of a study's crate by their ids."""
    return {entity["@id"]: entity for entity in json.loads(describe_study(study))["@graph"]}


def write_crate(folder: Path, study: Study) -> Path:
    """A folder with the crate and all files that it names."""
    for file in (study.workflow, *study.settings, *study.inputs, *study.outputs, *study.records):
        (folder / file.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / file.path).write_text("{}")
    (folder / "ro-crate-metadata.json").write_text(describe_study(study), encoding="utf-8")
    return folder


@pytest.mark.parametrize("profile", PROFILES)
def test_crate_is_valid_by_roc_validator(tmp_path: Path, profile: str) -> None:
    assert find_issues(write_crate(tmp_path, invent_study()), profile) == []


def test_crate_that_names_a_file_which_is_not_there_is_not_valid(tmp_path: Path) -> None:
    write_crate(tmp_path, invent_study())
    (tmp_path / "reports" / "index.html").unlink()
    assert any("index.html" in issue for issue in find_issues(tmp_path, "ro-crate-1.1"))


def test_what_the_citation_does_not_say_is_not_made_up() -> None:
    root = describe(invent_study({"title": "Harbours"}))["./"]
    assert not {"datePublished", "license", "author", "version"} & set(root)


def test_run_leads_from_articles_settings_and_seeds_to_reports() -> None:
    run = describe(invent_study())["#run"]
    used, made = ([one["@id"] for one in run[name]] for name in ("object", "result"))
    assert run["instrument"] == {"@id": "dvc.yaml"}
    assert used == ["#articles", "params.yaml", "seeds/gold/Ann%27s%20pass%20%231.csv"]
    assert made == ["reports/index.html", "reports/tables/Gr%C3%B6%C3%9Fe.csv"]


def test_files_have_their_hashes_but_for_those_that_change_later() -> None:
    entities = describe(invent_study())
    assert entities["reports/index.html"]["sha256"] == "01" * 32
    assert entities["reports/index.html"]["encodingFormat"] == "text/html"
    assert "sha256" not in entities["dvc.lock"]


def test_article_is_known_by_its_hash_and_rights_and_by_no_file() -> None:
    article = describe(invent_study())["#article/karran%2F2021%2005%2003"]
    assert article["sha256"] == "ab" * 32
    assert article["copyrightNotice"] == "© The Karran Courier"
    assert article["@type"] == "Article"


def test_articles_beyond_those_listed_are_counted() -> None:
    articles = describe(invent_study(articles=5000))["#articles"]
    assert articles["name"] == "The articles: 5,000"
    assert "The first 1 by id are listed." in articles["description"]


def test_authors_are_persons_by_their_orcid_or_bodies() -> None:
    entities = describe(invent_study())
    assert entities["https://orcid.org/0000-0002-1825-0097"] == {
        "@id": "https://orcid.org/0000-0002-1825-0097", "@type": "Person", "name": "Ada Moor",
    }  # fmt: skip
    assert entities["#author/Harbour%20Group"]["@type"] == "Organization"


def test_program_and_packages_have_their_versions() -> None:
    entities = describe(invent_study())
    assert entities["#rejoinder"]["softwareVersion"] == "1.0"
    assert {one["@id"] for one in entities["#rejoinder"]["softwareRequirements"]} == {
        "https://pypi.org/project/pandas/3.0/", "https://docs.python.org/3.11/",
    }  # fmt: skip


def test_works_that_the_citation_names_are_cited_with_their_authors() -> None:
    program = {"title": "Rejoinder", "version": "1.0", "doi": "10.5281/zenodo.1", "authors": [{"name": "Its makers"}]}
    entities = describe(invent_study(CITATION | {"references": [program]}))
    assert entities["./"]["citation"] == {"@id": "https://doi.org/10.5281/zenodo.1"}
    assert entities["https://doi.org/10.5281/zenodo.1"]["author"] == {"@id": "#author/Its%20makers"}

"""What a reader needs to run the analysis again and to cite it."""

import hashlib

import pytest

from rejoinder import config
from rejoinder.report.provenance import Option, build_citation, compute_fingerprint, list_options, read_sources
from rejoinder.report.references import list_references
from tests.support import report_project as project


def test_options_in_use_are_printed_as_written_but_for_the_engine(page):
    options = page.one("div", "settings").text
    assert "# One" not in options
    assert "the most articles that can be read" in options
    assert "label: Deterrence" in options
    assert "engine" not in options


def test_option_changed_on_the_command_line_is_printed_as_it_ran(tmp_path, monkeypatch):
    project.make(tmp_path)
    monkeypatch.chdir(tmp_path)
    (option,) = [o for o in list_options(config.compose_run(["report.rows=7"])) if o.group == "report"]
    assert "rows: 7" in option.text


def test_citation_gives_version_commit_command_and_hashes(page):
    cite = page.one(id="cite").text
    assert "git log -1 --format=%H -- reports/index.html" in cite
    assert "@software{rejoinder" in cite
    assert hashlib.sha256(project.lay_out(project.TEXTS[project.RIVER])[0].encode()).hexdigest() in cite


OPTION = Option(group="frames", option="a", file="conf/frames/a.yaml", text="x: 1", target="rejoinder.frames.A")


@pytest.mark.parametrize(
    ("files", "options", "seed"),
    [
        pytest.param({"a": b"1", "b": b"3"}, [OPTION], 13, id="content"),
        pytest.param({"a": b"1", "c": b"2"}, [OPTION], 13, id="name"),
        pytest.param({"a": b"1", "b": b"2"}, [], 13, id="option"),
        pytest.param({"a": b"1", "b": b"2"}, [OPTION], 7, id="seed"),
    ],
)
def test_fingerprint_changes_with(files, options, seed):
    known = compute_fingerprint({"a": b"1", "b": b"2"}, [OPTION], 13)
    assert compute_fingerprint(files, options, seed) != known


def test_fingerprint_does_not_depend_on_order():
    one = compute_fingerprint({"a": b"1", "b": b"2"}, [OPTION], 13)
    assert one == compute_fingerprint({"b": b"2", "a": b"1"}, [OPTION], 13)


def test_sources_are_the_seeds_and_the_code_whether_or_not_the_program_lies_in_the_folder(tmp_path, monkeypatch):
    project.make(tmp_path)
    monkeypatch.chdir(tmp_path)
    sources = read_sources()
    assert sources["seeds/articles/norvia-dam.txt"] == b"the input"
    assert {"data/code/report", "data/code/models/en"} <= set(sources)


def test_bibtex_takes_authors_and_year_from_the_citation_file():
    cff = "title: T\nauthors: [{family-names: Doe, given-names: Jo}, {name: A Group}]\ndate-released: 2025-02-03\n"
    entry = build_citation(cff, "f" * 64, 1, [("a", "0" * 64)], ["a"]).bibtex
    assert "author = {Doe, Jo and {A Group}}" in entry
    assert "year = {2025}" in entry


def test_references_follow_the_options_in_use():
    assert [r.use for r in list_references([OPTION])] == []
    stanza = Option(group="p", option="p", file="p", text="", target="rejoinder.parser.Compact")
    assert any("Stanza" in r.text for r in list_references([stanza]))


def test_references_of_the_tuned_network_name_its_tuning_and_its_threshold():
    targets = ("rejoinder.parser.Compact", "rejoinder.frames.TunedFrames")
    options = [Option(group="g", option="tuned", file="f", text="", target=target) for target in targets]
    assert [r.text.split(",")[0] for r in list_references(options)][-2:] == ["Hu", "Lipton"]

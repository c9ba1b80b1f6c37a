"""The stage: which articles it shows, the same bytes for the same data, and its settings."""

import subprocess
import sys
from pathlib import Path

import pytest

from rejoinder import config, paths, report, schema, tables
from rejoinder.report.key_figures import select_within
from rejoinder.report.links import name_page
from tests.support import report_project as project
from tests.support.html_page import parse_page
from tests.support.report_project import render


def list_pages(kind):
    return sorted(page.name for page in paths.PAGES.glob(f"{kind}-*"))


def read_pages():
    return {page.name: page.read_bytes() for page in paths.PAGES.iterdir()}


def test_same_input_gives_same_bytes(html, tmp_path, monkeypatch):
    assert render(tmp_path, monkeypatch) == html
    first = read_pages()
    render(tmp_path, monkeypatch)
    assert read_pages() == first


def test_partitions_do_not_change_the_report(html, tmp_path, monkeypatch):
    project.make(tmp_path)
    for path in (paths.ARTICLES, paths.STATEMENTS, paths.ATTRIBUTIONS, paths.FRAMES, paths.STANCES):
        rows = tables.read(tmp_path / path)
        ids = rows[rows.column_names[0]].to_pylist()
        for number, article in enumerate((project.HOSTILE, project.RIVER)):
            part = [row for row, name in zip(rows.to_pylist(), ids, strict=True) if name.split("/")[0] == article]
            tables.write_partition(
                tmp_path / path, tables.name_partition(number), tables.build_table(part, rows.schema)
            )
    monkeypatch.chdir(tmp_path)
    report.main(config.compose_run())
    assert paths.REPORT.read_text(encoding="utf-8") == html


def test_sample_of_many_articles_is_called_a_sample_and_each_has_a_page(tmp_path, monkeypatch):
    page = parse_page(render(tmp_path, monkeypatch, articles=1))
    assert not page.all("article", "reading")
    assert "1 of 2 articles can be read here, as a sample" in page.one("p", "notice").text
    assert "2" in page.one("dl", "figures").text
    assert len(list_pages("article")) == 1


@pytest.mark.parametrize("coded", [project.RIVER, project.HOSTILE])
def test_articles_with_gold_coding_come_first(tmp_path, monkeypatch, coded):
    project.make(tmp_path)
    rows = tables.build_table([{"article_id": coded, "passes": 1}], schema.GOLD_ARTICLES)
    tables.write_partition(tmp_path / paths.AGREEMENT / "articles", tables.name_partition(0), rows)
    monkeypatch.chdir(tmp_path)
    report.main(config.compose_run(["report.articles=1"]))
    assert list_pages("article") == [name_page("article", coded)]
    report.main(config.compose_run())
    assert coded in parse_page(paths.REPORT.read_text(encoding="utf-8")).one(id="a1-s1-card").text


def test_articles_that_there_is_no_room_for_are_passed_over_and_counted(tmp_path, monkeypatch):
    page = parse_page(render(tmp_path, monkeypatch, statements=5))
    assert len(list_pages("article")) == 1
    assert "1 more drawn is left out, as there is room for 5 statements" in page.one("p", "notice").text


def test_texts_of_a_small_corpus_stand_on_the_first_page_and_those_of_a_larger_one_on_their_own(tmp_path, monkeypatch):
    assert len(parse_page(render(tmp_path, monkeypatch, inline=7)).all("article", "reading")) == 2
    assert list_pages("article") == []
    assert not parse_page(render(tmp_path, monkeypatch, inline=6)).all("article", "reading")
    assert len(list_pages("article")) == 2


def test_pages_of_an_earlier_run_do_not_stay(tmp_path, monkeypatch):
    project.make(tmp_path)
    monkeypatch.chdir(tmp_path)
    tables.write_text(paths.PAGES / "speaker-nobody.html", "old")
    report.main(config.compose_run())
    assert "speaker-nobody.html" not in list_pages("speaker")


@pytest.mark.parametrize(
    ("sizes", "most", "chosen"),
    [
        pytest.param({"a": 5, "b": 5, "c": 5}, 10, ["a", "b"], id="as many as fit"),
        pytest.param({"a": 5, "b": 9, "c": 5}, 10, ["a", "c"], id="one too long is passed over"),
        pytest.param({"a": 50, "b": 5}, 10, ["a"], id="one at least"),
        pytest.param({}, 10, [], id="no articles"),
    ],
)
def test_articles_shown_are_within_the_statements_allowed(sizes, most, chosen):
    assert select_within(sizes, most) == chosen


def test_all_articles_shown_is_no_sample(page):
    assert not page.all("p", "notice")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        pytest.param("articles", "0", id="no article"),
        pytest.param("rows", "-1", id="fewer than no rows"),
        pytest.param("palette", "[]", id="no colour"),
        pytest.param("palette", "[red]", id="colour by name"),
        pytest.param("titel", "x", id="misspelt key"),
        pytest.param("rows", "many", id="word for a number"),
    ],
)
def test_wrong_value_in_the_option_file_is_one_sentence_naming_file_and_key(tmp_path, monkeypatch, key, value):
    project.make(tmp_path)
    option = tmp_path / "conf/report/html.yaml"
    lines = [line for line in option.read_text(encoding="utf-8").split("\n") if not line.startswith(f"{key}:")]
    option.write_text("\n".join([*lines, f"{key}: {value}"]), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(config.ConfigError, match=rf"conf/report/html\.yaml: key '{key}") as error:
        config.compose_run().load("report")
    assert "\n" not in str(error.value)


def test_stage_does_without_the_heavy_libraries(tmp_path):
    project.make(tmp_path)
    heavy = "torch stanza sklearn matplotlib seaborn transformers"
    code = (
        "import sys; from rejoinder import config, report; report.main(config.compose_run());"
        f"print(sorted(set(sys.modules) & set('{heavy}'.split())))"
    )
    path = str(Path(report.__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env={"PYTHONPATH": path}, capture_output=True, text=True, check=True
    )
    assert done.stdout.split("\n")[-2] == "[]"

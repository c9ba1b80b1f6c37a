"""Stage `articles`: what it reads, writes and refuses."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rejoinder import config, paths, tables
from rejoinder.articles import ArticleError, count_partitions, main
from tests.support.article_files import ENGLISH


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """A project folder with the given files in seeds/articles, as the working directory."""
    for name in ("conf", "params.yaml"):
        (tmp_path / name).symlink_to(Path(name).absolute())
    monkeypatch.chdir(tmp_path)

    def make(**files: str) -> None:
        Path("seeds/articles").mkdir(parents=True)
        for name, text in files.items():
            Path("seeds/articles", name.replace("_", ".")).write_text(text)

    return make


def test_an_empty_folder_is_an_error(project: Callable[..., None]) -> None:
    project()
    with pytest.raises(ArticleError, match=r"seeds/articles: expected at least one article \(\*.txt\), found none"):
        main(config.compose_run())


def test_a_folder_with_nothing_to_code_is_an_error_that_says_why(project: Callable[..., None]) -> None:
    project(a_txt="")
    with pytest.raises(ArticleError, match=r"no article is left to code \(seeds/articles/a.txt: empty file\)"):
        main(config.compose_run())


def test_a_sidecar_without_its_article_is_an_error(project: Callable[..., None]) -> None:
    project(a_txt=ENGLISH, b_yaml="title: B")
    with pytest.raises(ArticleError, match=r"b\.yaml: a sidecar without its article"):
        main(config.compose_run())


def test_the_stage_writes_what_it_kept_and_what_it_left_out(project: Callable[..., None]) -> None:
    project(a_txt=ENGLISH, a_yaml="outlet: The Harbour Post\npublished: 2020-01-02", b_txt=" ")
    main(config.compose_run())
    (row,) = tables.read(paths.ARTICLES).to_pylist()
    assert (row["article_id"], row["outlet"], row["published"]) == ("a", "The Harbour Post", "2020-01-02")
    assert [r["item"] for r in tables.read(paths.LEFT_OUT).to_pylist()] == ["seeds/articles/b.txt"]


def test_a_file_that_the_option_does_not_read_is_listed(project: Callable[..., None]) -> None:
    project(a_txt=ENGLISH, photo_jpg="no text")
    main(config.compose_run(["articles=folder"]))
    (listed,) = tables.read(paths.LEFT_OUT).to_pylist()
    assert listed["item"] == "seeds/articles/photo.jpg"
    assert listed["reason"].startswith("not read by the option folder, which reads *.txt, *.md, *.html")


def test_the_default_option_loads_none_of_the_libraries_of_the_others(project: Callable[..., None]) -> None:
    project(a_txt=ENGLISH)
    others = "trafilatura pypdf docx openpyxl lxml ftfy datasketch markdown_it charset_normalizer"
    code = (
        "import sys; from rejoinder import config; from rejoinder.articles import main; main(config.compose_run()); "
        f"sys.exit(' '.join(m for m in '{others}'.split() if m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "1 kept" in done.stdout
    assert done.stderr.strip() == ""


@pytest.mark.parametrize(
    ("articles", "count"), [(1, 1), (282, 1), (283, 2), (1000, 4), (1001, 4), (1131, 4), (1132, 8), (1_000_000, 4096)]
)
def test_partitions_are_the_power_of_two_that_makes_them_about_200_articles(articles: int, count: int) -> None:
    assert count_partitions(articles, 200) == count

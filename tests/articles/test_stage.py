"""Stage `articles`: what it reads, writes and refuses."""

import os
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
    ("name", "reason"),
    [
        pytest.param("pipe.txt", "a named pipe, expected a file", id="pipe"),
        pytest.param("gone.txt", "a link to nothing", id="dangling link"),
        pytest.param("out.txt", "a link that leaves the input folder, not followed", id="link out"),
        pytest.param("folder-out", "a link that leaves the input folder, not followed", id="linked folder outside"),
        pytest.param("folder-in", "a link to a folder, not followed", id="linked folder inside"),
        pytest.param("caf\udce9.txt", "a file whose name is not UTF-8; rename it", id="name that is not UTF-8"),
    ],
)
def test_what_is_no_regular_file_of_the_folder_is_listed(
    project: Callable[..., None], tmp_path: Path, name: str, reason: str
) -> None:
    project(good_txt=ENGLISH)
    path, outside = Path("seeds/articles", name), tmp_path / "outside"
    (outside / "sub").mkdir(parents=True)
    (outside / "secret.txt").write_text(ENGLISH)
    Path("seeds/articles/sub").mkdir()
    make = {
        "pipe.txt": lambda: os.mkfifo(path),
        "gone.txt": lambda: path.symlink_to("nothing.txt"),
        "out.txt": lambda: path.symlink_to(outside / "secret.txt"),
        "folder-out": lambda: path.symlink_to(outside),
        "folder-in": lambda: path.symlink_to("sub"),
    }
    make.get(name, lambda: path.write_text(ENGLISH + " Twice."))()
    main(config.compose_run(["articles=folder"]))
    assert [row["article_id"] for row in tables.read(paths.ARTICLES).to_pylist()] == ["good"]
    (listed,) = tables.read(paths.LEFT_OUT).to_pylist()
    assert listed["item"] == f"seeds/articles/{name}".replace("\udce9", "\\xe9")
    assert listed["reason"].startswith(reason)


def test_a_link_to_a_file_of_the_folder_is_read_and_found_to_be_a_copy(project: Callable[..., None]) -> None:
    project(a_txt=ENGLISH)
    Path("seeds/articles/b.txt").symlink_to("a.txt")
    main(config.compose_run())
    (listed,) = tables.read(paths.LEFT_OUT).to_pylist()
    assert (listed["item"], listed["reason"]) == ("seeds/articles/b.txt", "same text as a, which is kept")


def test_a_sidecar_that_is_a_pipe_is_an_error(project: Callable[..., None]) -> None:
    project(a_txt=ENGLISH)
    os.mkfifo("seeds/articles/a.yaml")
    with pytest.raises(ArticleError, match=r"a\.yaml: the sidecar is a named pipe, expected a file"):
        main(config.compose_run())


def test_a_name_as_long_as_names_can_be_is_read(project: Callable[..., None]) -> None:
    project(**{f"{'a' * 251}_txt": ENGLISH})
    main(config.compose_run(["articles=folder"]))
    (row,) = tables.read(paths.ARTICLES).to_pylist()
    assert len(row["article_id"]) < 100


@pytest.mark.parametrize(
    ("articles", "count"), [(1, 1), (282, 1), (283, 2), (1000, 4), (1001, 4), (1131, 4), (1132, 8), (1_000_000, 4096)]
)
def test_partitions_are_the_power_of_two_that_makes_them_about_200_articles(articles: int, count: int) -> None:
    assert count_partitions(articles, 200) == count

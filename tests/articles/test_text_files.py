"""Stage `articles`: nothing of the input vanishes, and its parts are told apart."""

import subprocess
import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rejoinder import config, paths, tables
from rejoinder.articles import (
    ArticleError,
    Metadata,
    TextFiles,
    count_partitions,
    main,
    read_sidecar,
    select_articles,
    split_blocks,
)
from tests.support.article_files import chosen

ENGLISH = "The minister said on Tuesday that the harbour would be closed to foreign ships until the talks resume."
METHOD = TextFiles(folder="seeds/articles", language="en", partition_size=200)


def kinds(text: str, title: str = "") -> list[tuple[str, str]]:
    return [(b["kind"], text[b["start"] : b["end"]]) for b in split_blocks(text, title)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Ships Held\n\nOne was freed.", ["title", "paragraph"], id="headline without full stop"),
        pytest.param(
            "Talks Resume With the U.N.\n\nOne left.", ["title", "paragraph"], id="headline ending in an abbreviation"
        ),
        pytest.param(
            "Ships were held on Monday.\n\nOne left.", ["paragraph", "paragraph"], id="first sentence is no title"
        ),
        pytest.param("A line\nA second line.", ["title", "paragraph"], id="without blank lines, a line is a paragraph"),
        pytest.param(
            "Ships Held\n\nA wrapped\nparagraph of two lines.", ["title", "paragraph"], id="wrapped lines stay together"
        ),
        pytest.param("One paragraph only", ["paragraph"], id="a lone line is no title"),
        pytest.param(
            "Ships Held\n\nBy Ann Oduya\n\nText here.\n\n(Reporting by Bo Li; Editing by C. D. Ek)",
            ["title", "credit", "paragraph", "credit"],
            id="by-line and credit line",
        ),
        pytest.param(
            "Ships Held\n\nAdditional reporting by Bo Li in Oslo.", ["title", "credit"], id="credit without brackets"
        ),
        pytest.param(
            "Ships Held\n\nReporting by the commission was delayed, he said.\n\nBy then all had left.",
            ["title", "paragraph", "paragraph"],
            id="a sentence beginning with By is text",
        ),
    ],
)
def test_blocks(text: str, expected: list[str]) -> None:
    assert [kind for kind, _ in kinds(text)] == expected


def test_sidecar_title_marks_the_first_block() -> None:
    text = "Ships are held.\n\nOne was freed."
    assert kinds(text, "Ships are held.")[0] == ("title", "Ships are held.")


@given(st.text())
def test_blocks_cover_all_but_white_space(text: str) -> None:
    found = split_blocks(text)
    covered = "".join(text[b["start"] : b["end"]] for b in found)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(a["end"] <= b["start"] for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", "empty file", id="empty"),
        pytest.param(b" \n\t\n", "nothing but white space", id="blank"),
        pytest.param(b"\x89PNG\0\0", "binary file (a zero byte at offset 4)", id="binary"),
        pytest.param(b"The caf\xe9 is closed", "byte 0xe9 at offset 7 is not UTF-8", id="undecodable byte"),
        pytest.param(
            "Le ministre a déclaré mardi que le port resterait fermé aux navires étrangers.".encode(),
            "language is fr, expected en",
            id="not in English",
        ),
        pytest.param(b"12345 67890", "language is not recognised, expected en", id="no language"),
    ],
)
def test_a_file_that_cannot_be_coded_is_listed_with_its_reason(content: bytes, reason: str) -> None:
    rows, left_out = chosen(METHOD, [("in/x.txt", content), ("in/y.txt", ENGLISH.encode())])
    assert [row["article_id"] for row in rows] == ["y"]
    assert left_out[0].item == "in/x.txt"
    assert reason in left_out[0].reason


def test_the_same_text_twice_is_kept_once_and_listed() -> None:
    rows, left_out = chosen(METHOD, [("in/a.txt", ENGLISH.encode()), ("in/b.txt", ENGLISH.encode())])
    assert [row["path"] for row in rows] == ["in/a.txt"]
    assert [(item.item, item.reason) for item in left_out] == [("in/b.txt", "same text as a, which is kept")]


def test_a_byte_order_mark_is_no_text() -> None:
    (row,), _ = chosen(METHOD, [("in/a.txt", b"\xef\xbb\xbf" + ENGLISH.encode())])
    assert row["text"] == ENGLISH


def test_the_sidecars_language_is_believed() -> None:
    rows, _ = chosen(METHOD, [("in/a.txt", b"12345 67890")], {"in/a": Metadata(language="en")})
    assert rows[0]["language"] == "en"


@pytest.mark.parametrize(
    ("yaml", "message"),
    [
        pytest.param("outlett: Reuters", "unknown key 'outlett'; did you mean 'outlet'?", id="misspelt key"),
        pytest.param("zzz: 1", "unknown key 'zzz'; known are title, outlet", id="unknown key"),
        pytest.param("published: 12 March", "must be a date such as 2013-03-12. Got '12 March'", id="bad date"),
        pytest.param("published: 2013-02-30", "'published' must be a date", id="impossible date"),
        pytest.param("title: [a]", "key 'title' must be text. Got ['a'] instead", id="list for text"),
        pytest.param("- a", "expected lines such as 'outlet: Reuters'", id="no mapping"),
        pytest.param("title: [", "not valid YAML", id="not YAML"),
    ],
)
def test_a_bad_sidecar_is_one_clear_error(tmp_path: Path, yaml: str, message: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(yaml)
    with pytest.raises(ArticleError) as error:
        read_sidecar(path)
    assert str(path) in str(error.value)
    assert message in str(error.value)


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


def test_articles_are_dealt_into_partitions_by_id_alone() -> None:
    files = [(f"in/{n}.txt", f"{ENGLISH} Number {n}.".encode()) for n in range(40)]
    selection = select_articles(METHOD(files, lambda _: Metadata()), "en", METHOD.duplicates)
    other = select_articles(METHOD(files[::-2], lambda _: Metadata()), "en", METHOD.duplicates)
    where = {row["article_id"]: number for number, rows in selection.iterate_partitions(4) for row in rows}
    assert set(where.values()) == {0, 1, 2, 3}
    assert all(where[row["article_id"]] == number for number, rows in other.iterate_partitions(4) for row in rows)


@pytest.mark.parametrize(
    ("articles", "count"), [(1, 1), (282, 1), (283, 2), (1000, 4), (1001, 4), (1131, 4), (1132, 8), (1_000_000, 4096)]
)
def test_partitions_are_the_power_of_two_that_makes_them_about_200_articles(articles: int, count: int) -> None:
    assert count_partitions(articles, 200) == count


def test_of_two_articles_at_one_date_the_first_by_id_is_kept_whatever_the_order() -> None:
    files = [(f"in/{name}.txt", ENGLISH.encode()) for name in "cab"]
    rows, left_out = chosen(METHOD, files)
    assert [row["article_id"] for row in rows] == ["a"]
    assert [item.item for item in left_out] == ["in/b.txt", "in/c.txt"]

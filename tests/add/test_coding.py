"""`rejoinder add PATH... --coding`: texts that were coded elsewhere become articles, their coding a pass."""

import shutil
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from rejoinder.command import app
from rejoinder.human_coding.folder import read_coding_folder
from tests.support import coded_files
from tests.support.article_files import write_beside
from tests.support.coded_files import DENY, FERRY, HARBOUR
from tests.support.project import ROOT

GOLD = Path("seeds/gold")


@pytest.fixture(autouse=True)
def own_gold(study: Path) -> None:
    """A folder of coding that can be written into."""
    (study / GOLD).unlink()
    shutil.copytree(ROOT / GOLD, study / GOLD)


def add(*places: Path) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["add", *map(str, places), "--coding"])
    return result.exit_code, result.output


def list_articles() -> dict[str, str]:
    return {path.name: path.read_bytes().decode() for path in Path("seeds/articles").glob("*.txt")}


@pytest.mark.parametrize(
    ("name", "content", "article", "code"),
    [
        ("old.qdpx", coded_files.write_qdpx(), "harbour.txt", "Denial"),
        ("old.json", coded_files.write_label_studio(), "12.txt", "Leugnung"),
        ("old.zip", coded_files.write_inception(), "harbour.txt", "Leugnung"),
    ],
    ids=["REFI-QDA", "Label Studio", "INCEpTION"],
)
def test_texts_become_articles_and_the_file_a_pass(name: str, content: bytes, article: str, code: str) -> None:
    exit_code, output = add(write_beside(name, content))
    assert exit_code == 0, output
    assert list_articles() == {article: HARBOUR}
    assert (GOLD / name).read_bytes() == content
    (file,) = read_coding_folder(GOLD).marked
    assert [(mark.code, mark.words) for mark in file.texts[0].marks] == [(code, DENY)]


def test_documents_of_dna_bring_title_outlet_and_date() -> None:
    exit_code, output = add(write_beside("old.dna", coded_files.write_dna()))
    assert exit_code == 0, output
    assert list_articles() == {"Port_ shut_.txt": HARBOUR.replace("\r\n", "\n")}
    sidecar = yaml.safe_load(Path("seeds/articles/Port_ shut_.yaml").read_text(encoding="utf-8"))
    assert sidecar["title"] == "Port: shut?"
    assert str(sidecar["published"]) == "2021-05-03"


@pytest.mark.parametrize(
    ("name", "content"), [("old.csv", coded_files.write_events()), ("old.csv", coded_files.write_segments())]
)
def test_lists_without_texts_are_added_with_the_texts_that_they_are_of(name: str, content: bytes) -> None:
    exit_code, output = add(
        write_beside(name, content), write_beside("texts/a.txt", HARBOUR), write_beside("texts/b.txt", FERRY).parent
    )
    assert exit_code == 0, output
    assert set(list_articles()) == {"a.txt", "b.txt"}
    assert (GOLD / name).read_bytes() == content


def test_folder_of_brat_becomes_an_archive_and_its_uncoded_texts_articles_all_the_same() -> None:
    for name, text in coded_files.write_brat().items():
        write_beside(f"brat/{name}", text)
    exit_code, output = add(Path("../brat"))
    assert exit_code == 0, output
    assert list_articles() == {"harbour.txt": HARBOUR, "ferry.txt": FERRY, "new.txt": "Not coded yet."}
    (file,) = read_coding_folder(GOLD).marked
    assert (file.path, {text.name for text in file.texts}) == ("seeds/gold/brat.zip", {"harbour", "ferry"})


def test_codes_are_shown_with_what_they_mean_and_the_others_wait_for_a_meaning() -> None:
    _, output = add(
        write_beside("old.qdpx", coded_files.write_qdpx()), write_beside("oldest.dna", coded_files.write_dna())
    )
    lines = [line.split() for line in output.splitlines()]
    assert ["Denial", "1", "frame", "denial"] in lines
    assert ["opposes", "The", "harbour", "stays", "shut", "1", "nothing", "yet"] in lines
    assert "1 speaker(s)" in output
    assert "rejoinder codebook oldest --frames the_harbour_stays_shut\n" in output
    assert not (GOLD / "old.codes.yaml").exists()
    waiting = yaml.safe_load((GOLD / "oldest.codes.yaml").read_text(encoding="utf-8"))
    assert waiting == {"opposes The harbour stays shut": None}


def test_what_codes_mean_stays_when_the_file_is_added_again() -> None:
    path = write_beside("old.json", coded_files.write_label_studio())
    add(path)
    codes = GOLD / "old.codes.yaml"
    codes.write_text(codes.read_text(encoding="utf-8").replace("Leugnung:", "Leugnung: denial"), encoding="utf-8")
    exit_code, output = add(path)
    assert (exit_code, "frame denial" in output, "nothing yet" in output) == (0, True, False)
    assert "Leugnung: denial" in codes.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        pytest.param("old.txt", HARBOUR, "expected coding (.qdpx", id="a text alone"),
        pytest.param("pass-1.qdpx", coded_files.write_qdpx(), "there is the coding pass seeds/gold/pass-1", id="name"),
        pytest.param("old.qdpx", b"PK", "expected a REFI-QDA project", id="torn"),
    ],
)
def test_what_cannot_be_added_is_one_error_and_changes_nothing(name: str, content: bytes | str, words: str) -> None:
    before = (list_articles(), sorted(GOLD.iterdir()), Path("params.yaml").read_text())
    exit_code, output = add(write_beside(name, content))
    assert (exit_code, words in output) == (1, True), output
    assert (list_articles(), sorted(GOLD.iterdir()), Path("params.yaml").read_text()) == before


def test_two_files_of_one_pass_are_one_error() -> None:
    first, second = (write_beside(f"{folder}/old.json", coded_files.write_label_studio()) for folder in ("a", "b"))
    exit_code, output = add(first, second)
    assert (exit_code, "would be the same coding pass" in output) == (1, True), output


def test_texts_of_like_names_are_all_kept() -> None:
    for place, text in {"a/port": "We deny it.", "b/port-3": "They sank it.", "c/port": "Talks go on."}.items():
        write_beside(f"brat/{place}.txt", text)
        folder = write_beside(f"brat/{place}.ann", f"T1\tDenial 0 2\t{text[:2]}\n").parents[1]
    exit_code, output = add(folder)
    assert exit_code == 0, output
    assert sorted(list_articles().values()) == ["Talks go on.", "They sank it.", "We deny it."]

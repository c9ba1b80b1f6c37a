"""Stage `articles` on malformed files of every kind: one clear sentence for each, nothing lost, the rest as ever."""

import io
import random
import re
import zipfile
from collections.abc import Callable

import pytest

from rejoinder.articles import ArticleError, Factiva, FolderFiles, LeftOutItem, Nexis, TableFiles, TextFiles
from rejoinder.articles.model import ArticleRow
from rejoinder.articles.table import Columns
from tests.support import article_files as make

COMMON = {"folder": "in", "language": "en", "partition_size": 200}
FOLDER = FolderFiles(**COMMON)  # type: ignore[arg-type]
COLUMNS = Columns(text="text", title="title", id="id", outlet="outlet", published="published")
TABLE = TableFiles(columns=COLUMNS, **COMMON)  # type: ignore[arg-type]
LINES = [(("Heading 1", make.TITLE), *(("", part) for part in make.BODY))]
GOOD = {
    "txt as it is": (TextFiles(**COMMON), "txt", make.text().encode()),  # type: ignore[arg-type]
    "txt": (FOLDER, "txt", make.text().encode()),
    "md": (FOLDER, "md", make.markdown().encode()),
    "html": (FOLDER, "html", make.html()),
    "pdf": (FOLDER, "pdf", make.pdf([make.TITLE, *make.OTHER])),
    "docx": (FOLDER, "docx", make.word(LINES[0])),
    "csv": (TABLE, "csv", make.delimited(make.ROWS)),
    "tsv": (TABLE, "tsv", make.delimited(make.ROWS, "\t")),
    "jsonl": (TABLE, "jsonl", make.json_lines(make.ROWS)),
    "parquet": (TABLE, "parquet", make.parquet(make.ROWS)),
    "xlsx": (TABLE, "xlsx", make.xlsx(make.ROWS)),
    "nexis": (
        Nexis(**COMMON),  # type: ignore[arg-type]
        "docx",
        make.nexis(make.nexis_document(make.TITLE, make.BODY), make.nexis_document(make.OTHER_TITLE, make.OTHER)),
    ),
    "factiva": (
        Factiva(**COMMON),  # type: ignore[arg-type]
        "html",
        make.factiva(make.factiva_article(make.TITLE, make.BODY, "A1"), make.factiva_indexed("B", make.OTHER, "A2")),
    ),
}
PER_KIND = 16


def cut(good: bytes, rng: random.Random) -> bytes:
    return good[: rng.randrange(len(good))]


def scatter(good: bytes, rng: random.Random) -> bytes:
    damaged = bytearray(good)
    for _ in range(rng.randint(1, 40)):
        damaged[rng.randrange(len(damaged))] = rng.randrange(256)
    return bytes(damaged)


def blank(good: bytes, rng: random.Random) -> bytes:
    start = rng.randrange(len(good))
    return good[:start] + bytes(min(rng.randint(1, 400), len(good) - start)) + good[start + 400 :]


def repeat(good: bytes, rng: random.Random) -> bytes:
    start, end = sorted(rng.randrange(len(good)) for _ in range(2))
    return good[:end] + good[start:]


def swap(good: bytes, rng: random.Random) -> bytes:
    start, end = sorted(rng.randrange(len(good)) for _ in range(2))
    return good[end:] + good[start:end] + good[:start]


MUTATIONS: list[Callable[[bytes, random.Random], bytes]] = [cut, scatter, blank, repeat, swap]


def within(change: Callable[[bytes, random.Random], bytes], good: bytes, rng: random.Random) -> bytes:
    """A zip file with one of its members changed: a Word file or workbook that opens and then is wrong inside."""
    damaged = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(damaged, "w") as new:
        chosen = rng.choice([n for n in old.namelist() if n.endswith(("document.xml", "sheet1.xml", "workbook.xml"))])
        for name in old.namelist():
            new.writestr(name, change(old.read(name), rng) if name == chosen else old.read(name))
    return damaged.getvalue()


def malformed(kind: str) -> list[bytes]:
    """Files made from the good one by seeded damage, no two of the same kind of damage in a row."""
    rng, good = random.Random(f"13 {kind}"), GOOD[kind][2]
    damage = [MUTATIONS[n % len(MUTATIONS)] for n in range(PER_KIND)]
    zipped = zipfile.is_zipfile(io.BytesIO(good))
    return [within(d, good, rng) if zipped and n % 3 else d(good, rng) for n, d in enumerate(damage)]


def outcome(kind: str, path: str, content: bytes) -> tuple[list[ArticleRow], list[LeftOutItem]]:
    method, ending, good = GOOD[kind]
    return make.read_articles(method, [(path, content), (f"in/good.{ending}", good)])


def test_there_are_200_of_them() -> None:
    assert len({content for kind in GOOD for content in malformed(kind)}) >= 200


@pytest.mark.parametrize("kind", GOOD)
def test_a_malformed_file_is_read_or_listed_and_the_good_one_is_kept(kind: str) -> None:
    ending, stopped = GOOD[kind][1], []
    for number, content in enumerate(malformed(kind)):
        path = f"in/bad{number}.{ending}"
        try:
            rows, left_out = outcome(kind, path, content)
        except ArticleError as error:  # a header that lost a column: the setting does not fit the file
            stopped.append(str(error))
            continue
        items = [item.item for item in left_out]
        assert any(place.startswith(path) for place in [*(row["path"] for row in rows), *items])
        repeated = [item.item for item in left_out if re.fullmatch(r"same text as .+, which is kept", item.reason)]
        assert any("in/good" in place for place in [*(row["path"] for row in rows), *repeated])
        for item in left_out:
            assert item.reason
            assert "\n" not in item.reason
            assert len(item.reason) < 500
        for row in rows:
            assert row["text"].encode()
            assert all(row["text"][b["start"] : b["end"]].strip() for b in row["blocks"])
        assert len({row["article_id"] for row in rows}) == len(rows)
    assert all(re.match(r"in/bad\d+\.\w+: expected a column '\w+' .*, found none; ", one) for one in stopped)
    assert len(stopped) < PER_KIND / 2

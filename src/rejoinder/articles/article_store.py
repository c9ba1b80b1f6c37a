"""Articles stored on disk while it is found out which are copies, so that memory does not grow with their number."""

import pickle
import sqlite3
import zlib
from collections.abc import Iterator, Sequence

from rejoinder.articles.duplicates import DuplicateOf
from rejoinder.articles.model import InputArticle, LeftOutItem

_NO_DATE = "9999"  # sorts after every date
_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE article (number INTEGER PRIMARY KEY, published TEXT, otherwise TEXT, name TEXT, digest BLOB, item TEXT,
    size INTEGER, content BLOB);
CREATE TABLE kept (place INTEGER PRIMARY KEY, number INTEGER, digest BLOB, folded TEXT, name TEXT, bucket INTEGER);
CREATE INDEX kept_digest ON kept (digest);
CREATE INDEX kept_folded ON kept (folded);
CREATE TABLE band (number INTEGER, value BLOB, place INTEGER, PRIMARY KEY (number, value, place)) WITHOUT ROWID;
CREATE TABLE copy (item TEXT, place INTEGER, similarity REAL, same_text INTEGER);
CREATE TABLE left_out (item TEXT, stage TEXT, reason TEXT);
BEGIN;
"""


class ArticleStore:
    """A private database in a temporary file, which SQLite removes by itself, even where the process is killed.

    It lies where SQLITE_TMPDIR or TMPDIR says, and takes about half of the articles' size. Every article added has a
    number; those that are kept, as they are no copies, have places, counted from 1 in the order of keeping.
    """

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)  # no name: temporary
        self._db.executescript(_TABLES)

    def add(self, article: InputArticle, digest: bytes) -> None:
        """Store an article.

        Args:
            article: with its id.
            digest: of its text.
        """
        values = (*_describe(article), digest, article.item, len(article.text))
        columns = "published, otherwise, name, content, digest, item, size"
        self._db.execute(f"INSERT INTO article ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)", values)

    def count_dates(self) -> tuple[int, int]:
        """Count the articles whose date is one only in the order of day and month as read, and only in the other."""
        query = "SELECT count(*) FROM article WHERE published {} ? AND otherwise {} ?"
        as_read, otherwise = (
            self._db.execute(query.format(*signs), (_NO_DATE, _NO_DATE)).fetchone()[0]
            for signs in (("!=", "="), ("=", "!="))
        )
        return int(as_read), int(otherwise)

    def count_ambiguous_dates(self) -> int:
        """Count the articles that have another date with day and month in the other order."""
        query = "SELECT count(*) FROM article WHERE published != otherwise AND published != ? AND otherwise != ?"
        return int(self._db.execute(query, (_NO_DATE, _NO_DATE)).fetchone()[0])

    def iterate_open_dates(self) -> Iterator[tuple[int, InputArticle]]:
        """Go through the articles whose date depends on the order of day and month, in the order they were added.

        Yields:
            Number and content of each.
        """
        query = "SELECT number FROM article WHERE published != otherwise AND otherwise != ? ORDER BY number"
        for (number,) in self._db.execute(query, (_NO_DATE,)).fetchall():
            yield number, self._read("SELECT content FROM article WHERE number = ?", number)

    def update(self, number: int, article: InputArticle) -> None:
        """Store an article with another date and id in its place."""
        columns = "published = ?, otherwise = ?, name = ?, content = ?"
        self._db.execute(f"UPDATE article SET {columns} WHERE number = ?", (*_describe(article), number))

    def iterate_by_date(self) -> Iterator[tuple[int, bytes, InputArticle]]:
        """Go through all articles by date (those without one last), the longest of a day first, then by id.

        Yields:
            Number, digest and content of each.
        """
        rows = self._db.execute("SELECT number, digest FROM article ORDER BY published, size DESC, name, digest, item")
        for number, digest in rows:
            yield number, digest, self._read("SELECT content FROM article WHERE number = ?", number)

    def keep(self, number: int, digest: bytes, article: InputArticle, bands: Sequence[bytes]) -> None:
        """Keep an article, as it is no copy.

        Args:
            number: as `iterate_by_date` gives it.
            digest: of its text, by which it is found again.
            article: with its id.
            bands: by which it is found again; see `Duplicates.compute_bands`.
        """
        row = (number, digest, article.article_id.casefold())
        place = self._db.execute("INSERT INTO kept (number, digest, folded) VALUES (?, ?, ?)", row).lastrowid
        self._db.executemany("INSERT INTO band VALUES (?, ?, ?)", [(n, value, place) for n, value in enumerate(bands)])

    def find_digest(self, digest: bytes) -> int | None:
        """Find the place of the kept article whose text has that digest."""
        (place,) = self._db.execute("SELECT min(place) FROM kept WHERE digest = ?", (digest,)).fetchone()
        return None if place is None else int(place)

    def find_bands(self, bands: Sequence[bytes]) -> list[int]:
        """Find the places, in order, of the kept articles that share a band."""
        query = "SELECT place FROM band WHERE number = ? AND value = ?"
        matches = (self._db.execute(query, (number, value)) for number, value in enumerate(bands))
        return sorted({int(place) for rows in matches for (place,) in rows})

    def __getitem__(self, place: int) -> InputArticle:
        return self._read("SELECT content FROM article JOIN kept USING (number) WHERE place = ?", place)

    def __len__(self) -> int:
        """How many articles are kept."""
        return int(self._db.execute("SELECT count(*) FROM kept").fetchone()[0])

    def count_sharing_id(self, article: InputArticle) -> int:
        """Count the kept articles that have the article's id, the case of letters aside."""
        folded = (article.article_id.casefold(),)
        return int(self._db.execute("SELECT count(*) FROM kept WHERE folded = ?", folded).fetchone()[0])

    def assign_id(self, place: int, article_id: str, bucket: int) -> None:
        """Give a kept article its final id.

        Args:
            place: of the article.
            article_id: unique among those that are kept.
            bucket: decides its partition; see `selection.compute_bucket`.
        """
        self._db.execute("UPDATE kept SET name = ?, bucket = ? WHERE place = ?", (article_id, bucket, place))

    def iterate_partitions(self, count: int) -> Iterator[tuple[int, int, str]]:
        """Go through the kept articles by partition, of which there are `count`.

        Yields:
            Partition, place and final id of each.
        """
        query = (
            "SELECT bucket % ? AS part, place, kept.name FROM kept JOIN article USING (number)"
            " ORDER BY part, published, article.name, place"
        )
        yield from self._db.execute(query, (count,))

    def note_copy(self, article: InputArticle, duplicate: DuplicateOf) -> None:
        """Note that an article is a copy of a kept one."""
        row = (article.item, duplicate.place, duplicate.similarity, duplicate.same_text)
        self._db.execute("INSERT INTO copy VALUES (?, ?, ?, ?)", row)

    def iterate_copies(self) -> Iterator[tuple[str, str, float, bool]]:
        """Go through the copies in the order they were noted.

        Yields:
            Where each is, the final id of the article it copies, their similarity, and whether the texts are equal.
        """
        query = "SELECT item, name, similarity, same_text FROM copy JOIN kept USING (place) ORDER BY copy.rowid"
        yield from self._db.execute(query)

    def leave_out(self, item: LeftOutItem) -> None:
        """Note what is left out."""
        self._db.execute("INSERT INTO left_out VALUES (?, ?, ?)", (item.item, item.stage, item.reason))

    def count_left_out(self) -> int:
        """Count the items that are left out."""
        return int(self._db.execute("SELECT count(*) FROM left_out").fetchone()[0])

    def iterate_left_out(self) -> Iterator[LeftOutItem]:
        """Go through what is left out in the order it was noted."""
        for item, stage, reason in self._db.execute("SELECT item, stage, reason FROM left_out ORDER BY rowid"):
            yield LeftOutItem(item=item, stage=stage, reason=reason)

    def _read(self, query: str, number: int) -> InputArticle:
        (content,) = self._db.execute(query, (number,)).fetchone()
        article: InputArticle = pickle.loads(zlib.decompress(content))
        return article


def _describe(article: InputArticle) -> tuple[str, str, str, bytes]:
    dates = (article.published or _NO_DATE, article.published_otherwise or _NO_DATE)
    return (*dates, article.article_id, zlib.compress(pickle.dumps(article), 1))

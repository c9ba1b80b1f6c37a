"""Articles put aside on disk while it is found out which are copies, so that memory does not grow with their number."""

import pickle
import sqlite3
import zlib
from collections.abc import Iterator, Sequence

from rejoinder.articles.model import Article, LeftOut

_TABLES = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE found (id INTEGER PRIMARY KEY, published TEXT, name TEXT, digest BLOB, item TEXT, whole BLOB);
CREATE TABLE kept (place INTEGER PRIMARY KEY, found INTEGER, digest BLOB, folded TEXT, name TEXT, bucket INTEGER);
CREATE INDEX kept_digest ON kept (digest);
CREATE INDEX kept_folded ON kept (folded);
CREATE TABLE band (number INTEGER, value BLOB, place INTEGER, PRIMARY KEY (number, value, place)) WITHOUT ROWID;
CREATE TABLE copy (item TEXT, place INTEGER, likeness REAL, same INTEGER);
CREATE TABLE left_out (item TEXT, stage TEXT, reason TEXT);
BEGIN;
"""


class Shelf:
    """A private database in a temporary file, which SQLite removes by itself, even where the process is killed.

    It lies where SQLITE_TMPDIR or TMPDIR says, and takes about half of the articles' size. Articles that are kept have
    places, counted from 1 in the order of keeping.
    """

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)  # no name: temporary
        self._db.executescript(_TABLES)

    def put(self, article: Article, digest: bytes) -> None:
        """Put an article aside; `digest` is that of its text."""
        whole = zlib.compress(pickle.dumps(article), 1)
        row = (article.published or "9999", article.article_id, digest, article.item, whole)
        self._db.execute("INSERT INTO found (published, name, digest, item, whole) VALUES (?, ?, ?, ?, ?)", row)

    def ordered(self) -> Iterator[tuple[int, bytes, Article]]:
        """Number, digest and content of all articles by date (those without one last), then by id."""
        found = self._db.execute("SELECT id, digest FROM found ORDER BY published, name, digest, item")
        for number, digest in found:
            yield number, digest, self._whole("SELECT whole FROM found WHERE id = ?", number)

    def keep(self, number: int, digest: bytes, article: Article, bands: Sequence[bytes]) -> None:
        """Keep the article of that number, to be found again by the digest of its text and by its bands."""
        row = (number, digest, article.article_id.casefold())
        place = self._db.execute("INSERT INTO kept (found, digest, folded) VALUES (?, ?, ?)", row).lastrowid
        self._db.executemany("INSERT INTO band VALUES (?, ?, ?)", [(n, value, place) for n, value in enumerate(bands)])

    def with_digest(self, digest: bytes) -> int | None:
        """Place of the kept article whose text has that digest."""
        found = self._db.execute("SELECT min(place) FROM kept WHERE digest = ?", (digest,)).fetchone()
        return None if found[0] is None else int(found[0])

    def with_a_band(self, bands: Sequence[bytes]) -> list[int]:
        """Places, in order, of the kept articles that share a band."""
        query = "SELECT place FROM band WHERE number = ? AND value = ?"
        found = (self._db.execute(query, (number, value)) for number, value in enumerate(bands))
        return sorted({int(place) for rows in found for (place,) in rows})

    def __getitem__(self, place: int) -> Article:
        return self._whole("SELECT whole FROM found JOIN kept ON found.id = kept.found WHERE place = ?", place)

    def __len__(self) -> int:
        """How many articles are kept."""
        return int(self._db.execute("SELECT count(*) FROM kept").fetchone()[0])

    def sharing(self, article: Article) -> int:
        """How many kept articles have the article's id, the case of letters aside."""
        folded = (article.article_id.casefold(),)
        return int(self._db.execute("SELECT count(*) FROM kept WHERE folded = ?", folded).fetchone()[0])

    def name(self, place: int, name: str, bucket: int) -> None:
        """Give a kept article its final id, and the number by which it is dealt into partitions."""
        self._db.execute("UPDATE kept SET name = ?, bucket = ? WHERE place = ?", (name, bucket, place))

    def dealt(self, count: int) -> Iterator[tuple[int, int, str]]:
        """Partition, place and final id of each kept article, by partition; `count` is that of the partitions."""
        query = "SELECT bucket % ?, place, name FROM kept ORDER BY bucket % ?, place"
        yield from self._db.execute(query, (count, count))

    def copied(self, article: Article, place: int, likeness: float, same: bool) -> None:
        """Note that an article is a copy of the one kept at a place, and whether it has the same text."""
        self._db.execute("INSERT INTO copy VALUES (?, ?, ?, ?)", (article.item, place, likeness, same))

    def copies(self) -> Iterator[tuple[str, str, float, bool]]:
        """Where each copy is, the final id of what it is a copy of, their likeness, and whether the texts are equal."""
        query = "SELECT item, name, likeness, same FROM copy JOIN kept USING (place) ORDER BY copy.rowid"
        yield from self._db.execute(query)

    def leave_out(self, item: LeftOut) -> None:
        """Note what is left out."""
        self._db.execute("INSERT INTO left_out VALUES (?, ?, ?)", (item.item, item.stage, item.reason))

    def listed(self) -> int:
        """How many items are left out."""
        return int(self._db.execute("SELECT count(*) FROM left_out").fetchone()[0])

    def left_out(self) -> Iterator[LeftOut]:
        """What is left out, in the order it was noted."""
        for item, stage, reason in self._db.execute("SELECT item, stage, reason FROM left_out ORDER BY rowid"):
            yield LeftOut(item=item, stage=stage, reason=reason)

    def _whole(self, query: str, number: int) -> Article:
        (whole,) = self._db.execute(query, (number,)).fetchone()
        article: Article = pickle.loads(zlib.decompress(whole))
        return article

"""From what the readers found to the rows of the table: language, copies, ids."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, islice

from rejoinder.articles import ids, languages
from rejoinder.articles.blocks import blocks
from rejoinder.articles.duplicates import Duplicates
from rejoinder.articles.model import Article, Found, LeftOut, Row
from rejoinder.articles.shelf import Shelf

_AT_ONCE = 200  # articles whose language is told together


@dataclass(frozen=True)
class Selection:
    """The articles that are kept and what is left out, on disk, to be gone through."""

    shelf: Shelf

    def __len__(self) -> int:
        """How many articles are kept."""
        return len(self.shelf)

    @property
    def listed(self) -> int:
        """How many items are left out."""
        return self.shelf.listed()

    def partitions(self, count: int) -> Iterator[tuple[int, list[Row]]]:
        """Number and rows of each of `count` partitions that is not empty; rows by date, then by id."""
        for number, dealt in groupby(self.shelf.dealt(count), key=lambda one: one[0]):
            yield number, [_row(replace(self.shelf[place], article_id=name)) for _, place, name in dealt]

    def left_out(self) -> Iterator[LeftOut]:
        """What is left out and why, details that could not be read among it."""
        return self.shelf.left_out()


def select(found: Iterable[Found], language: str, duplicates: Duplicates) -> Selection:
    """Put aside what is found; leave out articles in another language than `language`, and copies; make ids unique."""
    shelf = Shelf()
    for one in _told(found):
        checked = one if isinstance(one, LeftOut) else _in_language(one, language)
        if isinstance(checked, LeftOut):
            shelf.leave_out(checked)
        else:
            shelf.put(checked, hashlib.sha256(checked.text.encode()).digest())
    for number, digest, article in shelf.ordered():
        bands = duplicates.bands(article)
        copy = duplicates(article, digest, bands, shelf)
        if copy:
            shelf.copied(article, *copy)
        else:
            shelf.keep(number, digest, article, bands)
    taken: Counter[str] = Counter()
    for place in range(1, len(shelf) + 1):
        article = shelf[place]
        article = ids.unique(article, shelf.sharing(article), taken)
        shelf.name(place, article.article_id, bucket(article.article_id))
        for what, why in article.notes:
            shelf.leave_out(LeftOut(item=f"{article.item}: {what}", reason=why))
    for item, name, likeness, same in shelf.copies():
        shelf.leave_out(LeftOut(item=item, reason=_why(name, likeness, same, duplicates.shingle)))
    return Selection(shelf)


def bucket(article_id: str) -> int:
    """What decides an article's partition, by hash of its id: its remainder, divided by the number of partitions."""
    return int(hashlib.sha256(article_id.encode()).hexdigest()[:8], 16)


def _told(found: Iterable[Found]) -> Iterator[Found]:
    """What is found, in order, each article with the language it states or is told to have, "" for none; some at a
    time are in memory."""
    rest = iter(found)
    while some := list(islice(rest, _AT_ONCE)):
        told = iter(languages.detect([one.text for one in some if isinstance(one, Article) and not one.language]))
        for one in some:
            yield one if isinstance(one, LeftOut) or one.language else replace(one, language=next(told))


def _in_language(article: Article, language: str) -> Found:
    if article.language != language:
        spoken = article.language or "not recognised"
        return LeftOut(item=article.item, reason=f"language is {spoken}, expected {language}")
    return replace(article, article_id=article.article_id or ids.derived(article))


def _why(kept: str, likeness: float, same: bool, shingle: int) -> str:
    if same:
        return f"same text as {kept}, which is kept"
    return f"near copy of {kept}, which is kept (Jaccard index {likeness:.2f} of their {shingle}-word shingles)"


def _row(article: Article) -> Row:
    text = article.text
    parts = blocks(text, article.title, article.credit)
    title = next((text[b["start"] : b["end"]] for b in parts if b["kind"] == "title"), "")
    return {
        "article_id": article.article_id,
        "title": article.title or title or article.article_id,
        "text": text,
        "blocks": parts,
        "outlet": article.outlet,
        "published": article.published,
        "language": article.language,
        "url": article.url,
        "rights": article.rights,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "path": article.item,
    }

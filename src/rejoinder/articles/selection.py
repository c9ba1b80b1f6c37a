"""From what the readers give to the rows of the table: language, copies, ids."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby, islice

from rejoinder.articles import ids
from rejoinder.articles.article_store import ArticleStore
from rejoinder.articles.duplicates import Duplicates
from rejoinder.articles.languages import detect_languages
from rejoinder.articles.layout import read_layout, split_paragraphs
from rejoinder.articles.model import ArticleRow, InputArticle, LeftOutItem, ReadResult
from rejoinder.articles.outlets import find_speaking_outlet

_LONGEST_PARAGRAPH = 200_000  # characters; a speech of two hours has half of them, and parsing takes minutes
_BATCH = 200  # articles whose language is detected together
_OTHERS_SPEAK = frozenset({"author", "signature", "turn", "answer", "reaction", "post"})  # kinds of blocks


@dataclass(frozen=True)
class Selection:
    """The articles that are kept and what is left out, to be gone through.

    Attributes:
        store: holds both, on disk.
    """

    store: ArticleStore

    def __len__(self) -> int:
        """How many articles are kept."""
        return len(self.store)

    def count_left_out(self) -> int:
        """Count the items that are left out."""
        return self.store.count_left_out()

    def count_ambiguous_dates(self) -> int:
        """Count the dates that are one with day and month in either order, of what was read."""
        return self.store.count_ambiguous_dates()

    def iterate_partitions(self, count: int) -> Iterator[tuple[int, list[ArticleRow]]]:
        """Go through those of `count` partitions that are not empty.

        Yields:
            Number and rows of each, rows by date, then by id.
        """
        for number, articles in groupby(self.store.iterate_partitions(count), key=lambda entry: entry[0]):
            yield number, [_build_row(replace(self.store[place], article_id=name)) for _, place, name in articles]

    def iterate_left_out(self) -> Iterator[LeftOutItem]:
        """Go through what is left out, details that could not be read among it."""
        return self.store.iterate_left_out()


def select_articles(results: Iterable[ReadResult], language: str, duplicates: Duplicates) -> Selection:
    """Store what was read, leave out articles in another language and copies, and make ids unique.

    Args:
        results: of a reader; a batch at a time is in memory.
        language: ISO 639-1 code of the articles that are coded.
        duplicates: tells copies.
    """
    store = ArticleStore()
    _store_articles(results, language, store)
    _settle_dates(store)
    _set_copies_aside(duplicates, store)
    _assign_ids(store)
    for item, article_id, similarity, same_text in store.iterate_copies():
        reason = _explain_copy(article_id, similarity, same_text, duplicates.shingle)
        store.leave_out(LeftOutItem(item=item, reason=reason))
    return Selection(store)


def _store_articles(results: Iterable[ReadResult], language: str, store: ArticleStore) -> None:
    for result in _add_languages(results):
        checked = _check_article(result, language) if isinstance(result, InputArticle) else result
        if isinstance(checked, InputArticle):
            store.add(checked, hashlib.sha256(checked.text.encode()).digest())
        else:
            store.leave_out(checked)


def _add_languages(results: Iterable[ReadResult]) -> Iterator[ReadResult]:
    """Add to each article the language it states or that is detected, "" for none; the order stays."""
    remaining = iter(results)
    while batch := list(islice(remaining, _BATCH)):
        texts = [one.text for one in batch if isinstance(one, InputArticle) and not one.language]
        languages = iter(detect_languages(texts))
        for one in batch:
            if isinstance(one, InputArticle) and not one.language:
                yield replace(one, language=next(languages))
            else:
                yield one


def _check_article(article: InputArticle, language: str) -> ReadResult:
    longest = max(map(len, split_paragraphs(article.text)), default=0)
    if longest > _LONGEST_PARAGRAPH:
        reason = f"a paragraph of {longest} characters, at most {_LONGEST_PARAGRAPH} are read; part it by blank lines"
        return LeftOutItem(item=article.item, reason=reason)
    if article.language != language:
        reason = f"language is {article.language or 'not recognised'}, expected {language}"
        return LeftOutItem(item=article.item, reason=reason)
    return _settle_genre(replace(article, article_id=article.article_id or ids.derive_id(article)))


def _settle_genre(article: InputArticle) -> InputArticle:
    """What somebody speaks as a whole is a speech; of another genre it is not, which is listed."""
    if not (article.speaker or article.side) or article.genre == "speech":
        return article
    if not article.genre:
        return replace(article, genre="speech")
    reason = (
        f"stated for a text of genre {article.genre}, which nobody speaks as a whole; state genre speech, or neither"
    )
    return replace(article, speaker="", side="", notes=(*article.notes, ("speaker and side", reason)))


def _settle_dates(store: ArticleStore) -> None:
    """Read all dates in the other order of day and month where some have only that one, and none only the stated."""
    as_stated, otherwise = store.count_dates()
    if as_stated or not otherwise:
        return
    first = ""
    for number, article in store.iterate_open_dates():
        first = first or ("" if article.published else article.item)
        settled = replace(
            article,
            published=article.published_otherwise,
            published_otherwise=article.published,
            notes=tuple(note for note in article.notes if note[0] != "date"),
        )
        is_derived = article.article_id == ids.derive_id(article)
        store.update(number, replace(settled, article_id=ids.derive_id(settled)) if is_derived else settled)
    reason = f"{otherwise} date(s) of the corpus have day and month only in the other order than 'day_first' says"
    store.leave_out(LeftOutItem(item=f"{first}: date", reason=f"{reason}, none only in this; all are read so"))


def _set_copies_aside(duplicates: Duplicates, store: ArticleStore) -> None:
    for number, digest, article in store.iterate_by_date():
        bands = duplicates.compute_bands(article)
        duplicate = duplicates(article, digest, bands, store)
        if duplicate:
            store.note_copy(article, duplicate)
        else:
            store.keep(number, digest, article, bands)


def _assign_ids(store: ArticleStore) -> None:
    used: Counter[str] = Counter()
    for place in range(1, len(store) + 1):
        article = ids.make_unique(store[place], store.count_sharing_id(store[place]), used)
        store.assign_id(place, article.article_id, compute_bucket(article.article_id))
        for detail, reason in article.notes:
            store.leave_out(LeftOutItem(item=f"{article.item}: {detail}", reason=reason))


def compute_bucket(article_id: str) -> int:
    """Compute what decides an article's partition.

    Returns:
        A hash of the id; its remainder, divided by the number of partitions, is the number of the partition.
    """
    return int(hashlib.sha256(article_id.encode()).hexdigest()[:8], 16)


def _explain_copy(article_id: str, similarity: float, same_text: bool, shingle: int) -> str:
    if same_text:
        return f"same text as {article_id}, which is kept"
    return f"near copy of {article_id}, which is kept (Jaccard index {similarity:.2f} of their {shingle}-word shingles)"


def _build_row(article: InputArticle) -> ArticleRow:
    text = article.text
    layout = read_layout(text, article.title, article.credit, article.genre)
    title = article.title or layout.title
    is_outlets = layout.genre == "news" and _OTHERS_SPEAK.isdisjoint(block["kind"] for block in layout.blocks)
    return {
        "article_id": article.article_id,
        "title": title or article.article_id,
        "text": text,
        "blocks": layout.blocks,
        "outlet": article.outlet,
        "published": article.published,
        "language": article.language,
        "url": article.url,
        "rights": article.rights,
        "genre": layout.genre,
        "speaker": article.speaker or (find_speaking_outlet(article.outlet, title) if is_outlets else ""),
        "side": article.side,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "path": article.item,
    }

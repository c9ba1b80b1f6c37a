"""Article ids: safe as file names, unique, and the same whatever else is in the corpus or in which order."""

import hashlib
import re
from collections import Counter
from dataclasses import replace

from rejoinder.articles.model import Article

_UNSAFE = re.compile(r"[^\w.-]+|^\.+")
_LONGEST = 80  # characters; with its hash an id stays a file name on every system, statement numbers appended
_DIGITS = 8


def safe(name: str) -> str:
    """A name as an article id: unchanged if it can be a file name, else made one, with its hash to stay unique."""
    made = _UNSAFE.sub("-", name)[:_LONGEST].strip("-")
    return made if made == name else f"{made}-{_hash(name)}".lstrip("-")


def derived(article: Article) -> str:
    """An id from what the article says: outlet, date and the hash of all of it ("the-post_2021-05-03_1f2e3d4c")."""
    outlet = re.sub(r"\W+", "-", article.outlet.casefold()).strip("-")[:40]
    return "_".join(part for part in (outlet, article.published, _content(article)) if part)


def unique(article: Article, sharing: int, taken: Counter[str]) -> Article:
    """The article, told apart by the hash of its content where several share its id, with a note of it.

    `sharing` says how many; `taken` counts the ids that were made, as even the content may be the same.
    """
    if sharing < 2:
        return article
    new = f"{article.article_id}-{_content(article)}"
    taken[new] += 1
    new += f"-{taken[new]}" if taken[new] > 1 else ""
    note = ("id", f"{sharing} articles have the id {article.article_id!r}; this one is kept as {new}")
    return replace(article, article_id=new, notes=(*article.notes, note))


def _content(article: Article) -> str:
    return _hash("\0".join((article.outlet, article.published, article.title, article.url, article.text)))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]

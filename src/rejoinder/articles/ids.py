"""Article ids: safe as file names, unique, and the same whatever else is in the corpus or in which order."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
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


def unique(articles: Sequence[Article]) -> list[Article]:
    """The articles in order, those that share an id told apart by the hash of their content, with a note of it."""
    shared = Counter(article.article_id.casefold() for article in articles)
    made: list[Article] = []
    taken: Counter[str] = Counter()
    for article in articles:
        name, count = article.article_id, shared[article.article_id.casefold()]
        if count > 1:
            new = f"{name}-{_content(article)}"
            taken[new] += 1
            new += f"-{taken[new]}" if taken[new] > 1 else ""
            note = ("id", f"{count} articles have the id {name!r}; this one is kept as {new}")
            article = replace(article, article_id=new, notes=(*article.notes, note))
        made.append(article)
    return made


def _content(article: Article) -> str:
    return _hash("\0".join((article.outlet, article.published, article.title, article.url, article.text)))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]

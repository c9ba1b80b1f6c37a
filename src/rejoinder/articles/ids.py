"""Article ids: safe as file names, unique, and the same whatever else is in the corpus or in which order."""

import hashlib
import re
from collections import Counter
from dataclasses import replace

from rejoinder.articles.model import InputArticle

_UNSAFE = re.compile(r"[^\w.-]+|^\.+")
_LONGEST = 80  # characters; with its hash an id stays a file name on every system, statement numbers appended
_DIGITS = 8


def make_safe_id(name: str) -> str:
    """Turn a name into an id.

    Returns:
        The name, if it can be a file name; else the name cleaned, with its hash to stay unique.
    """
    cleaned = _UNSAFE.sub("-", name)[:_LONGEST].strip("-")
    return cleaned if cleaned == name else f"{cleaned}-{_hash(name)}".lstrip("-")


def derive_id(article: InputArticle) -> str:
    """Derive an id from what an article holds.

    Returns:
        Outlet, date and the hash of the content ("the-post_2021-05-03_1f2e3d4c").
    """
    outlet = re.sub(r"\W+", "-", article.outlet.casefold()).strip("-")[:40]
    return "_".join(part for part in (outlet, article.published, _hash_content(article)) if part)


def make_unique(article: InputArticle, sharing: int, used: Counter[str]) -> InputArticle:
    """Give an article that shares its id one with the hash of its content, and a note of it.

    Args:
        article: with its id.
        sharing: how many articles have this id; one alone keeps it.
        used: counts the new ids, as even the content may be the same; the one given here is added.
    """
    if sharing < 2:
        return article
    new_id = f"{article.article_id}-{_hash_content(article)}"
    used[new_id] += 1
    new_id += f"-{used[new_id]}" if used[new_id] > 1 else ""
    note = ("id", f"{sharing} articles have the id {article.article_id!r}; this one is kept as {new_id}")
    return replace(article, article_id=new_id, notes=(*article.notes, note))


def _hash_content(article: InputArticle) -> str:
    return _hash("\0".join((article.outlet, article.published, article.title, article.url, article.text)))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]

"""From what the readers found to the rows of the table: language, copies, ids."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace

from rejoinder.articles import ids, languages
from rejoinder.articles.blocks import blocks
from rejoinder.articles.duplicates import Copy, Duplicates
from rejoinder.articles.model import Article, Found, LeftOut, Row


def select(found: Iterable[Found], language: str, duplicates: Duplicates) -> tuple[list[Row], list[LeftOut]]:
    """Rows of the articles table, by date and id, and the list of what is left out and why.

    Left out are articles in another language than `language` and copies; details that could not be read are listed too.
    """
    spoken: list[Article] = []
    left_out: list[LeftOut] = []
    for one in found:
        checked = one if isinstance(one, LeftOut) else _in_language(one, language)
        if isinstance(checked, LeftOut):
            left_out.append(checked)
        else:
            spoken.append(checked)
    kept, copies = duplicates(spoken)
    named = ids.unique(kept)
    by_item = {article.item: article.article_id for article in named}
    left_out += [LeftOut(item=c.article.item, reason=_why(c, by_item, duplicates)) for c in copies]
    left_out += [LeftOut(item=f"{a.item}: {what}", reason=why) for a in named for what, why in a.notes]
    return [_row(article) for article in named], left_out


def _in_language(article: Article, language: str) -> Found:
    spoken = article.language or languages.detect(article.text)
    if spoken != language:
        return LeftOut(item=article.item, reason=f"language is {spoken or 'not recognised'}, expected {language}")
    return replace(article, language=spoken, article_id=article.article_id or ids.derived(article))


def _why(copy: Copy, by_item: dict[str, str], duplicates: Duplicates) -> str:
    kept = by_item.get(copy.kept.item, copy.kept.article_id)
    if copy.article.text == copy.kept.text:
        return f"same text as {kept}, which is kept"
    return (
        f"near copy of {kept}, which is kept "
        f"(Jaccard index {copy.likeness:.2f} of their {duplicates.shingle}-word shingles)"
    )


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

"""Copies of an article: the same text, or nearly so, as wire copies are."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field

from rejoinder.articles.blocks import blocks
from rejoinder.articles.model import Article

_WORD = re.compile(r"\w+")
_RECALL = (0.05, 0.95)  # weights of false positives and false negatives: candidates are checked, misses are not


@dataclass(frozen=True)
class Copy:
    """An article that is a copy, the one that is kept in its place, and their likeness in [0, 1]; 1.0 is equality."""

    article: Article
    kept: Article
    likeness: float


@dataclass(frozen=True, kw_only=True)
class Duplicates:
    """Which articles are copies of another; the first by date, then by id, is kept.

    Near copies are found by MinHash with locality-sensitive hashing (Broder 1997, DOI 10.1109/SEQUEN.1997.666900) on
    the words of the paragraphs, titles and credits aside, and confirmed by their true Jaccard index.

    Attributes:
        exact: whether an article with the same text as another is left out.
        near: the least Jaccard index of two articles' shingles that makes one a copy, in (0, 1]; null looks for none.
        shingle: words per shingle.
        permutations: of the MinHash; more miss fewer copies, and take more time.
        seed: of the permutations.
    """

    exact: bool = True
    near: Annotated[float, Field(gt=0, le=1)] | None = None
    shingle: Annotated[int, Field(ge=1)] = 5
    permutations: Annotated[int, Field(ge=16)] = 128
    seed: Annotated[int, Field(ge=0)] = 1

    def __call__(self, articles: Iterable[Article]) -> tuple[list[Article], list[Copy]]:
        """The articles that are kept and the copies, each sorted by date (those without one last), then by id."""
        ordered = sorted(articles, key=lambda a: (a.published or "9999", a.article_id, a.text, a.item))
        kept, copies = _exact(ordered) if self.exact else (ordered, [])
        if self.near is not None:
            kept, near = self._near(kept, self.near)
            copies += near
        return kept, copies

    def _near(self, articles: Sequence[Article], threshold: float) -> tuple[list[Article], list[Copy]]:
        from datasketch import MinHashLSH

        index = MinHashLSH(threshold=threshold, num_perm=self.permutations, weights=_RECALL)
        kept: list[Article] = []
        copies: list[Copy] = []
        for article in articles:
            shingles = self._shingles(article)
            sketch = self._sketch(shingles)
            alike = ((n, _jaccard(shingles, self._shingles(kept[n]))) for n in sorted(index.query(sketch)))
            found = next(((n, likeness) for n, likeness in alike if likeness >= threshold), None)
            if found:
                copies.append(Copy(article, kept[found[0]], found[1]))
                continue
            if shingles:
                index.insert(len(kept), sketch)
            kept.append(article)
        return kept, copies

    def _sketch(self, shingles: frozenset[str]) -> Any:
        from datasketch import MinHash

        sketch = MinHash(num_perm=self.permutations, seed=self.seed)
        sketch.update_batch([shingle.encode() for shingle in sorted(shingles)])
        return sketch

    def _shingles(self, article: Article) -> frozenset[str]:
        spans = (b for b in blocks(article.text, article.title, article.credit) if b["kind"] == "paragraph")
        words = [w for b in spans for w in _WORD.findall(article.text[b["start"] : b["end"]].casefold())]
        last = max(len(words) - self.shingle + 1, min(len(words), 1))
        return frozenset(" ".join(words[n : n + self.shingle]) for n in range(last))


def _exact(articles: Sequence[Article]) -> tuple[list[Article], list[Copy]]:
    first: dict[str, Article] = {}
    copies = []
    for article in articles:
        kept = first.setdefault(hashlib.sha256(article.text.encode()).hexdigest(), article)
        if kept is not article:
            copies.append(Copy(article, kept, 1.0))
    return list(first.values()), copies


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0

"""Copies of an article: the same text, or nearly so, as wire copies are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Protocol

from pydantic import Field

from rejoinder.articles.blocks import blocks
from rejoinder.articles.model import Article

_WORD = re.compile(r"\w+")
_RECALL = (0.05, 0.95)  # weights of false positives and false negatives: candidates are checked, misses are not


class Kept(Protocol):
    """The articles that are kept so far, by place, as `Shelf` holds them."""

    def with_digest(self, digest: bytes) -> int | None: ...
    def with_a_band(self, bands: Sequence[bytes]) -> list[int]: ...
    def __getitem__(self, place: int) -> Article: ...


@dataclass(frozen=True, kw_only=True)
class Duplicates:
    """Which articles are copies of another; of those that are alike the first that is asked about is kept.

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

    def __call__(
        self, article: Article, digest: bytes, bands: Sequence[bytes], kept: Kept
    ) -> tuple[int, float, bool] | None:
        """Place of the kept article that this one copies, their likeness in [0, 1], and whether the texts are equal.

        `digest` is that of the text, `bands` what `bands` makes of the article; None means that it is no copy.
        """
        same = kept.with_digest(digest)
        if same is not None and self.exact:
            return same, 1.0, True
        if self.near is None:
            return None
        shingles = self._shingles(article)
        for place in kept.with_a_band(bands):
            likeness = _jaccard(shingles, self._shingles(kept[place]))
            if likeness >= self.near:
                return place, likeness, place == same
        return None

    def bands(self, article: Article) -> list[bytes]:
        """Parts of the article's MinHash, if near copies are sought; articles that share one may be alike."""
        shingles = self._shingles(article) if self.near is not None else ()
        if self.near is None or not shingles:
            return []
        values = self._sketch(frozenset(shingles)).hashvalues
        count, rows = _cut(self.near, self.permutations)
        return [values[n * rows : (n + 1) * rows].tobytes() for n in range(count)]

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


@cache
def _cut(threshold: float, permutations: int) -> tuple[int, int]:
    """Into how many bands of how many rows a MinHash is cut, so that few pairs above the threshold share none."""
    from datasketch import MinHashLSH

    index = MinHashLSH(threshold=threshold, num_perm=permutations, weights=_RECALL)
    return index.b, index.r


def _jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0

"""Copies of an article: the same text, or nearly so, as wire copies are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Protocol

from pydantic import Field

from rejoinder.articles.layout import split_blocks
from rejoinder.articles.model import InputArticle
from rejoinder.config.ranges import PositiveShare

_WORD = re.compile(r"\w+")
_RECALL = (0.05, 0.95)  # weights of false positives and false negatives: candidates are checked, misses are not


class KeptArticles(Protocol):
    """The articles that are kept so far, by place, as `ArticleStore` holds them."""

    def find_digest(self, digest: bytes) -> int | None: ...
    def find_bands(self, bands: Sequence[bytes]) -> list[int]: ...
    def __getitem__(self, place: int) -> InputArticle: ...


@dataclass(frozen=True)
class DuplicateOf:
    """Which kept article another copies.

    Attributes:
        place: of the kept article.
        similarity: Jaccard index of their shingles, in [0, 1].
        same_text: whether the texts are equal.
    """

    place: int
    similarity: float
    same_text: bool


@dataclass(frozen=True, kw_only=True)
class Duplicates:
    """Which articles are copies of another; of those that are alike the first that is asked about is kept.

    That is the earliest, and of one day the fullest; see `ArticleStore.iterate_by_date`.

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
    near: PositiveShare | None = None
    shingle: Annotated[int, Field(ge=1)] = 5
    permutations: Annotated[int, Field(ge=16)] = 128
    seed: Annotated[int, Field(ge=0)] = 1

    def __call__(
        self, article: InputArticle, digest: bytes, bands: Sequence[bytes], articles: KeptArticles
    ) -> DuplicateOf | None:
        """Find the kept article that this one copies.

        Args:
            article: to be compared.
            digest: of its text.
            bands: of the article, as `compute_bands` gives them.
            articles: those that are kept so far.

        Returns:
            The first one by place that is alike, or None where there is none.
        """
        same = articles.find_digest(digest)
        if same is not None and self.exact:
            return DuplicateOf(same, 1.0, True)
        if self.near is None:
            return None
        shingles = self._shingle(article)
        for place in articles.find_bands(bands):
            similarity = _compute_jaccard(shingles, self._shingle(articles[place]))
            if similarity >= self.near:
                return DuplicateOf(place, similarity, place == same)
        return None

    def compute_bands(self, article: InputArticle) -> list[bytes]:
        """Compute parts of the article's MinHash; articles that share one may be alike.

        Returns:
            The parts in order; none where near copies are not sought.
        """
        shingles = self._shingle(article) if self.near is not None else frozenset()
        if self.near is None or not shingles:
            return []
        values = self._compute_minhash(shingles).hashvalues
        count, rows = _choose_bands(self.near, self.permutations)
        return [values[n * rows : (n + 1) * rows].tobytes() for n in range(count)]

    def _compute_minhash(self, shingles: frozenset[str]) -> Any:
        from datasketch import MinHash

        minhash = MinHash(num_perm=self.permutations, seed=self.seed)
        minhash.update_batch([shingle.encode() for shingle in sorted(shingles)])
        return minhash

    def _shingle(self, article: InputArticle) -> frozenset[str]:
        blocks = split_blocks(article.text, article.title, article.credit)
        paragraphs = (article.text[b["start"] : b["end"]] for b in blocks if b["kind"] == "paragraph")
        words = [word for paragraph in paragraphs for word in _WORD.findall(paragraph.casefold())]
        count = max(len(words) - self.shingle + 1, min(len(words), 1))
        return frozenset(" ".join(words[n : n + self.shingle]) for n in range(count))


@cache
def _choose_bands(threshold: float, permutations: int) -> tuple[int, int]:
    """Choose how many bands of how many rows a MinHash has, so that few pairs above the threshold share none."""
    from datasketch import MinHashLSH

    index = MinHashLSH(threshold=threshold, num_perm=permutations, weights=_RECALL)
    return index.b, index.r


def _compute_jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0

"""Keyness: which words are used more, or less, in one part of the corpus than in another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, NamedTuple

import pandas as pd
from pydantic import Field, PositiveInt

from rejoinder.config.ranges import FilledText, Several
from rejoinder.corpus import Corpus
from rejoinder.corpus.parts import TimeUnit
from rejoinder.words.counts import REST, Group, WordClass, WordScope, WordSizes, WordUnit, compare_words, count_words
from rejoinder.words.measures import (
    compute_bic,
    compute_p,
    four_term_g2,
    log_ratio,
    odds_ratio,
    percent_difference,
    sign_difference,
    two_term_g2,
)

_NAMES_LISTED = 5  # of parts that are left out for the same reason


class Comparison(NamedTuple):
    """A part of the corpus and what it is held against."""

    group: Group
    part: str
    reference: str


class LeftOutParts(NamedTuple):
    """What is not compared, and why."""

    item: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Keyness:
    """Which parts of the corpus are compared, by which words.

    Attributes:
        groups: what the corpus is parted by, with the reference of each part: "rest" or the name of a part.
        period: the time unit that periods are of.
        unit: lemmas, or words as they are written; capitals aside.
        upos: parts of speech that are counted; all where empty. Sizes are of all words in any case.
        stop_words: lemmas or words, as `unit` says, that are not listed; capitals aside.
        reported_only: whether of a side only what it is reported to say counts.
        minimum_count: how often a word must be in part and reference together.
        minimum_words: how many words part and reference must have each.
        parts: most parts of a group, those with the most words.
        rows: most words of each part that are more frequent than in the reference, and that are less frequent.
    """

    groups: dict[Group, FilledText]
    period: TimeUnit
    unit: WordUnit
    upos: list[WordClass]
    stop_words: list[FilledText]
    reported_only: bool
    minimum_count: PositiveInt
    minimum_words: Annotated[int, Field(ge=10)]
    parts: Several
    rows: PositiveInt

    def __call__(self, corpus: Corpus) -> tuple[pd.DataFrame, list[LeftOutParts]]:
        """Compare the parts of the corpus.

        Args:
            corpus: with the tables `parses` and `attributions`.

        Returns:
            The columns of `schema.KEYNESS`, by group as given, part by falling size, then words that are more frequent
            by falling G2, then those that are less frequent; and what is not compared.

        Raises:
            ValueError: a reference that is no part.
        """
        tables: list[pd.DataFrame] = []
        left_out: list[LeftOutParts] = []
        stop_words = {word.lower() for word in self.stop_words}
        for group, reference in self.groups.items():
            sizes = count_words(corpus, group, self._choose_scope(group))
            _require_part(group, reference, sizes)
            left_out += self._list_left_out(group, reference, sizes)
            for part in self._select_parts(reference, sizes):
                counts = compare_words(corpus, part, reference, self.minimum_count)
                counts = counts[~counts["term"].str.lower().isin(stop_words)]
                words = sizes.parts[part], sizes.count_reference(part, reference)
                ranked = rank_words(measure_keyness(counts, *words), self.rows)
                comparison = Comparison(group, part, reference)
                tables.append(ranked.assign(**comparison._asdict(), tested=len(counts)))
        keyness = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()
        return keyness.assign(place=range(1, len(keyness) + 1)), left_out

    def _choose_scope(self, group: Group) -> WordScope:
        reported_only = self.reported_only and group == "side"
        return WordScope(unit=self.unit, upos=tuple(self.upos), reported_only=reported_only, period=self.period)

    def _select_parts(self, reference: str, sizes: WordSizes) -> list[str]:
        """The parts that are compared, the largest first."""
        largest = _list_compared(reference, sizes)[: self.parts]
        return [part for part in largest if not self._find_too_small(part, reference, sizes)]

    def _find_too_small(self, part: str, reference: str, sizes: WordSizes) -> str:
        """What has too few words: the part, its reference, or neither, ""."""
        if sizes.parts[part] < self.minimum_words:
            return "part"
        return "reference" if sizes.count_reference(part, reference) < self.minimum_words else ""

    def _list_left_out(self, group: Group, reference: str, sizes: WordSizes) -> Iterator[LeftOutParts]:
        if len(sizes.parts) < 2:
            only = "".join(f"all words are of one, {part!r}" for part in sizes.parts) or "no text is of any"
            yield LeftOutParts(f"keyness by {group}", f"nothing to compare: {only}")
            return
        reasons: dict[str, list[str]] = {}
        for number, part in enumerate(_list_compared(reference, sizes)):
            small = self._find_too_small(part, reference, sizes)
            few = f"fewer than {self.minimum_words} words (minimum_words of keyness in conf/words)"
            held_against = "all others together have" if reference == REST else f"its reference {reference!r} has"
            reason = {"part": few, "reference": f"{held_against} {few}"}.get(small, "")
            if number >= self.parts:
                reason = reason or f"{self.parts} others have more words (parts of keyness in conf/words)"
            if reason:
                reasons.setdefault(reason, []).append(part)
        for reason, names in reasons.items():
            yield LeftOutParts(f"keyness of {group} {_join_names(names)}", reason)


def _list_compared(reference: str, sizes: WordSizes) -> list[str]:
    """All parts but the reference, the largest first."""
    return [part for part in sizes.parts if reference == REST or part != reference]


def _join_names(names: Sequence[str]) -> str:
    more = len(names) - _NAMES_LISTED
    return ", ".join(names[:_NAMES_LISTED]) + (f" and {more} more" if more > 0 else "")


def _require_part(group: Group, reference: str, sizes: WordSizes) -> None:
    if reference != REST and reference not in sizes.parts:
        parts = ", ".join(sizes.parts)
        raise ValueError(
            f"conf/words: the reference of {group} is expected to be {REST!r} or one of {parts or 'none'};"
            f" got {reference!r}; correct it under groups of keyness."
        )


def measure_keyness(counts: pd.DataFrame, words: int, reference_words: int) -> pd.DataFrame:
    """Add every measure of keyness to counts of words.

    Args:
        counts: as `compare_words` reads them.
        words: of the part.
        reference_words: of the reference.

    Returns:
        The columns of `counts` and words, reference_words, g2_four_term and g2_two_term (below 0 where a word is less
        frequent than in the reference), p and bic (of the first), log_ratio, percent_difference, odds_ratio.
    """
    table = counts["count"], words, counts["reference_count"], reference_words
    g2, sign = four_term_g2(*table), sign_difference(*table)
    return counts.assign(
        words=words,
        reference_words=reference_words,
        g2_four_term=sign * g2,
        g2_two_term=sign * two_term_g2(*table),
        p=compute_p(g2),
        bic=compute_bic(g2, words, reference_words),
        log_ratio=log_ratio(*table),
        percent_difference=percent_difference(*table),
        odds_ratio=odds_ratio(*table),
    )


def rank_words(measured: pd.DataFrame, most: int) -> pd.DataFrame:
    """Keep the words of the highest G2 in each direction.

    Args:
        measured: as `measure_keyness` makes it.
        most: words in each direction.

    Returns:
        Words that are more frequent, by falling G2, then those that are less frequent, by rising (negative) G2; of
        equals the one with the larger Log Ratio, then by name. A word of equal frequency in both is not among them.
    """
    g2 = measured["g2_four_term"].round(4)
    ordered = measured.assign(strength=g2.abs(), effect=measured["log_ratio"].abs().round(4))
    ordered = ordered.sort_values(["strength", "effect", "term"], ascending=[False, False, True])
    parts = [ordered[ordered["g2_four_term"] > 0].head(most), ordered[ordered["g2_four_term"] < 0].head(most)]
    return pd.concat(parts).drop(columns=["strength", "effect"])

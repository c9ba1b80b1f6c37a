"""What a methods section tells of a run."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from rejoinder.codebook import Codebook
from rejoinder.corpus.doubts import Doubts
from rejoinder.report.accuracies import FrameAccuracy
from rejoinder.report.key_figures import KeyFigures
from rejoinder.report.provenance import Citation, Option
from rejoinder.report.references import Reference


@dataclass(frozen=True, kw_only=True)
class FrameAgreement:
    """How two coders agree on frames.

    Attributes:
        first, second: their names; the machine is the first where it is one of them.
        n: statements coded by both.
        alpha: Krippendorff's, mean over frames; None where it is not defined.
        low, high: its interval; None where one is withheld.
    """

    first: str
    second: str
    n: int
    alpha: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, kw_only=True)
class StudyFacts:
    """A run, as far as its methods section tells of it.

    Attributes:
        counts: over all articles.
        outlets: how many there are.
        doubts: what is a guess or not known, and when articles are of.
        undated: articles without a date.
        left_out: items that were left out, of all stages.
        accuracies: how well the option of conf/frames tells each frame.
        models: sha256 of the bundled models, by name.
        agreements: of the machine with coding passes, and of these.
        is_corrected: whether shares are corrected by a coded random sample.
        corrections: values that people corrected.
        options, codebook, citation, references, seed: those of the run.
    """

    counts: KeyFigures
    outlets: int
    doubts: Doubts
    undated: int
    left_out: int
    accuracies: Sequence[FrameAccuracy]
    models: Mapping[str, str]
    agreements: Sequence[FrameAgreement]
    is_corrected: bool
    corrections: int
    options: Sequence[Option]
    codebook: Codebook
    citation: Citation
    references: Sequence[Reference]
    seed: int


def read_agreements(agreement: pd.DataFrame) -> Iterator[FrameAgreement]:
    """The agreement of each pair of coders on frames, from the rows of data/agreement."""
    rows = agreement.query("variable == 'frames' and category == 'macro' and measure == 'alpha'")
    for row in rows.to_dict("records"):
        value, low, high = (None if pd.isna(row[name]) else float(row[name]) for name in ("value", "low", "high"))
        yield FrameAgreement(first=row["first"], second=row["second"], n=int(row["n"]), alpha=value, low=low, high=high)

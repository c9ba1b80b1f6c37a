"""What figures and tables are drawn from: a run's coding, counted, in the codebook's and the actors' order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

import pandas as pd

from rejoinder.actors import Actors
from rejoinder.codebook import Codebook
from rejoinder.corpus import NARRATION, UNKNOWN_SIDE, Corpus
from rejoinder.corpus.counts import (
    Totals,
    count_by_day,
    count_by_group,
    count_by_side,
    count_by_side_and_frame,
    count_by_side_and_stance,
    count_by_speaker,
    count_by_speaker_and_frame,
    count_by_speaker_and_stance,
    count_dates,
    count_outlets,
    count_totals,
    list_values,
)
from rejoinder.corpus.differences import CodedParts, count_for_differences, find_coded_parts
from rejoinder.corpus.model_cells import count_model_cells
from rejoinder.corpus.parts import Grouping, TimeUnit
from rejoinder.corpus.replies import find_replies
from rejoinder.corpus.samples import find_most_framed
from rejoinder.corpus.speakers import find_speakers_to_check
from rejoinder.corpus.statement_table import read_statements
from rejoinder.figures.model_settings import FrameModels
from rejoinder.figures.network_settings import ShownClusters, ShownNetwork
from rejoinder.figures.sides import group_sides
from rejoinder.figures.style import Paper
from rejoinder.networks.incidence import Period, count_positions

CHECKS = (
    "thresholds",
    "calibration",
    "reliability",
    "prevalence",
    "correctness",
    "confusion",
    "coded_sample",
)  # datasets within data/agreement
CELLS = ("both", "only first", "only second", "neither")  # of a confusion: who marks
STANCES = ("favours", "neutral", "opposes")


class DataError(ValueError):
    """Tables that do not fit the configuration: one sentence with table, value and repair."""


@dataclass(frozen=True, kw_only=True)
class FigureData:
    """One run's coding, counted. A credit line is no statement, and "" stands for what is missing.

    Attributes:
        totals: key figures.
        sides: number of statements by side: the actors' sides in their order, then others by number, then
            `UNKNOWN_SIDE` and `NARRATION`.
        groups: of these sides, in the same order, as `group_sides` tells them apart.
        frames: labels of the codebook's frames by name, in its order.
        targets: labels of the actors' targets by name, in their order.
        sides_frames, sides_stances, speakers, speakers_frames: as `corpus.counts` has them.
        speakers_to_check: as `find_speakers_to_check` finds them.
        targeting, speakers_stances: the same of statements that speak of a target of stances.
        unit: what time is counted in; None where articles are of fewer than two days.
        periods, outlets: as `count_by_group` has them, by `unit` and by outlet; None where there are not several.
        side_sums: the same by side.
        days: as `count_by_day` has them.
        positions, dated_positions: as `count_positions` has them, of the actors and concepts that figures
            `two_mode_network` and `congruence_clusters` show; the latter by day.
        replies: as `find_replies` finds them.
        differences: as `count_for_differences` has them, by what groups are.
        model_cells: as `count_model_cells` counts them; None where no models are asked for.
        coded_parts: as `find_coded_parts` finds them, likewise; empty where there is no coded sample.
        score_statements: those of the article with the most framed ones, as `read_statements` gives them.
        keyness: the rows of data/words/keyness.
        agreement: the rows of data/agreement.
        thresholds, calibration, reliability, prevalence, correctness, confusion, coded_sample: those of datasets in it.
    """

    totals: Totals
    sides: dict[str, int]
    groups: dict[str, str]
    frames: dict[str, str]
    targets: dict[str, str]
    sides_frames: pd.DataFrame
    sides_stances: pd.DataFrame
    speakers: pd.DataFrame
    speakers_frames: pd.DataFrame
    speakers_to_check: pd.DataFrame
    targeting: pd.DataFrame
    speakers_stances: pd.DataFrame
    unit: TimeUnit | None
    periods: pd.DataFrame | None
    outlets: pd.DataFrame | None
    side_sums: pd.DataFrame
    days: pd.DataFrame
    positions: pd.DataFrame
    dated_positions: pd.DataFrame
    replies: pd.DataFrame
    differences: dict[str, pd.DataFrame]
    coded_parts: dict[str, CodedParts]
    model_cells: pd.DataFrame | None
    score_statements: pd.DataFrame
    keyness: pd.DataFrame
    agreement: pd.DataFrame
    thresholds: pd.DataFrame
    calibration: pd.DataFrame
    reliability: pd.DataFrame
    prevalence: pd.DataFrame
    correctness: pd.DataFrame
    confusion: pd.DataFrame
    coded_sample: pd.DataFrame


def collect_data(
    corpus: Corpus,
    checks: Mapping[str, pd.DataFrame],
    keyness: pd.DataFrame,
    codebook: Codebook,
    actors: Actors,
    paper: Paper,
) -> FigureData:
    """Count what the figures and tables are drawn from.

    Args:
        corpus: all statements with their codes.
        checks: the tables agreement and those of `CHECKS`, by name.
        keyness: of words, by stage `words`.
        codebook: frames, in the order of figures.
        actors: sides and targets, in the order of figures.
        paper: how many speakers are listed, and how many periods a figure has room for.

    Raises:
        DataError: a frame or target that the configuration lacks.
    """
    _check("frames", list_values(corpus, "frames", "frame"), codebook.frames)
    _check("stances", list_values(corpus, "stances", "target"), actors.targets)
    most, unit, article = paper.speakers, _choose_unit(count_dates(corpus), paper), find_most_framed(corpus)
    frames, coded = list(codebook.frames), list(checks["coded_sample"]["statement_id"].unique())
    groupings: tuple[Grouping, ...] = get_args(Grouping)
    sides = _order_sides(count_by_side(corpus), list(actors.sides))
    return FigureData(
        totals=count_totals(corpus),
        sides=sides,
        groups=group_sides(sides, actors.sides),
        frames={name: frame.label for name, frame in codebook.frames.items()},
        targets={name: target.label for name, target in actors.targets.items()},
        sides_frames=count_by_side_and_frame(corpus),
        sides_stances=count_by_side_and_stance(corpus),
        speakers=count_by_speaker(corpus, most),
        speakers_frames=count_by_speaker_and_frame(corpus, most),
        speakers_to_check=find_speakers_to_check(corpus),
        targeting=count_by_speaker(corpus, most, "targeting"),
        speakers_stances=count_by_speaker_and_stance(corpus, most),
        unit=unit,
        periods=count_by_group(corpus, unit) if unit else None,
        outlets=count_by_group(corpus, "outlet") if count_outlets(corpus) > 1 else None,
        side_sums=count_by_group(corpus, "side"),
        days=count_by_day(corpus),
        positions=_count_positions(corpus, paper.two_mode_network, ""),
        dated_positions=_count_positions(corpus, paper.congruence_clusters, "day"),
        differences={by: count_for_differences(corpus, by, frames, unit) for by in groupings},
        coded_parts={by: find_coded_parts(corpus, by, frames, unit, coded) for by in groupings if coded},
        model_cells=_count_model_cells(corpus, frames, paper.models),
        replies=find_replies(corpus, actors, paper.answering, paper.reply_days),
        score_statements=pd.concat(
            batch.to_pandas() for batch in read_statements(corpus, codebook, actors, articles=[article or ""])
        ).fillna({"title": "", "speaker": "", "frames": ""}),
        keyness=keyness,
        agreement=checks["agreement"],
        **{name: checks[name] for name in CHECKS},
    )


def _count_positions(corpus: Corpus, shown: ShownNetwork | ShownClusters, period: Period) -> pd.DataFrame:
    return count_positions(corpus, shown.actors, shown.concepts, period=period, per_article=False, narrated=False)


def _count_model_cells(corpus: Corpus, frames: Sequence[str], models: FrameModels) -> pd.DataFrame | None:
    return count_model_cells(corpus, models.covariates, frames, models.period) if models.covariates else None


def _check(table: str, used: Iterable[str], configured: Iterable[str]) -> None:
    unknown = sorted(set(used) - set(configured))
    if unknown:
        raise DataError(
            f"data/{table}: {unknown[0]!r} is none of {', '.join(configured)} in conf/; run `dvc repro {table}`."
        )


def _order_sides(counts: Mapping[str, int], configured: Sequence[str]) -> dict[str, int]:
    last = [UNKNOWN_SIDE, NARRATION]
    unlisted = [side for side in counts if side not in {*configured, *last}]
    return {side: counts[side] for side in [*configured, *unlisted, *last] if side in counts}


def _choose_unit(dates: Mapping[str, int], paper: Paper) -> TimeUnit | None:
    """The finest unit whose periods fit the figure and hold enough articles, else the coarsest of which there are two.

    Enough are, on average, twice as many as an interval needs, so that few periods are without.
    """
    units: tuple[TimeUnit, ...] = ("day", "month", "year")
    several = [unit for unit in units if dates[unit] > 1]
    fitting = (
        unit
        for unit in several
        if dates[f"span_{unit}"] <= paper.periods and dates["dated"] >= 2 * paper.minimum_articles * dates[unit]
    )
    return next(fitting, several[-1] if several else None)

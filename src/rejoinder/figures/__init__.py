"""Stage `figures`: the paper's figures, each with the table it draws, and the paper's tables."""

from collections.abc import Iterable
from functools import partial

import pandas as pd

from rejoinder import paths, tables
from rejoinder.actors import Actors
from rejoinder.codebook import Codebook
from rejoinder.config import Run
from rejoinder.corpus import open_corpus
from rejoinder.corpus.samples import read_statements
from rejoinder.figures import (
    by_outlet,
    coders,
    listings,
    network,
    over_time,
    prevalence,
    profiles,
    score,
    scores,
    write,
)
from rejoinder.figures.data import CHECKS, Coded, coded
from rejoinder.figures.style import Paper, set_theme

__all__ = ["Paper", "figures", "main"]


def figures(data: Coded, paper: Paper) -> dict[str, tuple[pd.DataFrame, write.Drawing]]:
    """Every figure with the table it draws, by file name; those of time and outlets where there are several."""
    set_theme(paper)
    played = score.score(data, paper)
    by_side = profiles.sides_frames(data)
    by_speaker = profiles.speakers_frames(data, paper)
    edges = network.stance_network(data, paper)
    compared, curves, bins = coders.agreement(data), scores.thresholds(data), scores.reliability(data)
    shares = prevalence.prevalence(data)
    drawn: dict[str, tuple[pd.DataFrame, write.Drawing]] = {
        "score": (played, partial(score.plot_score, played, data.frames, list(data.sides), paper)),
        "sides_frames": (by_side, partial(profiles.plot_sides_frames, by_side, paper)),
        "speakers_frames": (by_speaker, partial(profiles.plot_speakers_frames, by_speaker, paper)),
        "stance_network": (edges, partial(network.plot_stance_network, edges, data.targets, paper)),
        "agreement": (compared, partial(coders.plot_agreement, compared, paper)),
        "thresholds": (curves, partial(scores.plot_thresholds, curves, paper)),
        "reliability": (bins, partial(scores.plot_reliability, bins, paper)),
        "prevalence": (shares, partial(prevalence.plot_prevalence, shares, paper)),
    }
    return drawn | _of_groups(data, paper)


def _of_groups(data: Coded, paper: Paper) -> dict[str, tuple[pd.DataFrame, write.Drawing]]:
    """The figures of periods and outlets that the corpus has several of."""
    drawn: dict[str, tuple[pd.DataFrame, write.Drawing]] = {}
    if data.periods is not None:
        course = over_time.over_time(data, paper)
        drawn["over_time"] = (course, partial(over_time.plot_over_time, course, paper))
    if data.outlets is not None:
        outlets = by_outlet.by_outlet(data, paper)
        drawn["by_outlet"] = (outlets, partial(by_outlet.plot_by_outlet, outlets, paper))
    return drawn


def main(run: Run) -> None:
    """Count the coded data; write reports/figures and reports/tables."""
    paper: Paper = run.load("figures")
    codebook: Codebook = run.load("codebook")
    actors: Actors = run.load("actors")
    checks = {
        path.name: tables.read(path).to_pandas() for path in (paths.AGREEMENT, *map(paths.AGREEMENT.joinpath, CHECKS))
    }
    with open_corpus() as corpus:
        data = coded(corpus, checks, codebook, actors, paper)
        rows = listings.statements(read_statements(corpus, list(codebook.frames), most=paper.statements))
        write.write_table(paths.TABLES / "statements", rows, listings.STATEMENTS, listings.WIDE, paper.table_rows)
    drawn = figures(data, paper)
    write.write_figures(paths.FIGURES, drawn, paper)
    coder = tables.read(paths.CODER).to_pandas()
    made = listings.listings(data, codebook, drawn["sides_frames"][0], coder, paper)
    for name, listing in made.items():
        write.write_table(paths.TABLES / name, [listing.rows], listing.caption, listing.wide, paper.table_rows)
    tables.write_text(paths.TABLES / "numbers.tex", listings.numbers(data))
    _keep_only(drawn, {"statements", "numbers", *made})
    print(f"figures: {len(drawn)} figures of {data.totals.statements} statements")


def _keep_only(figures: Iterable[str], listed: Iterable[str]) -> None:
    """Remove figures and tables of an earlier run that this one does not make."""
    for folder, names in ((paths.FIGURES, set(figures)), (paths.TABLES, set(listed))):
        for path in folder.iterdir():
            if path.stem not in names:
                path.unlink()

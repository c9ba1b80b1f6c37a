"""Stage `figures`: the paper's figures, each with the table it draws, and the paper's tables."""

import pandas as pd
from matplotlib.figure import Figure

from rejoinder import paths, tables
from rejoinder.actors import Actors
from rejoinder.codebook import Codebook
from rejoinder.config import Run
from rejoinder.figures import coders, listings, network, prevalence, profiles, score, scores, write
from rejoinder.figures.data import CHECKS, Coded, coded
from rejoinder.figures.style import Paper, set_theme

__all__ = ["Paper", "figures", "main"]

_CODED = (paths.ARTICLES, paths.STATEMENTS, paths.FRAMES, paths.STANCES, paths.AGREEMENT)
_DATASETS = (*_CODED, *(paths.AGREEMENT / name for name in CHECKS))


def figures(data: Coded, paper: Paper) -> dict[str, tuple[pd.DataFrame, Figure]]:
    """Every figure with the table it draws, by file name."""
    set_theme(paper)
    played = score.score(data, paper)
    by_side = profiles.sides_frames(data)
    by_speaker = profiles.speakers_frames(data, paper)
    edges = network.stance_network(data, paper)
    compared, curves, bins = coders.agreement(data), scores.thresholds(data), scores.reliability(data)
    shares = prevalence.prevalence(data)
    return {
        "score": (played, score.plot_score(played, data.frames, data.sides, paper)),
        "sides_frames": (by_side, profiles.plot_sides_frames(by_side, paper)),
        "speakers_frames": (by_speaker, profiles.plot_speakers_frames(by_speaker, paper)),
        "stance_network": (edges, network.plot_stance_network(edges, data.targets, paper)),
        "agreement": (compared, coders.plot_agreement(compared, paper)),
        "thresholds": (curves, scores.plot_thresholds(curves, paper)),
        "reliability": (bins, scores.plot_reliability(bins, paper)),
        "prevalence": (shares, prevalence.plot_prevalence(shares, paper)),
    }


def main(run: Run) -> None:
    """Read the coded data; write reports/figures and reports/tables."""
    paper: Paper = run.load("figures")
    codebook: Codebook = run.load("codebook")
    actors: Actors = run.load("actors")
    read = {path.name: tables.read(path).to_pandas() for path in _DATASETS}
    data = coded(read, codebook, actors)
    drawn = figures(data, paper)
    for name, (table, figure) in drawn.items():
        write.write_figure(paths.FIGURES / name, figure, table, paper)
    coder = tables.read(paths.CODER).to_pandas()
    for name, listing in listings.listings(data, codebook, drawn["sides_frames"][0], coder).items():
        write.write_table(paths.TABLES / name, listing.rows, listing.caption, listing.wide, paper.table_rows)
    tables.write_text(paths.TABLES / "numbers.tex", listings.numbers(data))
    print(f"figures: {len(drawn)} figures of {len(data.statements)} statements")

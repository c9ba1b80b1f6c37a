"""Stage `figures`: count the coded data, draw every figure and make every table of the paper."""

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pyarrow as pa
from matplotlib.figure import Figure

from rejoinder import paths, tables
from rejoinder.actors import Actors
from rejoinder.codebook import Codebook
from rejoinder.config import Run
from rejoinder.corpus import open_corpus
from rejoinder.corpus.statement_table import PRINTED_COLUMNS, read_statements
from rejoinder.figures import paper_tables
from rejoinder.figures.agreement import count_agreement, plot_agreement
from rejoinder.figures.agreement_tables import tabulate_efforts
from rejoinder.figures.by_outlet import count_by_outlet, plot_by_outlet
from rejoinder.figures.congruence_clusters import count_congruence_clusters, plot_congruence_clusters
from rejoinder.figures.corrections import CorrectedRows, count_corrections
from rejoinder.figures.data import CHECKS, FigureData, collect_data
from rejoinder.figures.differences import count_differences, plot_differences, select_sides
from rejoinder.figures.keyness import count_keyness, plot_keyness
from rejoinder.figures.numbers import format_numbers
from rejoinder.figures.over_time import count_over_time, plot_over_time
from rejoinder.figures.prevalence import count_prevalence, plot_prevalence
from rejoinder.figures.reliability import count_reliability, plot_reliability
from rejoinder.figures.replies import NOT_KNOWN, count_replies, plot_replies
from rejoinder.figures.score import count_score, plot_score
from rejoinder.figures.sides_frames import count_sides_frames, plot_sides_frames
from rejoinder.figures.speakers_frames import count_speakers_frames, plot_speakers_frames
from rejoinder.figures.specification_curve import (
    Curves,
    plot_specification_curve,
    read_curves,
    select_numbers,
    tabulate_choices,
    tabulate_numbers,
)
from rejoinder.figures.stance_network import count_stance_network, plot_stance_network
from rejoinder.figures.style import Paper, set_theme
from rejoinder.figures.thresholds import count_thresholds, plot_thresholds
from rejoinder.figures.two_mode_network import count_two_mode_network, plot_two_mode_network
from rejoinder.figures.write import read_head, write_batches, write_figure, write_page, write_table

_COMPARISONS = (  # with gold coding
    ("agreement", count_agreement, plot_agreement),
    ("thresholds", count_thresholds, plot_thresholds),
    ("reliability", count_reliability, plot_reliability),
    ("prevalence", count_prevalence, plot_prevalence),
)


class DrawnFigure(NamedTuple):
    """A figure with its table.

    Attributes:
        name: of the files in reports/figures.
        table: what the figure draws.
        figure: laid out when it is written.
    """

    name: str
    table: pd.DataFrame
    figure: Figure


def draw_figures(data: FigureData, paper: Paper) -> Iterator[DrawnFigure]:
    """Draw the figures one after the other.

    Yields:
        Every figure with its table; those over time and by outlet only where there are several periods or outlets,
        that of key words only where parts are large enough, and those of positions, stances, replies and the agreement
        with gold coding only where there are any. The report says why not.
    """
    set_theme(paper)
    table = count_score(data, paper)
    yield DrawnFigure("score", table, plot_score(table, data.frames, list(data.sides), paper))
    table = count_sides_frames(data)
    yield DrawnFigure("sides_frames", table, plot_sides_frames(table, paper))
    table = count_speakers_frames(data, paper)
    yield DrawnFigure("speakers_frames", table, plot_speakers_frames(table, paper))
    table = count_stance_network(data, paper)
    if not table.empty:
        yield DrawnFigure("stance_network", table, plot_stance_network(table, data.targets, paper))
    table = count_two_mode_network(data, paper)
    if (table["column"] != "").any():
        yield DrawnFigure("two_mode_network", table, plot_two_mode_network(table, paper))
    table = count_congruence_clusters(data, paper)
    if not table.empty:
        yield DrawnFigure("congruence_clusters", table, plot_congruence_clusters(table, paper))
    table = select_sides(count_differences(data, paper), data, paper)
    if not table.empty:
        yield DrawnFigure("differences", table, plot_differences(table, paper))
    table = count_replies(data)
    if len(table[table["answered_side"] != NOT_KNOWN].drop_duplicates(["side", "answered_side"])) > 1:
        yield DrawnFigure("replies", table, plot_replies(table, paper))
    for name, count, plot in _COMPARISONS:
        table = count(data)
        if not table.empty:
            yield DrawnFigure(name, table, plot(table, paper))
    if data.periods is not None:
        table = count_over_time(data, paper)
        yield DrawnFigure("over_time", table, plot_over_time(table, paper))
    if data.outlets is not None:
        table = count_by_outlet(data, paper)
        yield DrawnFigure("by_outlet", table, plot_by_outlet(table, paper))
    table = count_keyness(data, paper)
    if (table["note"] == "").any():
        yield DrawnFigure("keyness", table, plot_keyness(table, paper))


def draw_curves(curves: Curves | None, data: FigureData, paper: Paper) -> Iterator[DrawnFigure]:
    """Draw what `rejoinder multiverse` computed.

    Yields:
        The curves of shares and those of sides, with their tables; of either only if any of its numbers is told.
    """
    for name, of_sides in (("specification_curve", False), ("specification_curve_sides", True)):
        if curves and not (table := select_numbers(curves, data, paper, of_sides)).empty:
            yield DrawnFigure(name, table, plot_specification_curve(table, curves.numbers, paper))


def main(run: Run) -> None:
    """Count the coded data; write reports/figures and reports/tables."""
    paper: Paper = run.load("figures")
    codebook: Codebook = run.load("codebook")
    actors: Actors = run.load("actors")
    datasets = (paths.AGREEMENT, *(paths.AGREEMENT / name for name in CHECKS))
    checks = {dataset.name: tables.read(dataset).to_pandas() for dataset in datasets}
    with open_corpus(actors=actors, machine_frames=paths.MACHINE / paths.FRAMES.name) as corpus:
        data = collect_data(corpus, checks, tables.read(paths.KEYNESS).to_pandas(), codebook, actors, paper)
        _write_statements(paths.TABLES / "statements", read_statements(corpus, codebook, actors), paper)
    curves, drawn = read_curves(data), []
    for name, table, figure in chain(draw_figures(data, paper), draw_curves(curves, data, paper)):
        write_figure(paths.FIGURES / name, table, figure, paper)
        drawn.append(name)
    coder, lines = tables.read(paths.CODER).to_pandas(), tables.read(paths.CONCORDANCE).to_pandas()
    listed = paper_tables.tabulate(data, codebook, actors, coder, lines, paper, count_corrections(_read_corrected()))
    efforts = tables.read(paths.AGREEMENT / "efforts").to_pandas()
    if efforts["seconds"].notna().any():
        listed["efforts"] = tabulate_efforts(efforts)
    if curves:
        listed |= {"multiverse": tabulate_numbers(curves), "multiverse_choices": tabulate_choices(curves)}
    for name, listing in listed.items():
        write_table(paths.TABLES / name, listing.rows, listing.caption, listing.widths, paper.table_rows)
    tables.write_text(paths.TABLES / "numbers.tex", format_numbers(data))
    _remove_stale(paths.FIGURES, drawn)
    _remove_stale(paths.TABLES, {"statements", "numbers", *listed})
    print(f"figures: {len(drawn)} figures of {data.totals.statements} statements")


def _read_corrected() -> CorrectedRows:
    datasets = (paths.STATEMENTS, paths.FRAMES, paths.STANCES)
    machine = {dataset.name: tables.read(paths.MACHINE / dataset.name).to_pandas() for dataset in datasets}
    touched = set(machine[paths.STATEMENTS.name]["article_id"])
    standing = {
        dataset.name: pd.DataFrame(tables.read_rows(dataset, touched), columns=list(machine[dataset.name].columns))
        for dataset in datasets
    }
    return CorrectedRows(machine, standing, tables.read(paths.CORRECTIONS).to_pandas())


def _write_statements(stem: Path, batches: Iterator[pa.RecordBatch], paper: Paper) -> None:
    """Write all columns as CSV and Parquet, and those that a page has room for as LaTeX and Markdown."""
    rows = write_batches(stem, batches, paper.statements)
    head = read_head(stem.with_suffix(".parquet"), PRINTED_COLUMNS, paper.table_rows)
    write_page(stem, head, paper_tables.STATEMENTS_CAPTION, paper_tables.STATEMENTS_WIDTHS, rows)


def _remove_stale(folder: Path, names: Iterable[str]) -> None:
    """Remove files of an earlier run that this one does not make."""
    for path in folder.iterdir():
        if path.stem not in names:
            path.unlink()

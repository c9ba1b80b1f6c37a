"""Figures `specification_curve` and `specification_curve_sides`: numbers under `rejoinder multiverse`'s choices."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from rejoinder import paths
from rejoinder.corpus.alternatives import CHOICE
from rejoinder.figures import style
from rejoinder.figures.data import FigureData
from rejoinder.figures.formats import PaperTable
from rejoinder.figures.labels import add_legend, fit_titles, measure_legend, wrap_text
from rejoinder.figures.panels import split_rows
from rejoinder.figures.style import Paper, lighten

_ACROSS = 4  # panels in a row
# heights of a curve, of a value's row, and, in such rows, of the gap between choices
_CURVE_MM, _LEVEL_MM, _GAP = 22.0, 2.3, 0.5
_TEXT_MM = 10  # of a band, for titles and scales
_TEXTS = {"side", "frame", "label", "run", "most", "note", "choice"}
_WITHHELD = "withheld"


@dataclass(frozen=True)
class Curves:
    """What `rejoinder multiverse` computed.

    Attributes:
        estimates: a row for each number and specification, the preferred one first.
        numbers: a row for each number; note says why one is withheld.
        choices: how much each choice moves each number.
    """

    estimates: pd.DataFrame
    numbers: pd.DataFrame
    choices: pd.DataFrame


def read_curves(data: FigureData) -> Curves | None:
    """Read the results in seeds/multiverse; None where there are none, or where they are of another coding."""
    files = {name: paths.MULTIVERSE / f"{name}.csv" for name in ("counted", "estimates", "numbers", "choices")}
    if not all(file.exists() for file in files.values()):
        return None
    read = {name: _read_file(file) for name, file in files.items()}
    is_current = read.pop("counted").to_dict("records") == data.sides_frames.to_dict("records")
    return Curves(**read) if is_current else None


def _read_file(file: Path) -> pd.DataFrame:
    """A table whose texts, "" for none, are those of `_TEXTS` and the choices."""
    table = pd.read_csv(file, dtype=str, keep_default_na=False)
    numbers = [name for name in table.columns if name not in _TEXTS and not name.startswith(CHOICE)]
    return table.assign(**{name: pd.to_numeric(table[name]) for name in numbers})


def select_numbers(curves: Curves, data: FigureData, paper: Paper, of_sides: bool) -> pd.DataFrame:
    """The estimates that a figure shows: those that specifications give, without choices that move no number.

    Args:
        curves: all of them.
        data: order of the frames.
        paper: room; of sides those that are not withheld, the first by their order that there is room for.
        of_sides: differences of sides, else shares of all statements.
    """
    numbers = curves.numbers[~curves.numbers["note"].str.startswith(_WITHHELD)]
    sides = [side for side in dict.fromkeys(numbers["side"]) if bool(side) == of_sides]
    rows = curves.estimates[curves.estimates["side"].isin(sides) & curves.estimates["frame"].isin(data.frames)]
    most_moved = curves.choices.groupby("choice")["with_others"].max()
    idle = [f"{CHOICE}{name}" for name in most_moved.index[most_moved == 0]]
    rows = rows.drop(columns=idle, errors="ignore")
    down, _ = split_rows(len(data.frames), _ACROSS)
    most = max(1, int((paper.page_mm - 15) / (down * _measure_band(_list_levels(rows)))))
    keys = numbers[["side", "frame"]]
    shown = rows[rows["side"].isin(sides[:most])].dropna(subset="estimate").merge(keys, on=["side", "frame"])
    return shown.assign(preferred=~shown.duplicated(["side", "frame"]))


def tabulate_numbers(curves: Curves) -> PaperTable:
    """Each number under all specifications.

    Returns:
        Columns of seeds/multiverse/numbers.csv but the frame's name; a row for each number.
    """
    caption = (
        "Numbers under all choices of conf/multiverse: shares of all statements with each frame and, of sides, the"
        " difference from all other sides."
    )
    return PaperTable(rows=curves.numbers.drop(columns="frame"), caption=caption, widths={"note": 40})


def tabulate_choices(curves: Curves) -> PaperTable:
    """How much each choice moves each number.

    Returns:
        Columns of seeds/multiverse/choices.csv but the frame's name; a row for each number and choice.
    """
    caption = "What each choice of conf/multiverse moves, as shares of the variance between specifications."
    return PaperTable(rows=curves.choices.drop(columns="frame"), caption=caption, widths={"note": 40})


def _list_levels(rows: pd.DataFrame) -> dict[str, list[str]]:
    """Values by choice, the preferred first; of choices that have several."""
    names = [name for name in rows.columns if name.startswith(CHOICE)]
    return {name: list(dict.fromkeys(rows[name])) for name in names if rows[name].nunique() > 1}


def _measure_band(levels: dict[str, list[str]]) -> float:
    rows = sum(map(len, levels.values())) + _GAP * len(levels)
    return _CURVE_MM + rows * _LEVEL_MM + _TEXT_MM


def plot_specification_curve(table: pd.DataFrame, numbers: pd.DataFrame, paper: Paper) -> Figure:
    """Draw `select_numbers`: above the sorted estimates with intervals, below what each specification chooses.

    As in `specr` (Masur and Scharkow 2020). Each column is a specification. Blocks in colour are of the choice that
    moves the number most.

    Args:
        table: the estimates, not empty.
        numbers: all numbers.
        paper: sizes and colours.
    """
    labels = dict(zip(table["frame"], table["label"], strict=True))
    sides, levels = list(dict.fromkeys(table["side"])), _list_levels(table)
    down, across = split_rows(len(labels), _ACROSS)
    choices_mm = _measure_band(levels) - _CURVE_MM - _TEXT_MM
    handles = list(_build_handles(bool(sides[0]), paper))
    height_mm = len(sides) * down * _measure_band(levels) + 3 + measure_legend(handles, paper, paper.double_mm)
    figure = paper.create_figure(paper.double_mm, min(height_mm, paper.page_mm))
    panels = figure.subplots(
        2 * down * len(sides),
        across,
        sharey="row",
        squeeze=False,
        height_ratios=[_CURVE_MM, choices_mm] * down * len(sides),
    )
    heads, points = fit_titles(list(labels.values()), (paper.double_mm - 35) / across - 2, paper)
    colours = paper.frame_colours(len(labels))
    for axes in panels.flat:
        axes.set_axis_off()
    for band, side in enumerate(sides):
        for place, frame in enumerate(labels):
            row, column = divmod(place, across)
            curve, choices = panels[2 * (band * down + row) : 2 * (band * down + row) + 2, column]
            rows = table[(table["side"] == side) & (table["frame"] == frame)].sort_values("estimate", kind="stable")
            if rows.empty:
                continue
            number = numbers[(numbers["side"] == side) & (numbers["frame"] == frame)].iloc[0]
            for axes in (curve, choices):
                axes.set_axis_on()
            curve.set_title(heads[place], loc="left", fontsize=points)
            _draw_curve(curve, rows, number, colours[place], paper)
            _draw_choices(choices, rows, levels, str(number["most"]), colours[place], paper)
            if column == 0:
                name = f"{side} less all other sides" if side else "share of statements"
                curve.set_ylabel(wrap_text(name, _CURVE_MM, paper.small_pt), fontsize=paper.small_pt)
                _label_choices(choices, levels, paper)
    for curve in panels[::2, 0]:
        low, high = curve.get_ylim()
        curve.set_yticks([tick for tick in MaxNLocator(4).tick_values(low, high) if low <= tick <= high])
        curve.set_ylim(low, high)
    add_legend(figure, handles, paper)
    return figure


def _build_handles(of_sides: bool, paper: Paper) -> Iterator[Line2D]:
    look: dict[str, Any] = {"linestyle": "", "color": style.INK}
    yield Line2D([], [], marker="D", markersize=3.5, label="preferred specification", **look)
    yield Line2D([], [], marker="_", markersize=6, label="median of all, with its interval", **look)
    if of_sides:
        marks = ((paper.favours, "interval above 0"), (paper.opposes, "below 0"), (style.GREY, "across 0"))
        for colour, label in marks:
            yield Line2D([], [], linestyle="", marker="o", markersize=3, color=colour, label=label)


def _draw_curve(axes: Axes, rows: pd.DataFrame, number: pd.Series, colour: str, paper: Paper) -> None:
    """The sorted estimates of one number; to their right the median with its interval."""
    places, count = np.arange(len(rows)), len(rows)
    low, high = rows["low"].to_numpy(dtype=float), rows["high"].to_numpy(dtype=float)
    if number["side"]:
        colours = np.select([low > 0, high < 0], [paper.favours, paper.opposes], style.GREY)
        axes.axhline(0, color=style.INK, linewidth=0.5)
    else:
        colours = np.full(count, colour)
    for shade in dict.fromkeys(colours):
        of_shade = colours == shade
        stems = np.column_stack([low, high, np.full(count, np.nan)])[of_shade].ravel()
        axes.plot(np.repeat(places[of_shade], 3), stems, color=lighten(shade), linewidth=0.5, zorder=1)
        values = rows["estimate"].to_numpy()[of_shade]
        axes.plot(places[of_shade], values, ".", color=shade, markersize=2, markeredgewidth=0, zorder=2)
    (place,) = np.flatnonzero(rows["preferred"])
    axes.plot([place] * 2, [low[place], high[place]], color=style.INK, linewidth=0.9, zorder=3)
    axes.plot([place], [rows["estimate"].iloc[place]], "D", color=style.INK, markersize=3, zorder=4)
    right = count * 1.05
    axes.plot([right] * 2, [number["median_low"], number["median_high"]], color=style.INK, linewidth=0.9)
    axes.plot([right], [number["median"]], "_", color=style.INK, markersize=5)
    axes.set(xlim=(-0.03 * count, 1.09 * count), xticks=[])
    axes.tick_params(labelsize=paper.small_pt)
    sns.despine(ax=axes, bottom=True)


def _draw_choices(
    axes: Axes, rows: pd.DataFrame, levels: dict[str, list[str]], most: str, colour: str, paper: Paper
) -> None:
    """A row for each value, with a block where specifications have it."""
    for name, values, first in _place_choices(levels):
        shade = colour if name == CHOICE + most else style.GREY
        for number, value in enumerate(values):
            axes.broken_barh(
                _find_runs(rows[name].to_numpy() == value), (first + number - 0.4, 0.8), color=shade, linewidth=0
            )
    (place,) = np.flatnonzero(rows["preferred"])
    axes.axvline(float(place), color=style.INK, linewidth=0.6)
    total = sum(map(len, levels.values())) + _GAP * (len(levels) - 1)
    axes.set(xlim=(-0.03 * len(rows), 1.09 * len(rows)), ylim=(total - 0.5, -0.5), xticks=[])
    axes.tick_params(axis="y", length=0, labelleft=False)
    axes.set_xlabel(f"{len(rows)} specifications", fontsize=paper.small_pt)
    sns.despine(ax=axes, left=True, bottom=True)


def _place_choices(levels: dict[str, list[str]]) -> Iterator[tuple[str, list[str], float]]:
    """Choices with their values and the place of the first."""
    place = 0.0
    for name, values in levels.items():
        yield name, values, place
        place += len(values) + _GAP


def _find_runs(has_value: Sequence[bool]) -> list[tuple[float, float]]:
    """Begin and length of each run of neighbours that have a value."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], np.asarray(has_value, dtype=int), [0]])))
    return [(float(begin) - 0.5, float(end - begin)) for begin, end in edges.reshape(-1, 2)]


def _label_choices(axes: Axes, levels: dict[str, list[str]], paper: Paper) -> None:
    places, names = [], []
    for name, values, first in _place_choices(levels):
        places += [first + number for number in range(len(values))]
        names += [f"{name.removeprefix(CHOICE)}: {values[0]}", *values[1:]]
    axes.set_yticks(places, [name.replace("-", "−") for name in names], fontsize=paper.small_pt - 1)
    axes.tick_params(axis="y", labelleft=True)

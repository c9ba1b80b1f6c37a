"""Text on figures: its size on paper, and names, titles and legends fitted into the room there is."""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont, get_font
from matplotlib.ft2font import LoadFlags

from rejoinder.figures import style
from rejoinder.figures.style import FONT, MM, Paper

_POINT_MM = 25.4 / 72
_SMALLEST_PT = 4.5  # that is read in print
_FINE = 20  # times the size of print at which a text is measured, so that rounding to pixels does not count


@lru_cache(maxsize=4096)
def measure_width(text: str, points: float) -> float:
    """Width in millimetres of a line of text as it will be drawn.

    Args:
        text: one line.
        points: size of the letters.
    """
    font = get_font(findfont(FONT))
    font.set_size(points, 72 * _FINE)
    font.set_text(text, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64 / _FINE * _POINT_MM


def measure_height(points: float, lines: int = 1) -> float:
    """Height in millimetres of lines of text, with the space between them."""
    return points * _POINT_MM * 1.3 * lines


def truncate_text(text: str, room_mm: float, points: float) -> str:
    """The text, cut at its end and marked with "…" where it is wider than the room.

    Args:
        text: one line.
        room_mm: width that there is.
        points: size of the letters.
    """
    if measure_width(text, points) <= room_mm:
        return text
    beginning = text
    while beginning and measure_width(beginning.rstrip() + "…", points) > room_mm:
        beginning = beginning[:-1]
    return beginning.rstrip() + "…"


def wrap_text(text: str, room_mm: float, points: float, most_lines: int = 2) -> str:
    """The text on up to `most_lines` lines, broken between words; what does not fit is cut.

    Args:
        text: words separated by spaces.
        room_mm: width of a line.
        points: size of the letters.
        most_lines: beyond which the text is cut.
    """
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most_lines - 1:
        fitting = (n for n in range(len(words), 0, -1) if measure_width(" ".join(words[:n]), points) <= room_mm)
        count = next(fitting, 1)
        lines.append(truncate_text(" ".join(words[:count]), room_mm, points))
        words = words[count:]
    return "\n".join([*lines, truncate_text(" ".join(words), room_mm, points)] if words else lines)


def wrap_whole(texts: Sequence[str], room_mm: float, points: float, most_lines: int) -> tuple[list[str], float]:
    """Wrap texts at the largest common size at which none is cut; at the smallest that is read, what is wider is cut.

    Args:
        texts: words separated by spaces.
        room_mm: width of a line.
        points: the largest size of the letters.
        most_lines: of each text.

    Returns:
        The texts on their lines, and the size in points.
    """
    while True:
        wrapped = [wrap_text(text, room_mm, points, most_lines) for text in texts]
        if points <= _SMALLEST_PT or [text.split() for text in wrapped] == [text.split() for text in texts]:
            return wrapped, points
        points = max(points - 0.25, _SMALLEST_PT)


def fit_name(name: str, room_mm: float, paper: Paper) -> tuple[str, float]:
    """Fit a name into the room: on one line, else smaller on two.

    Returns:
        The text to set, and its size in points.
    """
    if measure_width(name, paper.font_pt) <= room_mm:
        return name, paper.font_pt
    (text,), points = wrap_whole([name], room_mm, paper.small_pt, most_lines=2)
    return text, points


def fit_titles(labels: Sequence[str], room_mm: float, paper: Paper) -> tuple[list[str], float]:
    """Fit the titles of panels into the room: each on one line, else all of them smaller, on up to three.

    Returns:
        The texts to set, and their common size in points.
    """
    if all(measure_width(label, paper.font_pt) <= room_mm for label in labels):
        return list(labels), paper.font_pt
    return wrap_whole(labels, room_mm, paper.small_pt, most_lines=3)


def label_rows(
    axes: Axes,
    places: Sequence[float],
    names: Sequence[tuple[str, str]],
    room_mm: float,
    paper: Paper,
    quiet: Sequence[bool] = (),
) -> None:
    """Name the rows of a figure at its vertical axis.

    Args:
        axes: the panel.
        places: of the rows, in data units.
        names: name and note of each row; the name is fitted into the room, the note, which may be "", follows it.
        room_mm: width for a name.
        paper: sizes of the labels.
        quiet: whether a row's name is grey; none is where this is empty.
    """
    fitted = [fit_name(name, room_mm, paper) for name, _ in names]
    axes.set_yticks(places, [f"{text} {note}".strip() for (text, _), (_, note) in zip(fitted, names, strict=True)])
    for tick, (_, points) in zip(axes.get_yticklabels(), fitted, strict=True):
        tick.set(fontsize=points, linespacing=1.0)
    for tick, grey in zip(axes.get_yticklabels(), quiet, strict=False):
        tick.set_color(style.QUIET if grey else style.INK)


def format_n(lowest: int, highest: int) -> str:
    """The number of units behind a row or panel: "(n = 12)", or "(n = 9 to 12)" where it differs."""
    return f"(n = {lowest})" if lowest == highest else f"(n = {lowest} to {highest})"


def choose_share_ticks(highest: float) -> list[float]:
    """Ticks of a scale of shares from 0 to at least the highest, four to six of them.

    Args:
        highest: share to be shown, in [0, 1].
    """
    step = next((step for step in (0.01, 0.02, 0.05, 0.1) if highest <= 5 * step), 0.2)
    return [round(step * number, 2) for number in range(math.ceil(round(highest / step, 6)) + 1)]


def add_legend(figure: Figure, handles: Sequence[Artist], paper: Paper, outside: bool = True) -> None:
    """Set a legend at the foot of the figure, read row by row, in as many columns as its width holds.

    Args:
        figure: what the legend belongs to.
        handles: of the legend's entries, in order; without any there is no legend.
        paper: size of the text.
        outside: whether to make room for the legend, in a figure that lays itself out.
    """
    if not handles:
        return
    columns = _count_columns(handles, paper, figure.get_figwidth() / MM)
    ordered = [handle for column in range(columns) for handle in handles[column::columns]]
    place: Literal["outside lower center", "lower center"] = "outside lower center" if outside else "lower center"
    figure.legend(handles=ordered, loc=place, ncols=columns, handlelength=1.6, handletextpad=0.6, columnspacing=1.6)


def measure_legend(handles: Sequence[Artist], paper: Paper, figure_mm: float) -> float:
    """Height in millimetres of such a legend below a figure that is `figure_mm` wide."""
    return measure_height(paper.font_pt) * 1.15 * -(-len(handles) // _count_columns(handles, paper, figure_mm)) + 2


def _count_columns(handles: Sequence[Artist], paper: Paper, figure_mm: float) -> int:
    """Columns are as wide as their widest text, plus handle, pad and gap: 3.8 font sizes together."""
    beside_mm = 3.8 * paper.font_pt * _POINT_MM
    widths = [measure_width(str(handle.get_label()), paper.font_pt) + beside_mm for handle in handles]
    for columns in range(len(widths), 1, -1):
        if sum(max(widths[column::columns]) for column in range(columns)) <= figure_mm - 4:
            rows = -(-len(widths) // columns)
            return -(-len(widths) // rows)  # no more than the rows need, so that these are even
    return 1


def plot_message(text: str, paper: Paper) -> Figure:
    """A figure that says why there is nothing to draw."""
    figure = paper.create_figure(paper.column_mm, 25)
    axes = figure.subplots()
    axes.set_axis_off()
    lines = wrap_text(text, paper.column_mm - 8, paper.font_pt, most_lines=4)
    axes.text(0.5, 0.5, lines, ha="center", va="center", fontsize=paper.font_pt, transform=axes.transAxes)
    return figure


def plot_withheld(content: str, note: str, paper: Paper) -> Figure:
    """A figure that says why its content is withheld, from the note in the table: "withheld: 2 statements coded"."""
    return plot_message(f"No {content}: {note.removeprefix('withheld: ')}.", paper)


def label_scale(panels: Sequence[Axes], text: str) -> None:
    """Name the scale that panels side by side share, below their middle."""
    panels[len(panels) // 2].set_xlabel(text, x=0.5 if len(panels) % 2 else 0)

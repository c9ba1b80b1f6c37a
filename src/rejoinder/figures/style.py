"""How figures look: sizes, colours, signs and the fitting of labels, from `conf/figures`."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import cycle, islice
from typing import Literal

import matplotlib as mpl
import seaborn as sns
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont, get_font
from matplotlib.ft2font import LoadFlags
from matplotlib.layout_engine import ConstrainedLayoutEngine

MM = 1 / 25.4  # inches
_POINT_MM = 25.4 / 72
_FINE = 20
_FONT = "DejaVu Sans"  # ships with matplotlib, so that every machine draws the same letters
HATCHES = ("", "////", "....", "\\\\\\\\", "xxxx", "----", "||||", "oooo", "++++")
INK = "#222222"
PAPER = "#ffffff"
LINE = "#808080"


@dataclass(frozen=True, kw_only=True)
class Paper:
    """The look of every figure and the length of every table; widths in millimetres, sizes in points.

    Attributes:
        column_mm, double_mm, page_mm: widths of one and of both columns of the page, and its height.
        font_pt, small_pt: sizes of labels, and of numbers, letters in cells and notes.
        dpi: resolution of the PNG files.
        frames: colours of the frames in the codebook's order, used again from the start where frames are more.
        heatmap: matplotlib colour map, light to dark.
        favours, opposes, neutral, narrated: colours.
        rows: speakers, sides or outlets shown, at least 2; the others are pooled.
        columns: sentences in one line of the score.
        label_mm: room for a speaker's name.
        table_rows: rows of a LaTeX or Markdown table.
        speakers: speakers listed one by one in CSV files; the others of a side are counted together.
        statements: rows of statements.csv.
        periods: most points of a figure over time.
        minimum_articles: fewest articles of a period or outlet for an interval; days or months are drawn where they
            have twice as many on average.
    """

    column_mm: float
    double_mm: float
    page_mm: float
    font_pt: float
    small_pt: float
    dpi: int
    frames: list[str]
    heatmap: str
    favours: str
    opposes: str
    neutral: str
    narrated: str
    rows: int
    columns: int
    label_mm: float
    table_rows: int
    speakers: int
    statements: int
    periods: int
    minimum_articles: int

    def __post_init__(self) -> None:
        least = {"column_mm": 60, "double_mm": 120, "page_mm": 100, "font_pt": 4, "small_pt": 4, "dpi": 50, "rows": 2}
        least |= {"columns": 10, "label_mm": 20, "table_rows": 1, "speakers": self.rows, "statements": 1}
        least |= {"periods": 2, "minimum_articles": 2}
        for name, bound in least.items():
            if getattr(self, name) < bound:
                raise ValueError(f"key {name!r} must be at least {bound}. Got {getattr(self, name)} instead.")
        given = {name: [getattr(self, name)] for name in ("favours", "opposes", "neutral", "narrated")}
        for name, colours in (given | {"frames": self.frames or [""]}).items():
            for colour in colours:
                if not mpl.colors.is_color_like(colour):
                    raise ValueError(f"key {name!r} must be a colour such as '#0072b2'. Got {colour!r} instead.")
        if self.heatmap not in mpl.colormaps:
            raise ValueError(f"key 'heatmap' must be a colour map of matplotlib. Got {self.heatmap!r} instead.")

    def colours(self, count: int) -> list[str]:
        """One colour for each of `count` frames, the first again after the last."""
        return [to_hex(colour) for colour in islice(cycle(self.frames), count)]

    def figure(self, width_mm: float, height_mm: float, gap: float = 0.02) -> Figure:
        """An empty figure that makes room for its labels; `gap` between its panels is a share of their width."""
        layout = ConstrainedLayoutEngine(w_pad=MM, h_pad=MM, wspace=gap)
        return Figure(figsize=(width_mm * MM, height_mm * MM), layout=layout)


def set_theme(paper: Paper) -> None:
    """Set seaborn's theme, once a run."""
    small = {f"{name}.labelsize": paper.font_pt for name in ("axes", "xtick", "ytick")}
    sizes = {"font.size": paper.font_pt, "legend.fontsize": paper.font_pt, "axes.titlesize": paper.font_pt}
    fixed = {
        "svg.fonttype": "path",
        "pdf.fonttype": 42,  # TrueType, which journals ask for
        "axes.edgecolor": LINE,
        "axes.labelcolor": INK,
        "text.color": INK,
        "xtick.color": LINE,
        "ytick.color": LINE,
        "xtick.labelcolor": INK,
        "ytick.labelcolor": INK,
        "axes.linewidth": 0.6,
        "xtick.major.width": 0.6,
        "ytick.major.width": 0.6,
        "xtick.major.size": 2,
        "ytick.major.size": 2,
        "hatch.linewidth": 0.5,
        "legend.frameon": False,
        "text.usetex": False,
        "text.parse_math": False,  # a "$" in a name is a dollar
    }
    sns.set_theme(context="paper", style="ticks", font=_FONT, rc=sizes | small | fixed)


@lru_cache(maxsize=4096)
def width_mm(text: str, points: float) -> float:
    """Width of a line of text as it will be drawn."""
    font = get_font(findfont(_FONT))
    font.set_size(points, 72 * _FINE)  # large, so that rounding to pixels does not count
    font.set_text(text, flags=LoadFlags.NO_HINTING)
    return float(font.get_width_height()[0]) / 64 / _FINE * _POINT_MM


def height_mm(points: float, lines: int = 1) -> float:
    """Height of lines of text, with the space between them."""
    return points * _POINT_MM * 1.3 * lines


def fit(text: str, room_mm: float, points: float) -> str:
    """The text, cut at its end and marked with "…" where it is wider than the room."""
    if width_mm(text, points) <= room_mm:
        return text
    kept = text
    while kept and width_mm(kept.rstrip() + "…", points) > room_mm:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def wrap(text: str, room_mm: float, points: float, lines: int = 2) -> str:
    """The text on up to `lines` lines, broken between words; what does not fit is cut."""
    made: list[str] = []
    words = text.split()
    while words and len(made) < lines - 1:
        count = next((n for n in range(len(words), 0, -1) if width_mm(" ".join(words[:n]), points) <= room_mm), 1)
        made.append(fit(" ".join(words[:count]), room_mm, points))
        words = words[count:]
    return "\n".join([*made, fit(" ".join(words), room_mm, points)] if words else made)


def name_lines(name: str, room_mm: float, paper: Paper) -> tuple[str, float]:
    """A name and the size to set it in: on one line, else smaller on two, else cut."""
    if width_mm(name, paper.font_pt) <= room_mm:
        return name, paper.font_pt
    return wrap(name, room_mm, paper.small_pt), paper.small_pt


def name_ticks(
    axes: Axes, places: Sequence[float], names: Sequence[tuple[str, str]], room_mm: float, paper: Paper
) -> None:
    """Label the rows of a figure with names, each fitted into the room and followed by its note, which may be ""."""
    fitted = [name_lines(name, room_mm, paper) for name, _ in names]
    axes.set_yticks(places, [f"{text} {note}".strip() for (text, _), (_, note) in zip(fitted, names, strict=True)])
    for tick, (_, points) in zip(axes.get_yticklabels(), fitted, strict=True):
        tick.set(fontsize=points, linespacing=1.0)


def titles(labels: Sequence[str], room_mm: float, paper: Paper) -> tuple[list[str], float]:
    """Titles of panels and their common size: each on one line, else all smaller, on up to three."""
    if all(width_mm(label, paper.font_pt) <= room_mm for label in labels):
        return list(labels), paper.font_pt
    return [wrap(label, room_mm, paper.small_pt, lines=3) for label in labels], paper.small_pt


def share_ticks(highest: float) -> list[float]:
    """Ticks of a scale of shares from 0 to at least the highest, four to six of them."""
    step = next((step for step in (0.01, 0.02, 0.05, 0.1) if highest <= 5 * step), 0.2)
    return [round(step * number, 2) for number in range(math.ceil(round(highest / step, 6)) + 1)]


def legend(figure: Figure, handles: Sequence[Artist], paper: Paper, outside: bool = True) -> None:
    """A legend at the foot of the figure, read row by row, in as many columns as its width holds.

    `outside` makes room for it, in a figure that lays itself out.
    """
    columns = _columns(handles, paper, figure.get_figwidth() / MM)
    ordered = [handle for column in range(columns) for handle in handles[column::columns]]
    where: Literal["outside lower center", "lower center"] = "outside lower center" if outside else "lower center"
    figure.legend(handles=ordered, loc=where, ncols=columns, handlelength=1.6, handletextpad=0.6, columnspacing=1.6)


def legend_mm(handles: Sequence[Artist], paper: Paper, figure_mm: float) -> float:
    """Height of such a legend below a figure of some width."""
    return height_mm(paper.font_pt) * 1.15 * -(-len(handles) // _columns(handles, paper, figure_mm)) + 2


def _columns(handles: Sequence[Artist], paper: Paper, figure_mm: float) -> int:
    """Columns are as wide as their widest text, plus handle, pad and gap: 3.8 font sizes together."""
    texts = [width_mm(str(handle.get_label()), paper.font_pt) + 3.8 * paper.font_pt * _POINT_MM for handle in handles]
    for columns in range(len(texts), 1, -1):
        if sum(max(texts[column::columns]) for column in range(columns)) <= figure_mm - 4:
            return -(-len(texts) // -(-len(texts) // columns))  # no more than its lines need, so that they are even
    return 1


def ink_on(colour: str) -> str:
    """Black or white, whichever stands out more on a colour (contrast of WCAG 2.2)."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return PAPER if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 else "#000000"


def withheld(what: str, note: str) -> str:
    """A sentence that says why something is not drawn, from the note in its table."""
    return f"No {what}: {note.removeprefix('withheld: ')}."


def message(paper: Paper, text: str) -> Figure:
    """A figure that says why there is nothing to draw."""
    figure = paper.figure(paper.column_mm, 25)
    axes = figure.subplots()
    axes.set_axis_off()
    lines = wrap(text, paper.column_mm - 8, paper.font_pt, lines=4)
    axes.text(0.5, 0.5, lines, ha="center", va="center", fontsize=paper.font_pt, transform=axes.transAxes)
    return figure

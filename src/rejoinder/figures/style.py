"""How figures look: their sizes and colours, from `conf/figures`."""

from dataclasses import dataclass
from itertools import cycle, islice
from typing import Annotated

import matplotlib as mpl
import seaborn as sns
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from pydantic import AfterValidator, Field, NonNegativeInt, PositiveInt, ValidationInfo

from rejoinder.config.ranges import Several, refuse, require_one_of
from rejoinder.figures.model_settings import FrameModels
from rejoinder.figures.network_settings import ShownClusters, ShownNetwork

MM = 1 / 25.4  # inches
FONT = "DejaVu Sans"  # ships with matplotlib, so that every machine draws the same letters
HATCHES = ("", "////", "....", "\\\\\\\\", "xxxx", "----", "||||", "oooo", "++++")
MARKERS = "osD^vP"  # of coders, in their order
INK = "#222222"
WHITE = "#ffffff"
GREY = "#808080"
QUIET = "#6b6b6b"  # of the names of rows that are on no side of the researcher's
LIGHT_GREY = "#e6e6e6"  # of the lines between rows


def _check_colour(colour: str) -> str:
    if not mpl.colors.is_color_like(colour):
        refuse(f"{colour!r} is not a colour such as '#0072b2'", mpl.colors.CSS4_COLORS)
    return colour


def _check_map(name: str) -> str:
    return require_one_of(name, list(mpl.colormaps), "colour map of matplotlib")


def _check_speakers(speakers: int, option: ValidationInfo) -> int:
    least = option.data.get("rows", 0)
    if speakers < least:
        refuse(f"should be at least 'rows'. Got {speakers} instead", [str(least)])
    return speakers


ColourMap = Annotated[str, AfterValidator(_check_map)]
Colour = Annotated[str, AfterValidator(_check_colour)]
Points = Annotated[float, Field(ge=4, allow_inf_nan=False)]


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
        rows: speakers, sides or outlets shown, at least 2; the others are pooled, in figures of sides and speakers with
            their like: other sides, third parties, unknown sides, narration.
        columns: sentences in one line of the score.
        label_mm: room for a speaker's name.
        table_rows: rows of a LaTeX or Markdown table.
        speakers: speakers listed one by one in CSV files; the others of a side are counted together.
        statements: rows of statements.csv; statements.parquet has all.
        periods: most points of a figure over time.
        words: key words of a part in the figure of keyness, in each direction.
        minimum_articles: fewest articles of a period or outlet for an interval; days or months are drawn where they
            have twice as many on average. Time slices of fewer are not clustered.
        minimum_coded: fewest coded statements of a group, and of what it is held against, for a corrected difference.
        two_mode_network, congruence_clusters: whom these figures show.
        models: the regressions of table `models`.
        answering: names of frames by which one answers an accusation, see `find_replies`; those that the codebook lacks
            are nobody's.
        reply_days: days after an accusation in another article in which a denial answers it.
    """

    column_mm: Annotated[float, Field(ge=60, allow_inf_nan=False)]
    double_mm: Annotated[float, Field(ge=120, allow_inf_nan=False)]
    page_mm: Annotated[float, Field(ge=100, allow_inf_nan=False)]
    font_pt: Points
    small_pt: Points
    dpi: Annotated[int, Field(ge=50)]
    frames: Annotated[list[Colour], Field(min_length=1)]
    heatmap: ColourMap
    favours: Colour
    opposes: Colour
    neutral: Colour
    narrated: Colour
    rows: Several
    columns: Annotated[int, Field(ge=10)]
    label_mm: Annotated[float, Field(ge=20, allow_inf_nan=False)]
    table_rows: PositiveInt
    speakers: Annotated[int, AfterValidator(_check_speakers)]
    statements: PositiveInt
    periods: Several
    words: Annotated[int, Field(ge=1, le=15)]
    minimum_articles: Several
    minimum_coded: Several
    two_mode_network: ShownNetwork
    congruence_clusters: ShownClusters
    models: FrameModels
    answering: list[str]
    reply_days: NonNegativeInt

    def frame_colours(self, count: int) -> list[str]:
        """One colour for each of `count` frames, the first again after the last."""
        return [to_hex(colour) for colour in islice(cycle(self.frames), count)]

    def create_figure(self, width_mm: float, height_mm: float, gap: float = 0.02) -> Figure:
        """An empty figure that makes room for its labels.

        Args:
            width_mm: of the figure.
            height_mm: of the figure.
            gap: between panels, as a share of their width.
        """
        layout = ConstrainedLayoutEngine(w_pad=MM, h_pad=MM, wspace=gap)
        return Figure(figsize=(width_mm * MM, height_mm * MM), layout=layout)


def set_theme(paper: Paper) -> None:
    """Set seaborn's theme, once a run."""
    small = {f"{name}.labelsize": paper.font_pt for name in ("axes", "xtick", "ytick")}
    sizes = {"font.size": paper.font_pt, "legend.fontsize": paper.font_pt, "axes.titlesize": paper.font_pt}
    fixed = {
        "svg.fonttype": "path",
        "pdf.fonttype": 42,  # TrueType, which journals ask for
        "axes.edgecolor": GREY,
        "axes.labelcolor": INK,
        "text.color": INK,
        "xtick.color": GREY,
        "ytick.color": GREY,
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
    sns.set_theme(context="paper", style="ticks", font=FONT, rc=sizes | small | fixed)


def lighten(colour: str) -> str:
    """A lighter shade of a colour, halfway to white."""
    red, green, blue = to_rgb(colour)
    return to_hex(((1 + red) / 2, (1 + green) / 2, (1 + blue) / 2))


def choose_ink(colour: str) -> str:
    """Black or white, whichever stands out more on a colour (contrast of WCAG 2.2).

    Args:
        colour: of the ground, as matplotlib takes it.
    """
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return WHITE if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.05 else "#000000"

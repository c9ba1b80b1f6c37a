"""Figures and tables of the report, each with a caption that stands alone and the files behind it."""

import base64
import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# What figures and tables are, by file name, in the order of the report; those not named here come after, by name.
FIGURES = {
    "score": (
        "The article as a score",
        "The article with the most framed statements. Its sentences run from left to right, each in the row of its"
        " speaker, speakers grouped by side. A coloured cell carries a frame, by colour and sign ({frames}); one"
        " without a frame is grey where the outlet speaks and empty where somebody is quoted.",
        "Grid with a column for each sentence and a row for each speaker; cells are coloured and lettered by frame.",
    ),
    "sides_frames": (
        "Which side uses which frame",
        "Number of statements by the speaker’s side and frame, out of {statements} statements in {articles}; n is the"
        " number of all statements of the side. A statement with two frames counts for both.",
        "Heat map of counts with sides in rows and frames in columns: {frames}, none.",
    ),
    "speakers_frames": (
        "Speakers’ frame profiles",
        "Share of each speaker’s statements with each frame and with none; the numbers at the bars are counts, n is"
        " the number of all statements of the speaker, out of {statements} in {articles}. The panels share one scale.",
        "Bar charts, one panel for each frame and one for none, a bar for each speaker.",
    ),
    "stance_network": (
        "Who speaks how of whom",
        "Speakers, or sides where speakers are too many, on the left, the targets their statements mention on the"
        " right. A ribbon is as wide as its number of statements; its colour and hatching tell whether they favour the"
        " target, oppose it or do neither.",
        "Ribbons from speakers on the left to targets on the right, coloured and hatched by stance.",
    ),
    "agreement": (
        "Machine and gold coding",
        "Agreement on each frame, pooled over all frames and as the frames’ mean, between the machine and each gold"
        " coding and between these: F1 and Krippendorff’s alpha, 1 being full agreement; n is the number of"
        " statements coded by both. Lines are intervals, left out where there are too few articles for one.",
        "Two dot plots, F1 and Krippendorff’s alpha, a row for each frame and a mark for each pair of coders.",
    ),
    "thresholds": (
        "Agreement by threshold",
        "F1 and Krippendorff’s alpha of the machine with each gold coding if a frame were given from another score"
        " on; n is the number of statements coded. A threshold chosen here must be tested on other statements.",
        "Line charts of F1 and alpha by threshold, one panel for each frame, a line style for each coding.",
    ),
    "reliability": (
        "Scores as probabilities",
        "Statements in bins of like scores, of as equal numbers as ties allow: the share that each gold coding gave the"
        " frame, by mean score. On the diagonal scores are probabilities. The Brier score is 0 at best; where codings"
        " differ, its lowest and highest are given. n is the number of statements coded.",
        "Charts of the share coded by mean score, one panel for each frame, with the diagonal.",
    ),
    "prevalence": (
        "Shares corrected for the machine’s errors",
        "Share of all {statements} statements in {articles} with each frame: the machine’s own, and that estimated"
        " from each coded random sample by prediction-powered inference. Lines are intervals, of these articles only.",
        "Dot plot of shares, a row for each frame: the machine’s, and the corrected ones with intervals.",
    ),
}
TABLES = {
    "statements": (
        "Statements", "Every sentence with its speaker, side, form and frames, and the rules that found them."
    ),
    "sides_frames": ("Frames by side", "Number of statements; one with two frames counts for both."),
    "stances": ("Stances of sides", "Number of statements toward each target by stance; scores run from −1 to 1."),
    "agreement": (
        "Agreement", "Coders in pairs; precision and recall are the first coder’s, held against the second."
    ),
    "calibration": (
        "Calibration",
        "The machine’s scores as probabilities: Brier score with its interval, that of a constant (base), and"
        " calibration error.",
    ),
    "prevalence": (
        "Corrected shares",
        "Share of statements with each frame, in all and by side: the machine’s, and corrected for its errors by a"
        " coded random sample, with interval and λ (tuning).",
    ),
    "confusion": ("Confusion", "Statements marked by both coders, one or neither, with some of them by identifier."),
    "coder": (
        "Cross-validation of the frame coder",
        "On its training statements: decisions on topics that neither model nor threshold had seen.",
    ),
    "codebook": ("Codebook", "The frames as coders read them."),
}  # fmt: skip
_NUMBER = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")
_SIZE = re.compile(rb'<svg[^>]*?viewBox="0 0 ([\d.]+) ([\d.]+)"', re.DOTALL)
_SCALE = 1.75  # CSS pixels for a point of the figure, which is drawn for the smaller type of a page


class ExhibitError(ValueError):
    """A figure or table that cannot be shown: one sentence with the file and what to do."""


@dataclass(frozen=True, kw_only=True)
class Table:
    """A CSV file as the report shows it: at most as many rows as asked for, of `total`.

    Attributes:
        numeric: for each column whether all its values are numbers or blank; they are rounded for the eye.
        href: the file, from the report's folder.
    """

    name: str
    title: str
    caption: str
    columns: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[str, ...], ...]
    total: int
    href: str


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A figure, its picture as a data URI, and its numbers where a CSV of the same name lies beside it.

    Attributes:
        width, height: on the page, in CSS pixels.
        files: the picture in other formats, as (format, address from the report's folder).
    """

    name: str
    title: str
    caption: str
    alt: str
    uri: str
    width: int
    height: int
    data: Table | None
    files: tuple[tuple[str, str], ...]


def figures(folder: Path, words: Mapping[str, str], rows: int) -> list[Figure]:
    """The SVG files of a folder as figures; `words` fill the captions, `rows` limits each figure's table."""
    made = []
    for path in _ordered(folder.glob("*.svg"), FIGURES):
        title, caption, alt = FIGURES.get(path.stem, (_spoken(path.stem), "{statements} statements in {articles}.", ""))
        title = title.format_map(words)
        data = path.with_suffix(".csv")
        picture = path.read_bytes()
        width, height = _size(picture, path)
        made.append(
            Figure(
                name=path.stem,
                title=title,
                caption=caption.format_map(words),
                alt=alt.format_map(words) or title,
                uri="data:image/svg+xml;base64," + base64.b64encode(picture).decode(),
                width=width,
                height=height,
                data=read_table(data, f"Data of the figure “{title}”", "", rows) if data.exists() else None,
                files=tuple(
                    (kind.upper(), f"{folder.name}/{path.stem}.{kind}")
                    for kind in ("svg", "pdf", "png")
                    if path.with_suffix(f".{kind}").exists()
                ),
            )
        )
    return made


def tables(folder: Path, rows: int) -> list[Table]:
    """The CSV files of a folder as tables of at most `rows` rows each."""
    paths = _ordered(folder.glob("*.csv"), TABLES)
    return [read_table(path, *TABLES.get(path.stem, (_spoken(path.stem), "")), rows) for path in paths]


def read_table(path: Path, title: str, caption: str, rows: int) -> Table:
    """One CSV file with a header line; without any it has no columns.

    Raises:
        ExhibitError: a row that is longer or shorter than the header.
    """
    kept: list[tuple[str, ...]] = []
    total = 0
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        columns = tuple(next(lines, ()))
        for total, line in enumerate(lines, 1):
            if len(line) != len(columns):
                raise ExhibitError(
                    f"{path}: row {total} has {len(line)} values, expected {len(columns)} as in the header;"
                    " run `dvc repro figures`."
                )
            if total <= rows:
                kept.append(tuple(line))
    values = list(zip(*kept, strict=True)) or [()] * len(columns)
    numeric = tuple(bool(column) and all(map(_is_number, column)) for column in values)
    shown = [_rounded(column) if plain else column for column, plain in zip(values, numeric, strict=True)]
    return Table(
        name=path.stem,
        title=title,
        caption=caption,
        columns=columns,
        numeric=numeric,
        rows=tuple(zip(*shown, strict=True)),
        total=total,
        href=f"{path.parent.name}/{path.name}",
    )


def _size(picture: bytes, path: Path) -> tuple[int, int]:
    found = _SIZE.search(picture)
    if not found:
        raise ExhibitError(f"{path}: expected an SVG with a viewBox, found none; run `dvc repro figures`.")
    return round(_SCALE * float(found[1])), round(_SCALE * float(found[2]))


def _ordered(paths: Iterator[Path], known: Mapping[str, object]) -> list[Path]:
    place = {name: number for number, name in enumerate(known)}
    return sorted(paths, key=lambda p: (place.get(p.stem, len(place)), p.name))


def _spoken(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _rounded(values: Sequence[str]) -> list[str]:
    """Numbers of one column for the eye: all whole, or all with two decimals; with a true minus sign."""
    whole = all(float(value).is_integer() for value in values if value)
    return [f"{float(value):.{0 if whole else 2}f}".replace("-", "−") if value else "" for value in values]


def _is_number(value: str) -> bool:
    return not value or _NUMBER.fullmatch(value) is not None

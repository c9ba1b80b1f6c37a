"""Figures and tables of the report, each with a caption that stands alone and the files behind it."""

import base64
import csv
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rejoinder.corpus.statement_table import PRINTED_COLUMNS
from rejoinder.report.captions import FIGURES, TABLES, FigureCaption, TableCaption

_NUMBER = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")
_SIZE = re.compile(rb'<svg[^>]*?viewBox="0 0 ([\d.]+) ([\d.]+)"', re.DOTALL)
_MOST_ROWS = {"speakers_to_check": 50}  # of tables that are a list to work through, from its top
_OF_GOLD = ("agreement", "thresholds", "reliability", "prevalence")  # figures that compare with gold coding
_NO_CURVES = "`rejoinder multiverse` has not been run on this coding"
# Of tables that are too wide for a page; the CSV has all columns.
_SHOWN_COLUMNS = {"statements": PRINTED_COLUMNS}
_SCALE = 1.75  # CSS pixels for a point of the figure, which is drawn for the smaller type of a page


class ExhibitError(ValueError):
    """A figure or table that cannot be shown: one sentence with the file and what to do."""


@dataclass(frozen=True, kw_only=True)
class TableExhibit:
    """A CSV file as the report shows it: its first rows, of `total`.

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
class FigureExhibit:
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
    data: TableExhibit | None
    files: tuple[tuple[str, str], ...]


def read_figures(folder: Path, words: Mapping[str, str], rows: int, first: Sequence[str] = ()) -> list[FigureExhibit]:
    """The SVG files of a folder as figures, in the order of `FIGURES`.

    Args:
        folder: reports/figures.
        words: fill the captions.
        rows: the most rows of each figure's table.
        first: figures that come before all others.

    Raises:
        ExhibitError: a file that is no SVG with a viewBox, or a CSV with uneven rows.
    """
    return [_read_figure(path, words, rows) for path in _order(folder.glob("*.svg"), [*first, *FIGURES])]


def _read_figure(path: Path, words: Mapping[str, str], rows: int) -> FigureExhibit:
    unnamed = FigureCaption(_spell_title(path.stem), "{statements} statements in {articles}.", "")
    title, caption, alt = (text.format_map(words) for text in FIGURES.get(path.stem, unnamed))
    data = path.with_suffix(".csv")
    picture = path.read_bytes()
    width, height = _measure(picture, path)
    formats = [kind for kind in ("svg", "pdf", "png") if path.with_suffix(f".{kind}").exists()]
    return FigureExhibit(
        name=path.stem,
        title=title,
        caption=caption,
        alt=alt or title,
        uri="data:image/svg+xml;base64," + base64.b64encode(picture).decode(),
        width=width,
        height=height,
        data=read_table(data, TableCaption(f"Data of the figure “{title}”", ""), rows) if data.exists() else None,
        files=tuple((kind.upper(), f"{path.parent.name}/{path.stem}.{kind}") for kind in formats),
    )


def explain_absent(
    names: Collection[str], dates: Mapping[str, int], outlets: int, no_curves: str = _NO_CURVES
) -> list[str]:
    """Why figures were not made, one sentence for each reason.

    Args:
        names: of the figures that were made.
        dates: as `count_dates` counts them.
        outlets: how many there are.
        no_curves: why there are no specification curves, if there are none.
    """
    one_period = {0: "articles have no date", 1: "all dated articles are of one day"}.get(dates["day"], "")
    reasons = {
        "stance_network": "no statement speaks of a target of stances",
        "two_mode_network": "nobody whom it would show takes a position",
        "congruence_clusters": one_period or "not two slices of time have articles and actors enough",
        "differences": "not two sides have articles enough to compare",
        "replies": "fewer than two pairs of sides answer each other; the table “Replies” has all",
        **dict.fromkeys(_OF_GOLD, "no gold coding of these articles by this codebook is in seeds/gold"),
        "specification_curve": no_curves,
        "specification_curve_sides": "no side has articles enough" if "specification_curve" in names else no_curves,
        "over_time": one_period,
        "keyness": "no word of several articles tells parts of the corpus apart",
        "by_outlet": "articles name no outlet" if not outlets else "all articles that name an outlet name the same",
    }
    titles: dict[str, list[str]] = {}
    for name, reason in reasons.items():
        if name not in names:
            titles.setdefault(reason, []).append(f"“{FIGURES[name].title}”")
    return [f"There is no figure {' or '.join(listed)}: {reason}." for reason, listed in titles.items()]


def read_tables(folder: Path, rows: int) -> list[TableExhibit]:
    """The CSV files of a folder as tables of at most `rows` rows each, or `_MOST_ROWS`, in the order of `TABLES`.

    Raises:
        ExhibitError: a row that is longer or shorter than the header.
    """
    paths = _order(folder.glob("*.csv"), TABLES)
    captions = [TABLES.get(path.stem, TableCaption(_spell_title(path.stem), "")) for path in paths]
    return [
        read_table(path, caption, min(rows, _MOST_ROWS.get(path.stem, rows)))
        for path, caption in zip(paths, captions, strict=True)
    ]


def read_table(path: Path, caption: TableCaption, most: int) -> TableExhibit:
    """One CSV file with a header line; without any it has no columns.

    Args:
        path: of the file.
        caption: of the table.
        most: rows to show; all are counted.

    Raises:
        ExhibitError: a row that is longer or shorter than the header.
    """
    rows: list[tuple[str, ...]] = []
    total = 0
    with path.open(encoding="utf-8", newline="") as file:
        lines = csv.reader(file)
        header = next(lines, [])
        shown = [header.index(name) for name in _SHOWN_COLUMNS.get(path.stem, header) if name in header]
        for total, line in enumerate(lines, 1):
            if len(line) != len(header):
                raise ExhibitError(
                    f"{path}: row {total} has {len(line)} values, expected {len(header)} as in the header;"
                    " run `dvc repro figures`."
                )
            if total <= most:
                rows.append(tuple(line[number] for number in shown))
    columns = tuple(header[number] for number in shown)
    values = list(zip(*rows, strict=True)) or [()] * len(columns)
    numeric = tuple(bool(column) and all(map(_is_number, column)) for column in values)
    cells = [_round(column) if plain else column for column, plain in zip(values, numeric, strict=True)]
    return TableExhibit(
        name=path.stem,
        title=caption.title,
        caption=caption.text,
        columns=columns,
        numeric=numeric,
        rows=tuple(zip(*cells, strict=True)),
        total=total,
        href=f"{path.parent.name}/{path.name}",
    )


def _measure(picture: bytes, path: Path) -> tuple[int, int]:
    """Width and height on the page, in CSS pixels."""
    size = _SIZE.search(picture)
    if not size:
        raise ExhibitError(f"{path}: expected an SVG with a viewBox, found none; run `dvc repro figures`.")
    return round(_SCALE * float(size[1])), round(_SCALE * float(size[2]))


def _order(paths: Iterable[Path], named: Iterable[str]) -> list[Path]:
    """Files in the order of `named`, then by name."""
    place = {name: number for number, name in enumerate(dict.fromkeys(named))}
    return sorted(paths, key=lambda path: (place.get(path.stem, len(place)), path.name))


def _spell_title(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _round(values: Sequence[str]) -> list[str]:
    """Numbers of one column for the eye: all whole, or all with two decimals; with a true minus sign."""
    decimals = 0 if all(float(value).is_integer() for value in values if value) else 2
    return [f"{float(value):.{decimals}f}".replace("-", "−") if value else "" for value in values]


def _is_number(value: str) -> bool:
    return not value or _NUMBER.fullmatch(value) is not None

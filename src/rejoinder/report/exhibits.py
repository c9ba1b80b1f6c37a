"""Figures and tables of the report, each with a caption that stands alone and the files behind it."""

import base64
import csv
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rejoinder.report.captions import FIGURES, TABLES

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


def absent(made: Collection[str], dates: Mapping[str, int], outlets: int) -> list[str]:
    """Why figures that need several days or outlets were not made, one sentence each, from `Corpus`'s counts."""
    why = {
        "over_time": "articles have no date" if not dates["day"] else "all dated articles are of one day",
        "by_outlet": "articles name no outlet" if not outlets else "all articles that name an outlet name the same",
    }
    titles = {name: FIGURES[name][0].lower() for name in why}
    return [f"There is no figure of {titles[name]}: {reason}." for name, reason in why.items() if name not in made]


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

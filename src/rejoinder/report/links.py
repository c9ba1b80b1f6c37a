"""Addresses within the report: of articles, statements, speakers and sides, and of the statements behind a number."""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from rejoinder.corpus import NARRATION

STATEMENTS_PAGE = "statements.html"
_FIRST_PAGE = "../index.html"
_SLUG_LETTERS, _HASH_LETTERS = 40, 10
# What a column of a table names.
_COLUMNS = {
    **dict.fromkeys(("speaker", "answered_speaker"), "speaker"),
    "actor": "actor",
    **dict.fromkeys(("side", "answered_side"), "side"),
    **dict.fromkeys(("article_id", "article"), "article"),
}
# Figures and tables whose numbers are of statements, by the column with the number: the columns that say of which.
_COUNTS: dict[str, dict[str, tuple[str, ...]]] = {
    "sides_frames": {"count": ("side", "frame"), "n": ("side",)},
    "speakers_frames": {"count": ("speaker", "frame"), "n": ("speaker",)},
    "stance_network": {"count": ("speaker", "target", "stance")},
    "over_time": {"count": ("period", "frame"), "n": ("period",)},
    "by_outlet": {"count": ("outlet", "frame"), "n": ("outlet",)},
    "sides": {"count": ("side", "frame"), "n": ("side",)},
    "outlets": {"count": ("outlet", "frame"), "n": ("outlet",)},
}
# Figures by the column that names what they show, and what that is; speakers, unless all are sides.
_SHOWN = {
    "sides_frames": ("side", "side"),
    "speakers_frames": ("row", "speaker"),
    "stance_network": ("row", "speaker"),
    "two_mode_network": ("actor", "speaker"),
    "congruence_clusters": ("actor", "speaker"),
    "differences": ("group", "side"),
    "specification_curve_sides": ("side", "side"),
    "over_time": ("period", "period"),
    "by_outlet": ("outlet", "outlet"),
    "score": ("article_id", "article"),
}
# Sections that show what other figures are made of.
_SECTIONS = {
    "replies": ("table-replies", "each reply and what it answers"),
    "keyness": ("concordance", "words in their sentences"),
    "specification_curve": ("table-multiverse_choices", "what each choice moves"),
    **dict.fromkeys(
        ("agreement", "thresholds", "reliability", "prevalence"), ("agreement", "statements that are coded otherwise")
    ),
}


def name_page(kind: str, name: str) -> str:
    """Name the file of an article, speaker or side: readable letters of its name, and a hash that tells it from others.

    "speaker", "Xi Jinping" gives "speaker-xi-jinping-" and ten hexadecimal digits; the same in every run.
    """
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:_SLUG_LETTERS].strip("-")
    digest = hashlib.sha256(name.encode()).hexdigest()[:_HASH_LETTERS]
    return "-".join(filter(None, (kind, slug, digest))) + ".html"


def build_links(
    articles: Sequence[str],
    places: Mapping[str, tuple[str, int]],
    speakers: Iterable[str],
    sides: Iterable[str],
    outlets: Iterable[str],
    *,
    is_inline: bool,
) -> "Links":
    """Give everything its address.

    Args:
        articles: ids, in order.
        places: article_id and place of each statement, by statement_id.
        speakers, sides, outlets: their names.
        is_inline: whether the texts stand on the first page.
    """
    pages = {name: _FIRST_PAGE if is_inline else name_page("article", name) for name in articles}
    anchors = {name: f"a{number if is_inline else 1}" for number, name in enumerate(articles, 1)}
    return Links(
        articles={name: f"{page}#{anchors[name]}" if is_inline else page for name, page in pages.items()},
        statements={key: f"{pages[name]}#{anchors[name]}-s{place}" for key, (name, place) in places.items()},
        speakers={name: name_page("speaker", name) for name in speakers},
        sides={name: name_page("side", name) for name in sides},
        outlets=frozenset(outlets),
        is_inline=is_inline,
    )


@dataclass(frozen=True, kw_only=True)
class Links:
    """Where things are on the report's pages, from the folder of pages or, if `is_first`, from the first page.

    Attributes:
        articles: addresses by article_id.
        statements: by statement_id.
        speakers, sides: by name.
        outlets: those that there are.
        is_inline: whether the texts stand on the first page.
    """

    articles: Mapping[str, str]
    statements: Mapping[str, str]
    speakers: Mapping[str, str]
    sides: Mapping[str, str]
    outlets: frozenset[str]
    is_inline: bool
    is_first: bool = False

    def from_first(self) -> "Links":
        """The same, as the first page needs them."""
        return replace(self, is_first=True)

    def resolve(self, address: str) -> str:
        """The address as the page needs it."""
        if not self.is_first:
            return address
        return address.removeprefix(_FIRST_PAGE) if address.startswith(_FIRST_PAGE) else f"pages/{address}"

    def find(self, column: str, value: str) -> str:
        """The address of what a cell of a table names, "" where it has none."""
        pages: dict[str, Mapping[str, str]] = {"speaker": self.speakers, "side": self.sides, "article": self.articles}
        pages["actor"] = {**self.sides, **self.speakers}
        address = self.statements.get(value) or pages.get(_COLUMNS.get(column, ""), {}).get(value)
        return self.resolve(address) if address else ""

    def select(self, **values: str) -> str:
        """The address of the statements that have some values, as side="China", frame="denial"."""
        return self.resolve(f"{STATEMENTS_PAGE}#{urlencode(values)}" if values else STATEMENTS_PAGE)

    def count(self, exhibit: str, column: str, row: Mapping[str, str]) -> str:
        """The address of the statements that a number of a figure's data counts, "" where it counts something else.

        Args:
            exhibit: name of the figure.
            column: that has the number.
            row: values by column.
        """
        names = _COUNTS.get(exhibit, {}).get(column, ())
        values = {name: row.get(name, "") for name in names}
        if not values or not all(values.values()) or not self._has(values):
            return ""
        narrated = {"side": NARRATION} if "speaker" in values and row.get("side") == NARRATION else {}
        return self.select(**values | narrated)

    def _has(self, values: Mapping[str, str]) -> bool:
        """Whether speaker, side and outlet are none that a figure pools."""
        known = {"speaker": self.speakers, "side": self.sides, "outlet": self.outlets}
        return all(values[name] in known[name] for name in values.keys() & known)

    def list_sources(self, exhibit: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, str]:
        """Name what a figure shows, each with the address of its statements.

        Args:
            exhibit: name of the figure.
            columns, rows: of its data.

        Returns:
            Addresses by name, in the order of the rows; what the figure pools is not among them.
        """
        if exhibit in _SECTIONS:
            section, name = _SECTIONS[exhibit]
            return {name: self.resolve(f"{_FIRST_PAGE}#{section}")}
        column, kind = _SHOWN.get(exhibit, ("", ""))
        if column not in columns:
            return {}
        cells = [dict(zip(columns, row, strict=True)) for row in rows]
        drawn = [row for row in cells if row.get("column", "drawn") and row.get("by", "side") == "side"]
        if kind == "speaker" and all(row[column] == row.get("side") for row in drawn):
            kind = "side"
        if kind == "article":
            return {row.get("title", row[column]): self.find(column, row[column]) for row in drawn}
        names = dict.fromkeys(row[column] for row in drawn)
        return {name: self.select(**{kind: name}) for name in names if name and self._has({kind: name})}

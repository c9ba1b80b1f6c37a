"""Stage `report`: all of a run on one HTML page that needs nothing else, to read, to check and to cite."""

import base64
import datetime
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

import pyarrow as pa
import pyarrow.compute as pc
from pydantic import Field

from rejoinder import paths, tables
from rejoinder.actors import Actors
from rejoinder.codebook import Codebook
from rejoinder.config import Run
from rejoinder.report import confusion, exhibits, provenance, reading
from rejoinder.report.view import QUOTED, Article, Choice, Letter

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
Positive = Annotated[int, Field(ge=1)]
Colour = Annotated[str, Field(pattern="^#[0-9a-fA-F]{6}$")]


@dataclass(frozen=True, kw_only=True)
class Counts:
    """Key figures over all articles, shown or not; `frames` in the codebook's order, a credit line is no statement."""

    articles: int
    statements: int
    quoted: int
    speakers: int
    credits: int
    unframed: int
    frames: tuple[tuple[Letter, int], ...]

    @property
    def quoted_percent(self) -> int:
        """Share of statements quoted wholly or in part, in percent, rounded."""
        return round(100 * self.quoted / self.statements) if self.statements else 0


@dataclass(frozen=True, kw_only=True)
class Report:
    """All that the page shows."""

    articles: Sequence[Article]
    counts: Counts
    choices: Mapping[str, Sequence[Choice]]
    codebook: Codebook
    figures: Sequence[exhibits.Figure]
    tables: Sequence[exhibits.Table]
    confusions: Sequence[confusion.Pair]
    left_out: Sequence[Mapping[str, str]]
    options: Sequence[provenance.Option]
    references: Sequence[provenance.Reference]
    citation: provenance.Citation
    seed: int


@dataclass(frozen=True, kw_only=True)
class Html:
    """One self-contained HTML file: no fonts, scripts, styles or pictures from elsewhere.

    Attributes:
        title: the report's headline.
        articles: the most articles shown in full, the first by id.
        rows: the most rows shown of each table.
        palette: colours of the frames ("#0173b2") in the codebook's order, used again from the start.
    """

    title: str
    articles: Positive
    rows: Positive
    palette: Annotated[list[Colour], Field(min_length=1)]

    def __call__(self, report: Report) -> str:
        """The page as text; the same report gives the same text."""
        from jinja2 import Environment, PackageLoader, StrictUndefined

        environment = Environment(
            loader=PackageLoader("rejoinder", "report"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters["date"] = _date
        script = _asset("filters.js")
        signs = reading.letters(report.codebook).values()
        return environment.get_template("template.html.j2").render(
            method=self,
            report=report,
            style=_asset("style.css"),
            script=script,
            script_hash="sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
            colours=[(sign.number, self.palette[(sign.number - 1) % len(self.palette)]) for sign in signs],
            anchors={s.row["statement_id"]: s.anchor for article in report.articles for s in article.statements},
            values={kind: {c.label: c.value for c in some} for kind, some in report.choices.items()},
        )


def _date(iso: str) -> str:
    """An ISO date in words, with no-break spaces: "12 March 2013"."""
    if not iso:
        return ""
    day = datetime.date.fromisoformat(iso)
    return f"{day.day}\u00a0{_MONTHS[day.month - 1]}\u00a0{day.year}"


def _asset(name: str) -> str:
    return (files("rejoinder.report") / name).read_text(encoding="utf-8").strip()


def count(articles: int, statements: Iterable[pa.Table], frames: Iterable[pa.Table], codebook: Codebook) -> Counts:
    """Key figures, partition by partition: a statement's frames are all in one partition."""
    kinds: Counter[tuple[str, str | None, str | None]] = Counter()
    for part in statements:
        columns = [part[name].to_pylist() for name in ("unit", "form", "speaker")]
        kinds.update(zip(*columns, strict=True))
    by_frame: Counter[str] = Counter()
    framed = 0
    for part in frames:
        decided = part.filter(part["decision"])
        by_frame.update(decided["frame"].to_pylist())
        framed += len(decided["statement_id"].unique())
    coded = {kind: n for kind, n in kinds.items() if kind[0] != "credit"}
    return Counts(
        articles=articles,
        statements=sum(coded.values()),
        quoted=sum(n for (_, form, _), n in coded.items() if form in QUOTED),
        speakers=len({speaker for _, _, speaker in coded} - {None, ""}),
        credits=sum(kinds.values()) - sum(coded.values()),
        unframed=sum(coded.values()) - framed,
        frames=tuple((sign, by_frame[name]) for name, sign in reading.letters(codebook).items()),
    )


def _partitions(dataset: Path) -> Iterator[pa.Table]:
    return (tables.read_partition(dataset, name) for name in tables.partitions(dataset))


def _of(dataset: Path, articles: pa.Array) -> list[dict[str, Any]]:
    """Rows about some articles, read one partition at a time."""
    rows: list[dict[str, Any]] = []
    for part in _partitions(dataset):
        if "article_id" in part.column_names:
            ids = part["article_id"]
        else:
            ids = pc.replace_substring_regex(part["statement_id"], pattern=r"/[^/]*$", replacement="")
        rows += part.filter(pc.is_in(ids, value_set=articles)).to_pylist()
    return rows


def _coding(articles: pa.Array) -> reading.Coding:
    statements, frames, stances = (_of(path, articles) for path in (paths.STATEMENTS, paths.FRAMES, paths.STANCES))
    return reading.Coding(
        statements=reading.group(sorted(statements, key=lambda r: (r["article_id"], r["sent_id"])), "article_id"),
        attributions={row["attribution_id"]: row for row in _of(paths.ATTRIBUTIONS, articles)},
        frames=reading.group(frames, "statement_id"),
        stances=reading.group(stances, "statement_id"),
    )


def _left_out() -> list[dict[str, str]]:
    """What any stage left out: data/left_out, then the lists that later stages keep within their own output."""
    return [
        row
        for path in (paths.LEFT_OUT, *sorted(paths.DATA.glob("*/left_out")))
        for row in tables.read(path).to_pylist()
    ]


def _citation(options: Sequence[provenance.Option], run: Run, inputs: pa.Table, shown: int) -> provenance.Citation:
    cff = provenance.CITATION.read_text(encoding="utf-8") if provenance.CITATION.exists() else ""
    sources = provenance.source_files()
    digest = provenance.fingerprint(sources, options, run.seed)
    hashes = list(zip(inputs["article_id"].to_pylist(), inputs["sha256"].to_pylist(), strict=True))
    return provenance.citation(cff, digest, len(sources) + len(options), hashes, shown)


def main(run: Run) -> None:
    """Read what the stages wrote, write reports/index.html."""
    method: Html = run.load("report")
    codebook: Codebook = run.load("codebook")
    actors: Actors = run.load("actors")
    inputs = tables.read(paths.ARTICLES, ["article_id", "sha256"])
    shown = inputs["article_id"].combine_chunks().slice(0, method.articles)
    coding = _coding(shown)
    rows = sorted(_of(paths.ARTICLES, shown), key=lambda r: r["article_id"])
    articles = [reading.read_article(row, n, coding, codebook, actors) for n, row in enumerate(rows, 1)]
    counts = count(len(inputs), _partitions(paths.STATEMENTS), _partitions(paths.FRAMES), codebook)
    words = {
        "frames": ", ".join(f"{sign.sign} {sign.label.lower()}" for sign, _ in counts.frames),
        "statements": str(counts.statements),
        "articles": f"{counts.articles} article" + "s" * (counts.articles != 1),
    }
    options = provenance.options(run)
    report = Report(
        articles=articles,
        counts=counts,
        choices=reading.choices(articles, codebook, actors),
        codebook=codebook,
        figures=exhibits.figures(paths.FIGURES, words, method.rows),
        tables=exhibits.tables(paths.TABLES, method.rows),
        confusions=confusion.pairs(tables.read(paths.AGREEMENT / "confusion").to_pylist(), codebook),
        left_out=_left_out(),
        options=options,
        references=provenance.references(options),
        citation=_citation(options, run, inputs, method.articles),
        seed=run.seed,
    )
    tables.write_text(paths.REPORT, method(report))
    print(f"report: {len(articles)} of {counts.articles} article(s) shown, {counts.statements} statement(s) counted")

"""Stage `report`: all of a run on one HTML page that needs nothing else, to read, to check and to cite."""

import base64
import datetime
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Annotated

from pydantic import Field

from rejoinder import paths, tables
from rejoinder.actors import Actors
from rejoinder.codebook import Codebook
from rejoinder.config import Run
from rejoinder.corpus import open_corpus
from rejoinder.corpus.counts import count_dates, count_outlets
from rejoinder.corpus.samples import read_hashes, sample_articles
from rejoinder.report import confusion, exhibits, left_out, provenance, reading
from rejoinder.report.counts import Counts, count, within
from rejoinder.report.left_out import Item, LeftOut
from rejoinder.report.view import Article, Choice

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
Positive = Annotated[int, Field(ge=1)]
Colour = Annotated[str, Field(pattern="^#[0-9a-fA-F]{6}$")]


@dataclass(frozen=True, kw_only=True)
class Report:
    """All that the page shows.

    Attributes:
        articles: those shown in full, of all that `counts` is of.
        coded: the article_ids that coding passes hold codes of.
        passed_over: articles of the sample that the page has no room for.
        absent: why figures that need several days or outlets were not made.
        unfitted: frames without a fitted classifier, as the coder left them out.
    """

    articles: Sequence[Article]
    coded: frozenset[str]
    passed_over: int
    counts: Counts
    choices: Mapping[str, Sequence[Choice]]
    codebook: Codebook
    figures: Sequence[exhibits.Figure]
    absent: Sequence[str]
    tables: Sequence[exhibits.Table]
    confusions: Sequence[confusion.Pair]
    left_out: LeftOut
    unfitted: Sequence[Item]
    options: Sequence[provenance.Option]
    references: Sequence[provenance.Reference]
    citation: provenance.Citation
    seed: int


@dataclass(frozen=True, kw_only=True)
class Html:
    """One self-contained HTML file: no fonts, scripts, styles or pictures from elsewhere.

    Attributes:
        title: the report's headline.
        articles: the most articles shown in full: those with gold coding, then others drawn at random.
        statements: the most statements these have together; an article that would go beyond is not shown.
        rows: the most rows shown of each table.
        palette: colours of the frames ("#0173b2") in the codebook's order, used again from the start.
    """

    title: str
    articles: Positive
    statements: Positive
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


def _articles(shown: Sequence[str], codebook: Codebook, actors: Actors) -> list[Article]:
    """Articles laid out to read, in the given order."""
    datasets = (paths.ARTICLES, paths.ATTRIBUTIONS, paths.STATEMENTS, paths.FRAMES, paths.STANCES)
    texts, attributions, statements, frames, stances = (tables.read_rows(path, shown) for path in datasets)
    coding = reading.Coding(
        statements=reading.group(sorted(statements, key=lambda r: (r["article_id"], r["sent_id"])), "article_id"),
        attributions={row["attribution_id"]: row for row in attributions},
        frames=reading.group(frames, "statement_id"),
        stances=reading.group(stances, "statement_id"),
    )
    by_id = {row["article_id"]: row for row in texts}
    return [reading.read_article(by_id[name], n, coding, codebook, actors) for n, name in enumerate(shown, 1)]


def _citation(
    options: Sequence[provenance.Option], run: Run, inputs: Iterable[tuple[str, str]], shown: Sequence[str]
) -> provenance.Citation:
    cff = provenance.CITATION.read_text(encoding="utf-8") if provenance.CITATION.exists() else ""
    sources = provenance.source_files()
    digest = provenance.fingerprint(sources, options, run.seed)
    return provenance.citation(cff, digest, len(sources) + len(options), inputs, set(shown))


def _words(counts: Counts, dates: Mapping[str, int]) -> dict[str, str]:
    """What fills the captions of figures."""
    undated = dates["undated"]
    return {
        "frames": ", ".join(f"{sign.sign} {sign.label.lower()}" for sign, _ in counts.frames),
        "statements": str(counts.statements),
        "articles": f"{counts.articles} article" + "s" * (counts.articles != 1),
        "undated": f"{undated} article{'s' * (undated != 1)} without a date left out; " if undated else "",
    }


def main(run: Run) -> None:
    """Read what the stages wrote, write reports/index.html."""
    method: Html = run.load("report")
    codebook: Codebook = run.load("codebook")
    actors: Actors = run.load("actors")
    options = provenance.options(run)
    coded = tables.read(paths.AGREEMENT / "articles")["article_id"].to_pylist()
    with open_corpus() as corpus:
        counts, dates, outlets = count(corpus, codebook), count_dates(corpus), count_outlets(corpus)
        drawn = sample_articles(corpus, method.articles, run.seed, coded)
        chosen = within(drawn, method.statements)
        citation = _citation(options, run, read_hashes(corpus), chosen)
    articles = _articles(sorted(chosen, key=lambda name: (name not in coded, name)), codebook, actors)
    figures = exhibits.figures(paths.FIGURES, _words(counts, dates), method.rows)
    shown = exhibits.tables(paths.TABLES, method.rows)
    report = Report(
        articles=articles,
        coded=frozenset(coded),
        passed_over=len(drawn) - len(chosen),
        counts=counts,
        choices=reading.choices(articles, codebook, actors),
        codebook=codebook,
        figures=figures,
        absent=exhibits.absent([figure.name for figure in figures], dates, outlets),
        tables=shown,
        confusions=confusion.pairs(tables.read(paths.AGREEMENT / "confusion").to_pylist(), codebook),
        left_out=left_out.left_out(method.rows, shown, counts.statements),
        unfitted=list(left_out.items(paths.CODER / "left_out")),
        options=options,
        references=provenance.references(options),
        citation=citation,
        seed=run.seed,
    )
    tables.write_text(paths.REPORT, method(report))
    print(f"report: {len(articles)} of {counts.articles} article(s) shown, {counts.statements} statement(s) counted")

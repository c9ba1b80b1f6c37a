"""Stage `report`: collect all of a run and write it as one HTML page."""

import base64
import hashlib
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, cast

from pydantic import Field, PositiveInt

from rejoinder import paths, tables
from rejoinder.actors import Actors
from rejoinder.codebook import Codebook
from rejoinder.config import Run, hash_code
from rejoinder.corpus import open_corpus
from rejoinder.corpus.counts import count_dates, count_outlets, count_uncoded_lines, list_values
from rejoinder.corpus.doubts import count_doubts
from rejoinder.corpus.samples import read_hashes, read_speakers, sample_articles
from rejoinder.corrections.file import read_corrections
from rejoinder.formats.citation import read_citation
from rejoinder.llm.failures import describe_failures
from rejoinder.report.accuracies import FrameAccuracy, list_accuracies
from rejoinder.report.concordance import ConcordanceView, select_lines
from rejoinder.report.confusion import CoderPair, list_pairs
from rejoinder.report.exchange_files import ExchangeFiles, list_exchange_files
from rejoinder.report.exhibits import FigureExhibit, TableExhibit, explain_absent, read_figures, read_tables
from rejoinder.report.key_figures import KeyFigures, count_key_figures, select_within
from rejoinder.report.left_out import LeftOutList, list_left_out, list_unanswered, list_unused_corrections
from rejoinder.report.pages import read_asset, render_page
from rejoinder.report.paper import (
    Paragraph,
    StudyFacts,
    format_article,
    format_checklist,
    format_latex,
    format_markdown,
    format_references,
    list_checks,
    read_agreements,
    write_methods,
)
from rejoinder.report.provenance import (
    Citation,
    Option,
    build_citation,
    compute_fingerprint,
    list_options,
    read_sources,
)
from rejoinder.report.reading import CodedRows, assign_signs, group_rows, lay_out_article, list_choices
from rejoinder.report.records import (
    ArticleRecord,
    AttributionRecord,
    ConfusionRecord,
    FrameRecord,
    StanceRecord,
    StatementRecord,
)
from rejoinder.report.references import Reference, list_references
from rejoinder.report.views import ArticleView, FilterChoice

Colour = Annotated[str, Field(pattern="^#[0-9a-fA-F]{6}$")]


@dataclass(frozen=True, kw_only=True)
class ReportContent:
    """All that the page shows.

    Attributes:
        articles: those shown in full, of all that `counts` is of.
        coded: the article_ids that coding passes hold codes of.
        passed_over: articles of the sample that the page has no room for.
        absent: why figures were not made.
        exchange: the files for other tools.
        accuracies: how well the option of conf/frames tells each frame.
        methods: the section of a paper.
    """

    articles: Sequence[ArticleView]
    coded: frozenset[str]
    passed_over: int
    counts: KeyFigures
    choices: Mapping[str, Sequence[FilterChoice]]
    codebook: Codebook
    figures: Sequence[FigureExhibit]
    absent: Sequence[str]
    tables: Sequence[TableExhibit]
    concordance: ConcordanceView
    exchange: Sequence[ExchangeFiles]
    confusions: Sequence[CoderPair]
    left_out: LeftOutList
    accuracies: Sequence[FrameAccuracy]
    options: Sequence[Option]
    references: Sequence[Reference]
    methods: Sequence[Paragraph]
    citation: Citation
    seed: int


@dataclass(frozen=True, kw_only=True)
class Html:
    """One self-contained HTML file: no fonts, scripts, styles or pictures from elsewhere.

    Attributes:
        title: the report's headline.
        articles: the most articles shown in full: those with gold coding, then others drawn at random.
        statements: the most statements these have together; an article that would go beyond is not shown.
        rows: the most rows shown of each table, and of the concordance.
        palette: colours of the frames ("#0173b2") in the codebook's order, used again from the start.
    """

    title: str
    articles: PositiveInt
    statements: PositiveInt
    rows: PositiveInt
    palette: Annotated[list[Colour], Field(min_length=1)]

    def __call__(self, report: ReportContent) -> str:
        """The page as text; the same report gives the same text."""
        script = read_asset("filters.js")
        signs = assign_signs(report.codebook).values()
        statements = [statement for article in report.articles for statement in article.statements]
        return render_page(
            "template.html.j2",
            method=self,
            report=report,
            script=script,
            script_hash="sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
            colours=[(sign.number, self.palette[(sign.number - 1) % len(self.palette)]) for sign in signs],
            anchors={statement.row["statement_id"]: statement.anchor for statement in statements},
            values={
                kind: {choice.label: choice.value for choice in choices} for kind, choices in report.choices.items()
            },
        )


def _identify(row: StatementRecord, speaker: str | None, side: str | None) -> StatementRecord:
    """The row with speaker and side of the corpus; a side that only other articles tell is no guess any more."""
    resolution = row["resolution"] if side == row["side"] else None
    return {**row, "speaker": speaker, "side": side, "resolution": resolution}


def _lay_out_articles(
    ids: Collection[str],
    first: Collection[str],
    speakers: Mapping[str, tuple[str, str]],
    codebook: Codebook,
    actors: Actors,
) -> list[ArticleView]:
    """Lay out articles to read: those of `first`, then by date and id (2 before 10).

    Args:
        ids: of the articles.
        first: ids of those that go first.
        speakers: speaker and side in the corpus, by statement_id.
        codebook: the frames.
        actors: the sides and targets.
    """
    articles = cast(list[ArticleRecord], tables.read_rows(paths.ARTICLES, ids))
    attributions = cast(list[AttributionRecord], tables.read_rows(paths.ATTRIBUTIONS, ids))
    statements = cast(list[StatementRecord], tables.read_rows(paths.STATEMENTS, ids))
    frames = cast(list[FrameRecord], tables.read_rows(paths.FRAMES, ids))
    stances = cast(list[StanceRecord], tables.read_rows(paths.STANCES, ids))
    statements = [
        _identify(row, *speakers.get(row["statement_id"], (row["speaker"], row["side"]))) for row in statements
    ]
    statements.sort(key=lambda row: (row["article_id"], row["sent_id"]))
    coding = CodedRows(
        statements=group_rows(statements, lambda row: row["article_id"]),
        attributions={row["attribution_id"]: row for row in attributions},
        frames=group_rows(frames, lambda row: row["statement_id"]),
        stances=group_rows(stances, lambda row: row["statement_id"]),
    )
    order = {row["article_id"]: (row["published"] or "", _pad_numbers(row["article_id"])) for row in articles}
    articles.sort(key=lambda row: (row["article_id"] not in first, order[row["article_id"]]))
    return [lay_out_article(row, number, coding, codebook, actors) for number, row in enumerate(articles, 1)]


def _pad_numbers(name: str) -> str:
    return re.sub(r"\d+", lambda number: number[0].zfill(20), name)


def _cite(
    options: Sequence[Option], seed: int, inputs: Iterable[tuple[str, str]], shown_ids: Sequence[str]
) -> Citation:
    sources = read_sources()
    fingerprint = compute_fingerprint(sources, options, seed)
    return build_citation(read_citation(), fingerprint, len(sources) + len(options), inputs, set(shown_ids))


def _fill_words(counts: KeyFigures, undated: int) -> dict[str, str]:
    """What fills the captions of figures."""
    return {
        "frames": ", ".join(f"{sign.sign} {sign.label.lower()}" for sign, *_ in counts.frames),
        "statements": str(counts.statements),
        "articles": f"{counts.articles} article" + "s" * (counts.articles != 1),
        "undated": f"{undated} article{'s' * (undated != 1)} without a date left out; " if undated else "",
    }


def _write_paper(
    facts: StudyFacts,
    methods: Sequence[Paragraph],
    figures: Sequence[FigureExhibit],
    exhibits: Sequence[TableExhibit],
) -> None:
    texts = {
        "methods.md": format_markdown(methods, facts),
        "methods.tex": format_latex(methods),
        "references.tex": format_references(facts.references),
        "checklist.md": format_checklist(list_checks(facts)),
        "article.tex": format_article(facts, figures, [exhibit.name for exhibit in exhibits if exhibit.total]),
    }
    for name, text in texts.items():
        tables.write_text(paths.PAPER / name, text)


def main(run: Run) -> None:
    """Read what the stages wrote, write reports/index.html."""
    method: Html = run.load("report")
    codebook: Codebook = run.load("codebook")
    actors: Actors = run.load("actors")
    options = list_options(run)
    coded = tables.read(paths.AGREEMENT / "articles")["article_id"].to_pylist()
    with open_corpus(actors=actors) as corpus:
        counts, dates, outlets = count_key_figures(corpus, codebook), count_dates(corpus), count_outlets(corpus)
        unanswered = list_unanswered(corpus)
        uncoded, variants = count_uncoded_lines(corpus), list_values(corpus, "frames", "variant")
        sample = sample_articles(corpus, method.articles, run.seed, coded)
        chosen = select_within(sample, method.statements)
        speakers, doubts = read_speakers(corpus, chosen), count_doubts(corpus)
        citation = _cite(options, run.seed, read_hashes(corpus), chosen)
    articles = _lay_out_articles(chosen, coded, speakers, codebook, actors)
    figures = read_figures(paths.FIGURES, _fill_words(counts, dates["undated"]), method.rows)
    mark = describe_failures(tables.read(paths.AGREEMENT).to_pylist())
    exhibits = [replace(one, caption=f"{one.caption}{mark}") for one in read_tables(paths.TABLES, method.rows)]
    confusion = cast(list[ConfusionRecord], tables.read(paths.AGREEMENT / "confusion").to_pylist())
    matched = set(tables.read(paths.CORRECTIONS)["line"].to_pylist())
    unused = list_unused_corrections(read_corrections(paths.CORRECTIONS_FILE), matched, codebook, actors)
    left_out = list_left_out(method.rows, exhibits, counts.statements, uncoded, unused, unanswered)
    accuracies = list(list_accuracies(tables.read(paths.CODER).to_pylist(), codebook, variants))
    references = list_references(options)
    checked = tables.read(paths.AGREEMENT).to_pandas(), tables.read(paths.AGREEMENT / "prevalence").to_pandas()
    facts = StudyFacts(
        counts=counts,
        outlets=outlets,
        doubts=doubts,
        undated=dates["undated"],
        left_out=left_out.total,
        accuracies=accuracies,
        models={name: sha256 for name, sha256 in hash_code().items() if name.startswith("models/")},
        agreements=list(read_agreements(checked[0])),
        is_corrected=bool(checked[1]["corrected"].notna().any()),
        corrections=len(matched),
        options=options,
        codebook=codebook,
        citation=citation,
        references=references,
        seed=run.seed,
    )
    methods = write_methods(facts)
    report = ReportContent(
        articles=articles,
        coded=frozenset(coded),
        passed_over=len(sample) - len(chosen),
        counts=counts,
        choices=list_choices(articles, codebook, actors),
        codebook=codebook,
        figures=figures,
        exchange=list(list_exchange_files(paths.EXCHANGE)),
        absent=explain_absent([figure.name for figure in figures], dates, outlets),
        tables=exhibits,
        concordance=select_lines(tables.read(paths.CONCORDANCE).to_pandas(), codebook, method.rows, run.seed),
        confusions=list_pairs(confusion, codebook),
        left_out=left_out,
        accuracies=accuracies,
        options=options,
        references=references,
        methods=methods,
        citation=citation,
        seed=run.seed,
    )
    tables.write_text(paths.REPORT, method(report))
    _write_paper(facts, methods, figures, exhibits)
    print(f"report: {len(articles)} of {counts.articles} article(s) shown, {counts.statements} statement(s) counted")
    print(f"report: open {paths.REPORT} in a browser")

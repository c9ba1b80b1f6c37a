"""Stage `report`: collect all of a run and write it as HTML pages, and as a methods section and article of a paper."""

import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Literal, cast

from rejoinder import paths, tables
from rejoinder.actors import Actors
from rejoinder.codebook import Codebook
from rejoinder.config import Run, hash_code
from rejoinder.corpus import NARRATION, UNKNOWN_SIDE, Corpus, open_corpus
from rejoinder.corpus.counts import count_dates, count_outlets, count_totals, count_uncoded_lines, list_values
from rejoinder.corpus.doubts import count_doubts
from rejoinder.corpus.profiles import Profile, choose_unit, read_coded, read_profiles
from rejoinder.corpus.samples import list_names, list_texts, read_hashes, read_places, read_speakers, sample_articles
from rejoinder.corrections.file import read_corrections
from rejoinder.formats.citation import read_citation
from rejoinder.llm.failures import describe_failures
from rejoinder.report.accuracies import list_accuracies
from rejoinder.report.captions import TABLES
from rejoinder.report.choices import list_choices
from rejoinder.report.concordance import select_lines
from rejoinder.report.confusion import list_pairs
from rejoinder.report.content import ReportContent
from rejoinder.report.exchange_files import list_exchange_files
from rejoinder.report.exhibits import FigureExhibit, TableExhibit, explain_absent, read_figures, read_table, read_tables
from rejoinder.report.html import Html, Site
from rejoinder.report.key_figures import KeyFigures, count_key_figures, select_within
from rejoinder.report.left_out import list_left_out, list_unanswered, list_unused_corrections
from rejoinder.report.links import build_links
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
from rejoinder.report.records import ConfusionRecord
from rejoinder.report.references import list_references
from rejoinder.report.summary import SidesSummary, summarise_sides
from rejoinder.report.texts import read_views

_SUMMARISED = 12  # sides in the first table
_ALL = 1_000_000  # rows


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


def _build_site(
    corpus: Corpus, method: Html, codebook: Codebook, actors: Actors, chosen: Sequence[str], coded: Sequence[str]
) -> Site:
    """What pages there are, and where they are."""
    texts, total = list_texts(corpus, chosen, coded), count_totals(corpus)
    links = build_links(
        [entry.article_id for entry in texts],
        read_places(corpus, chosen),
        list_names(corpus, "speaker", method.speakers),
        list_names(corpus, "side", method.speakers),
        list_values(corpus, "articles", "outlet"),
        is_inline=total.articles == len(texts) and total.statements <= method.inline,
    )
    return Site(method=method, codebook=codebook, actors=actors, links=links, texts=texts, total=total.statements)


def _read_summary() -> SidesSummary | None:
    path = paths.TABLES / "sides.csv"
    return summarise_sides(read_table(path, TABLES["sides"], _ALL), _SUMMARISED) if path.exists() else None


def _order_sides(sides: Sequence[Profile], actors: Actors) -> list[Profile]:
    """The sides that conf/actors names, in its order, then third parties, what is of no known side, and narration."""
    last = {UNKNOWN_SIDE: 1, NARRATION: 2}
    places = {name: place for place, name in enumerate(actors.sides)}
    return sorted(sides, key=lambda side: (last.get(side.name, 0), places.get(side.name, len(places))))


def _write_pages(pages: Iterable[tuple[str, str]]) -> None:
    for name, text in pages:
        tables.write_text(paths.PAGES / name, text)


def _write_profiles(corpus: Corpus, site: Site, kind: Literal["speaker", "side"]) -> list[Profile]:
    """Write the pages of speakers or sides; returns these without their statements."""
    profiles = []
    for profile in read_profiles(corpus, kind, site.method.speakers, site.method.lines, choose_unit(corpus)):
        _write_pages([site.render_profile(profile, kind)])
        profiles.append(replace(profile, first=()))
    return profiles


def _explain_absent(
    run: Run, figures: Sequence[FigureExhibit], articles: int, dates: Mapping[str, int], outlets: int
) -> list[str]:
    """Why figures were not made; of those that a command computes also where it would withhold all."""
    names = [figure.name for figure in figures]
    least = run.load("multiverse").minimum_articles
    if articles < least:
        return explain_absent(names, dates, outlets, f"{articles} article(s), fewer than {least}")
    return explain_absent(names, dates, outlets)


def main(run: Run) -> None:
    """Read what the stages wrote, write reports/index.html, reports/pages/ and reports/paper/."""
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
        identities, doubts = read_speakers(corpus, chosen), count_doubts(corpus)
        citation = _cite(options, run.seed, read_hashes(corpus), chosen[: method.rows])
        site = _build_site(corpus, method, codebook, actors, chosen, coded)
        shutil.rmtree(paths.PAGES, ignore_errors=True)
        _write_pages(chain(site.render_assets(), site.render_statements(read_coded(corpus, chosen))))
        sides, speakers = _write_profiles(corpus, site, "side"), _write_profiles(corpus, site, "speaker")
    ids = [entry.article_id for entry in site.texts]
    views = read_views(ids, range(1, len(ids) + 1) if site.is_inline else [1] * len(ids), identities, codebook, actors)
    articles = list(views) if site.is_inline else []
    _write_pages(chain(site.render_lists(speakers), site.render_articles(() if site.is_inline else views)))
    first = ["score"] if counts.articles == 1 else []
    figures = read_figures(paths.FIGURES, _fill_words(counts, dates["undated"]), method.rows, first)
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
        choices=list_choices(articles, codebook, actors),
        texts=site.texts,
        passed_over=len(sample) - len(chosen),
        speakers=speakers,
        sides=_order_sides(sides, actors),
        counts=counts,
        codebook=codebook,
        summary=_read_summary(),
        figures=figures,
        exchange=list(list_exchange_files(paths.EXCHANGE)),
        absent=_explain_absent(run, figures, counts.articles, dates, outlets),
        tables=exhibits,
        concordance=select_lines(tables.read(paths.CONCORDANCE).to_pandas(), codebook, method.lines, run.seed),
        confusions=list_pairs(confusion, codebook),
        left_out=left_out,
        accuracies=accuracies,
        options=options,
        references=references,
        methods=methods,
        citation=citation,
        seed=run.seed,
    )
    tables.write_text(paths.REPORT, site.render_first(report))
    _write_paper(facts, methods, figures, exhibits)
    print(f"report: {len(ids)} of {counts.articles} article(s) shown, {counts.statements} statement(s) counted")
    print(f"report: open {paths.REPORT} in a browser")

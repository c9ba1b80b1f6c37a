"""Method `Html`: the report as HTML pages that need nothing from elsewhere, and the pages as text."""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field, NonNegativeInt, PositiveInt

from rejoinder import __version__
from rejoinder.actors import Actors
from rejoinder.codebook import Codebook
from rejoinder.corpus import NO_FRAME
from rejoinder.corpus.profiles import ListedStatement, Profile
from rejoinder.corpus.samples import TextEntry
from rejoinder.report.choices import list_choices
from rejoinder.report.content import ReportContent
from rejoinder.report.links import Links
from rejoinder.report.pages import read_asset, render_page
from rejoinder.report.reading import assign_signs
from rejoinder.report.statement_index import StatementIndex
from rejoinder.report.views import ArticleView, FilterChoice

Colour = Annotated[str, Field(pattern="^#[0-9a-fA-F]{6}$")]


@dataclass(frozen=True, kw_only=True)
class Html:
    """A first page, and beside it pages of articles, speakers and sides; that of a small corpus has all in one file.

    Attributes:
        title: the report's headline.
        inline: the most statements of a corpus whose texts stand on the first page.
        articles: the most articles that can be read: those with gold coding, then others drawn at random.
        statements: the most statements these have together; an article that would go beyond is not shown.
        speakers: the most speakers with a page, those with the most statements.
        rows: the most rows shown of each table.
        lines: the most lines shown of the concordance, and of statements on a speaker's or side's page.
        palette: colours of the frames ("#0173b2") in the codebook's order, used again from the start.
    """

    title: str
    inline: NonNegativeInt
    articles: PositiveInt
    statements: PositiveInt
    speakers: PositiveInt
    rows: PositiveInt
    lines: PositiveInt
    palette: Annotated[list[Colour], Field(min_length=1)]


@dataclass(frozen=True, kw_only=True)
class Site:
    """The pages of one report: the same report gives the same texts.

    Attributes:
        method: the option of conf/report.
        codebook, actors: of the run.
        links: of the folder of pages.
        texts: the articles that can be read, in order.
        total: statements of the whole corpus.
    """

    method: Html
    codebook: Codebook
    actors: Actors
    links: Links
    texts: Sequence[TextEntry]
    total: int

    @property
    def is_inline(self) -> bool:
        """Whether the texts stand on the first page."""
        return self.links.is_inline

    def render_first(self, report: ReportContent) -> str:
        """The first page."""
        frames = dict(zip(self.codebook.frames, report.counts.frames, strict=True))
        script = "\n".join(map(read_asset, ["reading.js"] * bool(report.articles) + ["search.js", "concordance.js"]))
        return self._render(
            "template.html.j2",
            links=self.links.from_first(),
            report=report,
            most_framed=sorted(self.texts, key=lambda entry: -sum(entry.frames.values())),
            frame_counts={name: row.statements for name, row in frames.items()} | {NO_FRAME: report.counts.unframed},
            uncertain_counts={name: row.uncertain for name, row in frames.items()},
            script=script,
            script_hash="sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
            values=_number_values(report.choices),
        )

    def render_assets(self) -> Iterator[tuple[str, str]]:
        """Names and texts of what the pages beside the first share."""
        yield "style.css", self._render("style.css.j2") + "\n"
        for name in ("reading.js", "search.js", "statements.js", "listing.js"):
            yield name, read_asset(name) + "\n"

    def render_articles(self, articles: Iterable[ArticleView]) -> Iterator[tuple[str, str]]:
        """Names and texts of the articles' pages."""
        places = {entry.article_id: place for place, entry in enumerate(self.texts)}
        for article in articles:
            choices = list_choices([article], self.codebook, self.actors)
            place = places[article.row["article_id"]]
            yield (
                self.links.articles[article.row["article_id"]],
                self._render(
                    "article_page.html.j2",
                    article=article,
                    choices=choices,
                    values=_number_values(choices),
                    before=self.texts[place - 1] if place else None,
                    after=self.texts[place + 1] if place + 1 < len(self.texts) else None,
                ),
            )

    def render_profile(self, profile: Profile, kind: str) -> tuple[str, str]:
        """Name and text of the page of a speaker or side (`kind`)."""
        pages = {"speaker": self.links.speakers, "side": self.links.sides}[kind]
        return pages[profile.name], self._render("profile.html.j2", profile=profile, kind=kind)

    def render_lists(self, speakers: Sequence[Profile]) -> Iterator[tuple[str, str]]:
        """Names and texts of the lists of all speakers and of all texts."""
        yield "speakers.html", self._render("speakers.html.j2", speakers=speakers)
        if not self.is_inline:
            yield "texts.html", self._render("texts.html.j2")

    def render_statements(self, batches: Iterable[Sequence[ListedStatement]]) -> Iterator[tuple[str, str]]:
        """Names and texts of the page on which statements are searched, and of the files that bring them."""
        index = StatementIndex(self.codebook, self.actors, self.links)
        files = []
        for number, batch in enumerate(batches):
            rows = ",\n".join(json.dumps(index.encode(row), ensure_ascii=False, separators=(",", ":")) for row in batch)
            files.append(f"statements-{number:05d}.js")
            yield files[-1], f"rejoinder.add([\n{rows}\n]);\n"
        yield "statements-names.js", f"rejoinder.name({json.dumps(index.names(), ensure_ascii=False, indent=0)});\n"
        yield "statements.html", self._render("statements.html.j2", files=files, n=index.n)

    def _render(self, template: str, **values: Any) -> str:
        signs = assign_signs(self.codebook)
        return render_page(
            template,
            method=self.method,
            site=self,
            version=__version__,
            signs=signs,
            targets={name: target.label for name, target in self.actors.targets.items()},
            colours=[
                (sign.number, self.method.palette[(sign.number - 1) % len(self.method.palette)])
                for sign in signs.values()
            ],
            no_frame=NO_FRAME,
            **{"links": self.links, **values},
        )


def _number_values(choices: Mapping[str, Sequence[FilterChoice]]) -> dict[str, dict[str, str]]:
    return {kind: {choice.label: choice.value for choice in some} for kind, some in choices.items()}

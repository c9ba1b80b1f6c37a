"""What the first page of the report shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rejoinder.codebook import Codebook
from rejoinder.corpus.profiles import Profile
from rejoinder.corpus.samples import TextEntry
from rejoinder.report.accuracies import FrameAccuracy
from rejoinder.report.concordance import ConcordanceView
from rejoinder.report.confusion import CoderPair
from rejoinder.report.exchange_files import ExchangeFiles
from rejoinder.report.exhibits import FigureExhibit, TableExhibit
from rejoinder.report.key_figures import KeyFigures
from rejoinder.report.left_out import LeftOutList
from rejoinder.report.paper import Paragraph
from rejoinder.report.provenance import Citation, Option
from rejoinder.report.references import Reference
from rejoinder.report.summary import SidesSummary
from rejoinder.report.views import ArticleView, FilterChoice


@dataclass(frozen=True, kw_only=True)
class ReportContent:
    """All that the first page shows.

    Attributes:
        articles: those whose texts stand on the first page, all of the corpus or none.
        choices: what their statements can be filtered by.
        texts: the articles that can be read in the report, of all that `counts` is of.
        passed_over: articles of the sample that there is no room for.
        speakers, sides: those that have a page, without their statements.
        summary: which side uses which frame, None where no side has intervals.
        absent: why figures were not made.
        exchange: the files for other tools.
        accuracies: how well the option of conf/frames tells each frame.
        methods: the section of a paper.
    """

    articles: Sequence[ArticleView]
    choices: Mapping[str, Sequence[FilterChoice]]
    texts: Sequence[TextEntry]
    passed_over: int
    speakers: Sequence[Profile]
    sides: Sequence[Profile]
    counts: KeyFigures
    codebook: Codebook
    summary: SidesSummary | None
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

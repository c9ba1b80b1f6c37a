"""Stage `exchange`: a run's coding in the formats of other tools, each in a module and a section of the option."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Protocol, cast

from rejoinder import paths
from rejoinder.config import Run
from rejoinder.corpus import open_corpus
from rejoinder.exchange.brat import Brat
from rejoinder.exchange.coding import Coding
from rejoinder.exchange.conllu import Conllu
from rejoinder.exchange.dna import Dna
from rejoinder.exchange.inception import Inception
from rejoinder.exchange.label_studio import LabelStudio
from rejoinder.exchange.networks import Networks
from rejoinder.exchange.refi_qda import RefiQda
from rejoinder.exchange.spreadsheet import StatementSheet

_DATASETS = (
    paths.ARTICLES,
    paths.ATTRIBUTIONS,
    paths.FRAMES,
    paths.PARSES,
    paths.STANCES,
    paths.STATEMENTS,
)


class ExchangeFormat(Protocol):
    """How the coding is written for a tool; `docs/exchange.md` says what opens it."""

    def __call__(self, coding: Coding) -> Iterator[tuple[str, bytes]]:
        """Write the coding.

        Yields:
            Files: path within reports/exchange, content. The same coding gives the same bytes.
        """
        ...


@dataclass(frozen=True, kw_only=True)
class Standard:
    """The formats; None leaves one out.

    Attributes:
        conllu: CoNLL-U (https://universaldependencies.org/format.html).
        brat: brat standoff (Stenetorp et al. 2012).
        dna: database and list of events of Discourse Network Analyzer 3.
        refi_qda: project and codebook for NVivo, ATLAS.ti, MAXQDA and QualCoder.
        networks: GraphML and CSV.
        spreadsheet: the table of statements for Excel and LibreOffice.
        label_studio: tasks and labelling interface of Label Studio.
        inception: UIMA CAS XMI for INCEpTION (Klie et al. 2018).
    """

    conllu: Conllu | None
    brat: Brat | None
    dna: Dna | None
    refi_qda: RefiQda | None
    networks: Networks | None
    spreadsheet: StatementSheet | None
    label_studio: LabelStudio | None
    inception: Inception | None

    def __call__(self, coding: Coding) -> Iterator[tuple[str, bytes]]:
        """Write the coding in every format that is not left out, as `ExchangeFormat` says."""
        for field in fields(self):
            write = cast(ExchangeFormat | None, getattr(self, field.name))
            if write is not None:
                yield from write(coding)


def main(run: Run) -> None:
    """Read the coding, write reports/exchange."""
    method: Standard = run.load("exchange")
    codebook, actors = run.load("codebook"), run.load("actors")
    shutil.rmtree(paths.EXCHANGE, ignore_errors=True)
    paths.EXCHANGE.mkdir(parents=True)
    with open_corpus({path.name: path for path in _DATASETS}, actors=actors) as corpus:
        coding = Coding(corpus=corpus, codebook=codebook, actors=actors)
        for name, content in method(coding):
            (paths.EXCHANGE / name).parent.mkdir(parents=True, exist_ok=True)
            (paths.EXCHANGE / name).write_bytes(content)
        articles = coding.count_articles()
    _report_left_out(method, articles)
    print(f"exchange: {articles} article(s)")


def _report_left_out(method: Standard, articles: int) -> None:
    for field in fields(method):
        most = getattr(getattr(method, field.name), "articles", articles)
        if most < articles:
            print(f"exchange: {field.name} has the first {most:,} of {articles:,} articles by id")

"""The files for other tools that the report links to, each with what opens it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_SHOWN = 12  # files of a format; there may be one for each article

# Pattern of the files, what they are, what opens them.
_FORMATS = (
    (
        "dna/*",
        "Discourse Network Analyzer",
        "DNA 3 and rDNA open the database (password “rejoinder”); events.csv is DNA’s list of events.",
    ),
    ("refi_qda/*", "REFI-QDA", "NVivo, ATLAS.ti, MAXQDA and QualCoder import the project (.qdpx) or its codes (.qdc)."),
    ("networks/**/*.graphml", "Networks", "Gephi, visone, igraph and networkx open GraphML."),
    ("networks/**/*.csv", "Networks as tables", "UCINET, R and spreadsheets open matrices and lists of edges."),
    ("spreadsheet/*", "Spreadsheet", "Excel and LibreOffice open the table of statements; no cell runs as a formula."),
    ("label_studio/*", "Label Studio", "Label Studio imports the tasks; labelling.xml is their interface."),
    ("inception/*", "INCEpTION", "INCEpTION imports TypeSystem.xml as layers, then the documents (UIMA CAS XMI)."),
    ("*.conllu", "Parses", "Tools for Universal Dependencies open CoNLL-U."),
    ("brat/*", "brat", "brat opens texts (.txt) with attributions and coded statements (.ann)."),
)


@dataclass(frozen=True, kw_only=True)
class ExchangeFiles:
    """The files of a format.

    Attributes:
        title: what they are.
        opened_by: in a sentence.
        files: the first of them, as (name, address from the report's folder).
        more: how many others there are.
    """

    title: str
    opened_by: str
    files: Sequence[tuple[str, str]]
    more: int


def list_exchange_files(folder: Path) -> Iterator[ExchangeFiles]:
    """List the files of stage `exchange` by format, those of a format that is left out aside.

    Args:
        folder: reports/exchange, within the report's folder.
    """
    for pattern, title, opened_by in _FORMATS:
        paths = sorted(path.relative_to(folder) for path in folder.glob(pattern) if path.is_file())
        if paths:
            files = [(path.as_posix(), (folder.name / path).as_posix()) for path in paths[:_SHOWN]]
            yield ExchangeFiles(title=title, opened_by=opened_by, files=files, more=len(paths) - len(files))

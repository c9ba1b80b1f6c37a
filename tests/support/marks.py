"""Marked files for tests: archives of REFI-QDA, and the passes that files give over an invented corpus."""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from rejoinder.agreement.marks import lay_marks
from rejoinder.human_coding.code_names import CodeNames
from rejoinder.human_coding.marked_texts import MarkedFile, MarkedText
from rejoinder.human_coding.model import CodingPass
from rejoinder.zipped import pack
from tests.support.corpora import ACTORS, CODEBOOK
from tests.support.exchange import mark_frames, take_stance

NAMES = CodeNames(
    {name: frame.label for name, frame in CODEBOOK.frames.items()},
    ["Norland", "Sudland"],
    {name: target.label for name, target in ACTORS.targets.items()},
)


def lay_over(datasets: Mapping[str, pa.Table], path: str, texts: Sequence[MarkedText]) -> tuple[CodingPass, list[str]]:
    """The pass that marked texts give over a corpus, and what is left out."""
    statements: list[Any] = datasets["statements"].to_pylist()
    coding, skipped = lay_marks(MarkedFile(path, texts), statements, NAMES)
    return coding, [f"{rows.item}: {rows.reason}" for rows in skipped]


def recode(datasets: Mapping[str, pa.Table], coding: CodingPass) -> dict[str, list[dict[str, Any]]]:
    """The corpus with the codes of a pass in the place of the machine's, as rows by dataset."""
    rows = {name: table.to_pylist() for name, table in datasets.items()} | {"frames": [], "stances": []}
    for row in rows["statements"]:
        code = coding.codes[row["article_id"], row["sent_id"]]
        row["speaker"] = code.speaker or row["speaker"]
        row["side"] = code.side.replace("none", "")
        rows["frames"] += mark_frames(row["statement_id"], code.frames or ())
        labels = {target: label for target, label in code.stances.items() if label != "neutral"}
        rows["stances"] += [take_stance(row["statement_id"], target, label) for target, label in labels.items()]
    return rows


def build_project(sources: str, files: Mapping[str, bytes], origin: str = "", head: bytes = b"") -> bytes:
    """A REFI-QDA archive as a tool lays it out."""
    project = (
        f'<Project xmlns="urn:QDA-XML:project:1.0" name="p" origin="{origin}">'
        '<Users><User guid="{U1}" name="Ann"/></Users>'
        '<CodeBook><Codes><Code guid="{C1}" name="Denial" isCodable="true"/></Codes></CodeBook>'
        f"<Sources>{sources}</Sources></Project>"
    )
    return pack([("Harbour.qde", head + project.encode()), *files.items()])


def write_source(spans: Sequence[tuple[int, int]], place: str = 'plainTextPath="internal://t.txt"') -> str:
    """A source with coded selections."""
    selections = "".join(
        f'<PlainTextSelection guid="S{start}" name="" startPosition="{start}" endPosition="{end}">'
        '<Coding guid="D" creatingUser="u1"><CodeRef targetGUID="c1"/></Coding></PlainTextSelection>'
        for start, end in spans
    )
    return f'<TextSource guid="T" name="harbour" {place}>{selections}</TextSource>'

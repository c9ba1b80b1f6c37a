"""Code data/statements with the frames of the codebook, partition by partition, into data/frames."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypedDict

import pyarrow as pa
import pyarrow.compute as pc

from rejoinder import engine, paths, schema, tables
from rejoinder.actors import Actors
from rejoinder.actors.countries import Country, list_side_names, read_countries
from rejoinder.config import Run
from rejoinder.corrections.apply import correct_frames
from rejoinder.encoder.readings import ArticleReadings, group_readings
from rejoinder.frame_coder.features import CodingUnit
from rejoinder.frames.asking import iterate_statements, list_inquiry
from rejoinder.frames.model import CodeUnits, FrameMethod, PreparedMethod, ScoreBand, StatementToCode, select_coded
from rejoinder.llm import Inquiry, write_behaviour, write_effort
from rejoinder.syntax import Sentence, build_sentences

INPUTS = {
    "statements": paths.STATEMENTS,
    "parses": paths.PARSES,
    "encodings": paths.ENCODINGS,
    "machine": paths.MACHINE / paths.STATEMENTS.name,
    "corrections": paths.CORRECTIONS,
}  # of the work on a partition

_CHUNK = 256  # statements coded at a time (about 0.4 MB each)


class FrameRow(TypedDict):
    """A row of the frames table."""

    statement_id: str
    frame: str
    variant: str
    score: float | None
    threshold: float
    decision: bool | None
    uncertain: bool
    evidence: list[dict[str, int]]
    rule: str


@dataclass(frozen=True)
class FrameCoding:
    """The stage's work on one partition.

    Attributes:
        code_units: what the method prepared.
        variant: of the method.
        bands: by frame, how its scores are read.
        actors: the sides of the debate.
        countries: what their countries are called.
        context: statements before each that are its context.
    """

    code_units: CodeUnits
    variant: str
    bands: Mapping[str, ScoreBand]
    actors: Actors
    countries: tuple[Country, ...]
    context: int = 2

    def __call__(self, inputs: engine.Tables) -> engine.Tables:
        parses = {(sentence.article_id, sentence.sent_id): sentence for sentence in build_sentences(inputs["parses"])}
        readings = group_readings(inputs["encodings"])
        rows = correct_frames(self._code_all(inputs["statements"], parses, readings), inputs["corrections"].to_pylist())
        return {
            "frames": tables.build_table(rows, schema.FRAMES),
            "machine": tables.build_table(self._code_all(inputs["machine"], parses, readings), schema.FRAMES),
        }

    def _code_all(
        self,
        table: pa.Table,
        parses: Mapping[tuple[str, int], Sentence],
        readings: Mapping[str, ArticleReadings],
    ) -> Iterator[FrameRow]:
        statements = select_coded(table)
        units = self.build_units(statements, parses)
        for begin in range(0, len(statements), _CHUNK):
            yield from self._code(statements[begin : begin + _CHUNK], units[begin : begin + _CHUNK], readings)

    def build_units(
        self, statements: Sequence[StatementToCode], parses: Mapping[tuple[str, int], Sentence]
    ) -> list[CodingUnit]:
        """Join statements with their parses and with those before them in their article.

        Args:
            statements: in the order of the articles' texts.
            parses: by article and number of the sentence.
        """
        units = []
        preceding: dict[str, tuple[str, ...]] = {}
        for statement in statements:
            article_id = statement["article_id"]
            context = preceding.get(article_id, ())
            preceding[article_id] = (*context, statement["text"])[-self.context :] if self.context else ()
            own_names = list_side_names(statement["side"] or "", self.actors, self.countries)
            sentence = parses[article_id, statement["sent_id"]]
            units.append(
                CodingUnit(
                    text=statement["text"],
                    sentences=(sentence,),
                    own_names=own_names,
                    context=" ".join(context),
                    speaker=statement["speaker"] or "",
                    side=statement["side"] or "",
                    form=statement["form"] or "",
                )
            )
        return units

    def _code(
        self,
        statements: Sequence[StatementToCode],
        units: Sequence[CodingUnit],
        readings: Mapping[str, ArticleReadings],
    ) -> Iterator[FrameRow]:
        for statement, coded_frames in zip(statements, self.code_units(units, readings), strict=True):
            for coded in coded_frames:
                band = self.bands[coded.frame]
                yield FrameRow(
                    statement_id=statement["statement_id"],
                    frame=coded.frame,
                    variant=self.variant,
                    score=coded.score,
                    threshold=band.threshold,
                    decision=band.decide(coded.score),
                    uncertain=band.is_uncertain(coded.score),
                    evidence=[{"start": start, "end": end} for start, end in coded.evidence],
                    rule=f"withheld: {coded.rule}" if band.withheld else coded.rule,
                )


def main(run: Run) -> None:
    """Code data/statements into data/frames, partition by partition."""
    coding, prepared = prepare_coding(run)
    inquiry = list_inquiry(prepared, coding.build_units)
    if inquiry:
        inquiry.require_answers()
    # answers and prompts are no part of every method: one that reads them hashes what it reads
    fingerprint = f"{engine.fingerprint('frames', run, without=(paths.ANSWERS, paths.PROMPTS))} {prepared.fingerprint}"
    job = engine.Job(
        stage="frames",
        inputs=INPUTS,
        outputs={
            "frames": (paths.FRAMES, schema.FRAMES),
            "machine": (paths.MACHINE / paths.FRAMES.name, schema.FRAMES),
        },
        compute=coding,
        fingerprint=hashlib.sha256(fingerprint.encode()).hexdigest(),
    )
    engine.run_job(job, run)
    tests = prepared.asking.tests if prepared.asking else None
    write_behaviour(paths.BEHAVIOUR["frames"], tests, iterate_statements(coding.build_units))
    write_effort(paths.EFFORT["frames"], inquiry)
    partitions = tables.list_partitions(paths.FRAMES)
    for line in list_overgiven(tables.read_partition(paths.FRAMES, name) for name in partitions):
        print(f"frames: WARNING: {line}")


def build_inquiry(run: Run) -> Inquiry | None:
    """What the option of frames asks a model about this run's statements; None for one that asks nothing."""
    coding, prepared = prepare_coding(run)
    return list_inquiry(prepared, coding.build_units)


def prepare_coding(run: Run) -> tuple[FrameCoding, PreparedMethod]:
    """Prepare the work on a partition by the option of frames."""
    method: FrameMethod = run.load("frames")
    prepared = method.prepare(run)
    coding = FrameCoding(
        code_units=prepared.code_units,
        variant=method.variant,
        bands=prepared.bands,
        actors=run.load("actors"),
        countries=read_countries(paths.COUNTRIES),
        context=prepared.context,
    )
    return coding, prepared


def list_overgiven(partitions: Iterable[pa.Table]) -> Iterator[str]:
    """List the frames that more than half of all statements are given; few texts hold one so often.

    Args:
        partitions: of data/frames.

    Yields:
        What to print of each.
    """
    statements, given = Counter[str](), Counter[str]()
    for part in partitions:
        statements.update(part["frame"].to_pylist())
        given.update(part.filter(pc.field("decision"))["frame"].to_pylist())
    for frame, n in given.items():
        if 2 * n > statements[frame]:
            yield (
                f"{frame} is given to {n} of {statements[frame]} statements, more than half, which is likely far too"
                " many; read some of them, and code training statements without any frame"
            )

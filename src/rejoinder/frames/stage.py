"""Code data/statements with the frames of the codebook, partition by partition, into data/frames."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from rejoinder import engine, paths, schema, tables
from rejoinder.actors import Actors
from rejoinder.actors.countries import Country, list_side_names, read_countries
from rejoinder.config import Run
from rejoinder.frame_coder.features import CodingUnit
from rejoinder.frames.methods import CodeUnits, FrameMethod
from rejoinder.syntax import Sentence, build_sentences

_CONTEXT = 2  # sentences before a statement that are its context
_CHUNK = 512  # statements coded at a time (about 0.1 MB each)


class StatementToCode(TypedDict):
    """What is read of a row of the statements table."""

    statement_id: str
    article_id: str
    sent_id: int
    unit: str
    text: str
    side: str | None


class FrameRow(TypedDict):
    """A row of the frames table."""

    statement_id: str
    frame: str
    variant: str
    score: float
    threshold: float
    decision: bool
    evidence: list[dict[str, int]]
    rule: str


@dataclass(frozen=True)
class FrameCoding:
    """The stage's work on one partition.

    Attributes:
        code_units: what the method prepared.
        variant: of the coder.
        thresholds: by frame, the score from which it is given.
        actors: the sides of the debate.
        countries: what their countries are called.
    """

    code_units: CodeUnits
    variant: str
    thresholds: Mapping[str, float]
    actors: Actors
    countries: tuple[Country, ...]

    def __call__(self, inputs: engine.Tables) -> engine.Tables:
        statements = [row for row in inputs["statements"].to_pylist() if row["unit"] in schema.CODED_KINDS]
        parses = {(sentence.article_id, sentence.sent_id): sentence for sentence in build_sentences(inputs["parses"])}
        units = self.build_units(statements, parses)
        rows: list[FrameRow] = []
        for begin in range(0, len(statements), _CHUNK):
            rows += self._code(statements[begin : begin + _CHUNK], units[begin : begin + _CHUNK])
        return {"frames": tables.build_table(rows, schema.FRAMES)}

    def build_units(
        self, statements: Sequence[StatementToCode], parses: Mapping[tuple[str, int], Sentence]
    ) -> list[CodingUnit]:
        """Join statements with their parses and with the two statements before them in their article.

        Args:
            statements: in the order of the articles' texts.
            parses: by article and number of the sentence.
        """
        units = []
        preceding: dict[str, tuple[str, ...]] = {}
        for statement in statements:
            article_id = statement["article_id"]
            context = preceding.get(article_id, ())
            preceding[article_id] = (*context, statement["text"])[-_CONTEXT:]
            own_names = list_side_names(statement["side"] or "", self.actors, self.countries)
            sentence = parses[article_id, statement["sent_id"]]
            units.append(CodingUnit(statement["text"], (sentence,), own_names, context))
        return units

    def _code(self, statements: Sequence[StatementToCode], units: Sequence[CodingUnit]) -> Iterator[FrameRow]:
        for statement, coded_frames in zip(statements, self.code_units(units), strict=True):
            for coded in coded_frames:
                threshold = self.thresholds[coded.frame]
                yield FrameRow(
                    statement_id=statement["statement_id"],
                    frame=coded.frame,
                    variant=self.variant,
                    score=coded.score,
                    threshold=threshold,
                    decision=coded.score >= threshold,
                    evidence=[{"start": start, "end": end} for start, end in coded.evidence],
                    rule=coded.rule,
                )


def look_up_thresholds(method: FrameMethod, validation: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Look up the threshold of each frame: the method's own, or the one cross-validation chose for its variant.

    Args:
        method: an option of conf/frames.
        validation: rows of the cross-validation table, which stage `coder` writes.
    """
    chosen = {row["frame"]: row["threshold"] for row in validation if row["variant"] == method.variant}
    return {frame: value if method.threshold is None else method.threshold for frame, value in chosen.items()}


def main(run: Run) -> None:
    """Code data/statements into data/frames, partition by partition."""
    method: FrameMethod = run.load("frames")
    thresholds = look_up_thresholds(method, tables.read(paths.CODER).to_pylist())
    coding = FrameCoding(
        code_units=method.prepare(run),
        variant=method.variant,
        thresholds=thresholds,
        actors=run.load("actors"),
        countries=read_countries(paths.COUNTRIES),
    )
    fingerprint = f"{engine.fingerprint('frames', run)} {_hash_model(method.variant)} {thresholds}"
    job = engine.Job(
        stage="frames",
        inputs={"statements": paths.STATEMENTS, "parses": paths.PARSES},
        outputs={"frames": (paths.FRAMES, schema.FRAMES)},
        compute=coding,
        fingerprint=hashlib.sha256(fingerprint.encode()).hexdigest(),
    )
    engine.run_job(job, run)


def _hash_model(variant: str) -> str:
    """SHA-256 of the variant's model; "" where cues alone decide and there is none."""
    path = paths.CODER / f"{variant}.safetensors"
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""

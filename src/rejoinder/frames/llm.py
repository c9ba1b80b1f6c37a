"""Frames by a language model, whose answers `rejoinder ask` recorded."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from statistics import fmean
from typing import Annotated, Literal

from pydantic import Field, NonNegativeInt

from rejoinder import paths, tables
from rejoinder.codebook import Codebook
from rejoinder.config import Run
from rejoinder.config.ranges import InputFile, Share
from rejoinder.encoder.readings import ArticleReadings
from rejoinder.frame_coder.features import CodingUnit
from rejoinder.frames.model import CodedFrame, PreparedMethod, ScoreBand, build_frame, read_statement
from rejoinder.llm import (
    Answers,
    Asking,
    BehaviourTests,
    ChatServer,
    Prompt,
    StatementToAsk,
    hash_answers,
    hash_prompts,
    load_answers,
)
from rejoinder.llm.frame_questions import ChangeableFrames, FrameQuestions, draw_examples


@dataclass(frozen=True, kw_only=True)
class AskedFrames:
    """Frames by what a language model answers to the codebook's definitions.

    The score is P(true) / (P(true) + P(false)) of the model's answer, or 1 or 0 where the server tells no
    probabilities; the mean over the prompts. Prompts whose answer cannot be used are left aside, and a statement
    without any usable one is left out, with the reason.

    Attributes:
        variant: what stage `coder` makes for it: nothing.
        threshold: score in [0, 1] from which a frame is given.
        margin: how near to the threshold a score is uncertain.
        context: statements before the one asked about that the model sees.
        examples: training statements with each frame, and without any, that the model is shown with their codes.
        prompts: files of seeds/prompts; each statement is asked about in each.
        tested: statements on which the model's behaviour is tested, see `llm.behaviour`; 0 for no tests.
        server: who is asked.
    """

    variant: Literal["llm"]
    threshold: Share
    margin: Share
    context: Annotated[int, Field(ge=0, le=20)]
    examples: NonNegativeInt
    prompts: Annotated[list[InputFile], Field(min_length=1)]
    tested: NonNegativeInt
    server: ChatServer

    def prepare(self, run: Run) -> PreparedMethod:
        """Load codebook, prompts and recorded answers; see `FrameMethod`.

        Raises:
            PromptError: a prompt cannot be read.
            RecordError: several models of this name have answered.
        """
        codebook: Codebook = run.load("codebook")
        rows = tables.read(paths.EXAMPLES).to_pylist() if self.examples else []
        questions = FrameQuestions(
            server=self.server,
            prompts=tuple(Prompt.read(file) for file in self.prompts),
            codebook=codebook,
            examples=draw_examples(rows, list(codebook.frames), self.examples, self.server.seed),
        )
        answers = load_answers(paths.ANSWERS, self.server)
        tests = BehaviourTests(
            questions=ChangeableFrames(questions=questions, threshold=self.threshold),
            answers=answers,
            tested=self.tested,
            seed=self.server.seed,
        )
        band = ScoreBand(self.threshold, self.threshold - self.margin, self.threshold + self.margin)
        return PreparedMethod(
            code_units=partial(self, questions=questions, answers=answers),
            bands=dict.fromkeys(codebook.frames, band),
            fingerprint=f"{hash_answers(paths.ANSWERS)} {hash_prompts(questions.prompts)} {_hash_examples(questions)}",
            context=self.context,
            asking=Asking(self.server, answers, partial(list_requests, questions), tests),
        )

    def __call__(
        self,
        units: Sequence[CodingUnit],
        readings: Mapping[str, ArticleReadings],
        questions: FrameQuestions,
        answers: Answers,
    ) -> list[list[CodedFrame]]:
        """Code each unit, in order, with each frame of the codebook; readings are not used."""
        return [self._code_unit(unit, questions, answers) for unit in units]

    def _code_unit(self, unit: CodingUnit, questions: FrameQuestions, answers: Answers) -> list[CodedFrame]:
        requests = questions.list_requests(read_statement(unit))
        usable, why_not = answers.collect(requests)
        frames = list(questions.codebook.frames)
        if not usable:
            return [CodedFrame(frame, None, (), why_not) for frame in frames]
        of = f"{len(usable)} of {len(requests)} prompts"
        return [
            build_frame(frame, score, (), f"{self.server.model}: P(true)={score:.2f}, {of}")
            for frame in frames
            for score in [fmean(answer.shares[frame]["true"] for answer in usable)]
        ]


def _hash_examples(questions: FrameQuestions) -> str:
    """Hash what each request shows: data/examples is in no fingerprint of the stage."""
    return hashlib.sha256(b"".join(questions.list_requests(StatementToAsk(text="")))).hexdigest()


def list_requests(questions: FrameQuestions, units: Sequence[CodingUnit]) -> Iterator[bytes]:
    """Write the requests about statements."""
    for unit in units:
        yield from questions.list_requests(read_statement(unit))

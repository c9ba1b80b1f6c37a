"""Stance by a language model, whose answers `rejoinder ask` recorded."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import Annotated, Literal

from pydantic import Field, NonNegativeInt

from rejoinder import paths
from rejoinder.actors import Actors
from rejoinder.config import Run
from rejoinder.config.ranges import FilledText, InputFile, OpenShare
from rejoinder.encoder.readings import ArticleReadings
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
from rejoinder.llm.stance_questions import StanceQuestions, StatementWithTargets, read_shares
from rejoinder.stances.model import LABELS, MOST_CONTEXT, Judgement, PreparedStances, TargetInStatement


@dataclass(frozen=True, kw_only=True)
class AskedStances:
    """P(favours) - P(opposes), by what a language model answers, the mean over the prompts.

    A statement without any usable answer is left out, with the reason. A target that the statement does not name is
    meant where the answer is not neutral.

    Attributes:
        least_polar: probability from which a stance is no more neutral, in (0, 1).
        implied: whether targets are asked about that the statement does not name.
        context: statements before the one asked about that the model sees.
        definitions: of the stances, as the model is told them, in this order.
        prompts: files of seeds/prompts; each statement is asked about in each.
        tested: statements on which the model's behaviour is tested, see `llm.behaviour`; 0 for no tests.
        server: who is asked.
    """

    least_polar: OpenShare
    implied: bool
    context: Annotated[int, Field(ge=0, le=MOST_CONTEXT)]
    definitions: Annotated[dict[Literal["opposes", "neutral", "favours"], FilledText], Field(min_length=3)]
    prompts: Annotated[list[InputFile], Field(min_length=1)]
    tested: NonNegativeInt
    server: ChatServer

    def prepare(self, run: Run) -> PreparedStances:
        """Load prompts and recorded answers; see `StanceMethod`.

        Raises:
            PromptError: a prompt cannot be read.
            RecordError: several models of this name have answered.
        """
        actors: Actors = run.load("actors")
        questions = StanceQuestions(
            server=self.server,
            prompts=tuple(Prompt.read(file) for file in self.prompts),
            targets={name: target.label for name, target in actors.targets.items()},
            definitions={str(name): text for name, text in self.definitions.items()},
            least_polar=self.least_polar,
        )
        answers = load_answers(paths.ANSWERS, self.server)
        tests = BehaviourTests(questions=questions, answers=answers, tested=self.tested, seed=self.server.seed)
        return PreparedStances(
            judge_targets=partial(self.judge_targets, questions=questions, answers=answers),
            fingerprint=f"{hash_answers(paths.ANSWERS)} {hash_prompts(questions.prompts)}",
            asking=Asking(self.server, answers, partial(self.list_requests, questions), tests),
            list_units=self.list_units,
        )

    def list_requests(self, questions: StanceQuestions, targets: Sequence[TargetInStatement]) -> Iterator[bytes]:
        """Write the requests about targets."""
        for _, unit in self.list_units(targets):
            yield from questions.list_requests(unit)

    def list_units(self, targets: Sequence[TargetInStatement]) -> Iterator[tuple[str, StatementWithTargets]]:
        """The statements that are asked about, with their targets, by their ids."""
        for group in self._group(targets):
            if row := group[0].row:
                yield row["statement_id"], self._read_unit(group)

    def _read_unit(self, targets: Sequence[TargetInStatement]) -> StatementWithTargets:
        """Read of the targets of one statement what a model sees."""
        row = targets[0].row
        assert row, "the stage gives the row of each statement"
        before = targets[0].preceding[-self.context :] if self.context else ()
        statement = StatementToAsk(
            text=row["text"],
            context=" ".join(before),
            speaker=row["speaker"] or "",
            side=row["side"] or "",
            form=row["form"] or "",
        )
        return StatementWithTargets(statement=statement, targets=tuple(target.target for target in targets))

    def judge_targets(
        self,
        targets: Sequence[TargetInStatement],
        readings: Mapping[str, ArticleReadings],
        questions: StanceQuestions,
        answers: Answers,
    ) -> list[Judgement | None]:
        """Judge targets, in order; what an encoder read is of no concern."""
        judged = {
            (target.row["statement_id"], target.target): judgement
            for group in self._group(targets)
            for target, judgement in zip(group, self._judge(group, questions, answers), strict=True)
            if target.row
        }
        return [judged.get((target.row["statement_id"], target.target)) if target.row else None for target in targets]

    def _group(self, targets: Sequence[TargetInStatement]) -> Iterator[list[TargetInStatement]]:
        """The targets that are asked about, by statement."""
        asked = [target for target in targets if target.row and (self.implied or not target.implied)]
        for _, group in groupby(asked, key=lambda target: target.row and target.row["statement_id"]):
            yield list({target.target: target for target in group}.values())

    def _judge(
        self, targets: Sequence[TargetInStatement], questions: StanceQuestions, answers: Answers
    ) -> Iterator[Judgement | None]:
        usable, why_not = answers.collect(questions.list_requests(self._read_unit(targets)))
        unchanged = {label: label for label in questions.labels}
        for target in targets:
            if not usable:
                yield Judgement(score=None, label=None, evidence=(), rule=why_not)
                continue
            shares = read_shares(unchanged, target.target, usable)
            label = questions.choose_label(shares)
            told = ", ".join(f"P({name})={shares[name]:.2f}" for name in LABELS)
            rule = f"{'implied: ' * target.implied}{self.server.model}: {told}"
            score = shares["favours"] - shares["opposes"]
            is_meant = not target.implied or label != "neutral"
            yield Judgement(score=score, label=label, evidence=(), rule=rule) if is_meant else None

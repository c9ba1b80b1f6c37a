"""Stance by a language model, whose answers `rejoinder ask` recorded."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from statistics import fmean
from typing import Annotated

from pydantic import Field

from rejoinder import paths
from rejoinder.actors import Actors
from rejoinder.config import Run
from rejoinder.config.ranges import InputFile, OpenShare
from rejoinder.encoder.readings import ArticleReadings
from rejoinder.llm import (
    Answers,
    Asking,
    ChatServer,
    Prompt,
    StatementToAsk,
    hash_answers,
    hash_prompts,
    load_answers,
)
from rejoinder.stances.model import LABELS, MOST_CONTEXT, Judgement, PreparedStances, TargetInStatement


@dataclass(frozen=True, kw_only=True)
class StanceQuestions:
    """Asks for a statement's stance toward all its targets at once, in JSON.

    Attributes:
        server: who is asked.
        prompts: ways to ask; each statement is asked about in each.
        labels: of all targets, by name.
        context: statements before it that the model sees.
    """

    server: ChatServer
    prompts: Sequence[Prompt]
    labels: Mapping[str, str]
    context: int

    def list_requests(self, targets: Sequence[TargetInStatement]) -> list[bytes]:
        """Write the requests about the targets of one statement, one for each prompt."""
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
        asked = {target.target: self.labels[target.target] for target in targets}
        return [
            self.server.build_request(
                [prompt.write_system(), prompt.write_statement(statement, targets=asked)], dict.fromkeys(asked, LABELS)
            )
            for prompt in self.prompts
        ]


@dataclass(frozen=True, kw_only=True)
class AskedStances:
    """P(favours) - P(opposes), by what a language model answers, the mean over the prompts.

    A statement without any usable answer is left out, with the reason. A target that the statement does not name is
    meant where the answer is not neutral.

    Attributes:
        least_polar: probability from which a stance is no more neutral, in (0, 1).
        implied: whether targets are asked about that the statement does not name.
        context: statements before the one asked about that the model sees.
        prompts: files of seeds/prompts; each statement is asked about in each.
        server: who is asked.
    """

    least_polar: OpenShare
    implied: bool
    context: Annotated[int, Field(ge=0, le=MOST_CONTEXT)]
    prompts: Annotated[list[InputFile], Field(min_length=1)]
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
            labels={name: target.label for name, target in actors.targets.items()},
            context=self.context,
        )
        answers = load_answers(paths.ANSWERS, self.server)
        return PreparedStances(
            judge_targets=partial(self.judge_targets, questions=questions, answers=answers),
            fingerprint=f"{hash_answers(paths.ANSWERS)} {hash_prompts(questions.prompts)}",
            asking=Asking(self.server, answers, partial(self.list_requests, questions)),
        )

    def list_requests(self, questions: StanceQuestions, targets: Sequence[TargetInStatement]) -> Iterator[bytes]:
        """Write the requests about targets."""
        for group in self._group(targets):
            yield from questions.list_requests(group)

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
        usable, why_not = answers.collect(questions.list_requests(targets))
        for target in targets:
            if not usable:
                yield Judgement(score=None, label=None, evidence=(), rule=why_not)
                continue
            shares = {label: fmean(answer.shares[target.target][label] for answer in usable) for label in LABELS}
            label = self._choose_label(shares)
            told = ", ".join(f"P({name})={share:.2f}" for name, share in shares.items())
            rule = f"{'implied: ' * target.implied}{self.server.model}: {told}"
            score = shares["favours"] - shares["opposes"]
            is_meant = not target.implied or label != "neutral"
            yield Judgement(score=score, label=label, evidence=(), rule=rule) if is_meant else None

    def _choose_label(self, shares: Mapping[str, float]) -> str:
        likelier = max(("opposes", "favours"), key=lambda label: shares[label])
        return likelier if shares[likelier] >= self.least_polar else "neutral"

"""What a model is asked about the stances of a statement's speaker."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from rejoinder.llm.answers import ModelAnswer
from rejoinder.llm.behaviour import Shown
from rejoinder.llm.prompts import Prompt, StatementToAsk
from rejoinder.llm.server import ChatServer


@dataclass(frozen=True, kw_only=True)
class StatementWithTargets:
    """A statement and the targets that are asked about."""

    statement: StatementToAsk
    targets: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class StanceQuestions:
    """Asks for a statement's stance toward all its targets at once, in JSON.

    Attributes:
        server: who is asked.
        prompts: ways to ask; each statement is asked about in each.
        targets: labels of all targets, by name.
        definitions: of the stances, by name, in the order shown.
        least_polar: probability from which a stance is no more neutral.
    """

    server: ChatServer
    prompts: Sequence[Prompt]
    targets: Mapping[str, str]
    definitions: Mapping[str, str]
    least_polar: float

    @property
    def labels(self) -> list[str]:
        """Names of the stances."""
        return list(self.definitions)

    def list_requests(self, unit: StatementWithTargets) -> list[bytes]:
        """Write the requests about the targets of one statement, one for each prompt."""
        return self.write_changed({label: label for label in self.labels}, unit)

    def write_changed(self, shown: Shown, unit: StatementWithTargets) -> list[bytes]:
        """Write them with other names of the stances, see `BehaviourTests`."""
        stances = {name: self.definitions[own] for name, own in shown.items()}
        targets = {name: self.targets[name] for name in unit.targets}
        messages = [
            [
                prompt.write_system(stances=stances),
                prompt.write_statement(unit.statement, targets=targets, stances=stances),
            ]
            for prompt in self.prompts
        ]
        return [self.server.build_request(own, dict.fromkeys(targets, tuple(stances))) for own in messages]

    def read_codes(self, shown: Shown, unit: StatementWithTargets, usable: Sequence[ModelAnswer]) -> dict[str, str]:
        """Read the stance toward each target."""
        return {target: self.choose_label(read_shares(shown, target, usable)) for target in unit.targets}

    def choose_label(self, shares: Mapping[str, float]) -> str:
        """Choose a stance by the probability of each."""
        likelier = max(("opposes", "favours"), key=lambda label: shares[label])
        return likelier if shares[likelier] >= self.least_polar else "neutral"

    def list_categories(self, unit: StatementWithTargets) -> tuple[str, ...]:
        """The targets that are asked about."""
        return unit.targets

    def list_definitions(self) -> Iterable[tuple[str, StatementWithTargets]]:
        """The definitions as statements, about all targets."""
        for name, definition in self.definitions.items():
            yield name, StatementWithTargets(statement=StatementToAsk(text=definition), targets=tuple(self.targets))


def read_shares(shown: Shown, target: str, usable: Sequence[ModelAnswer]) -> dict[str, float]:
    """Read how likely each stance toward a target is: the mean over the answers, by its own name."""
    return {own: fmean(answer.shares[target][name] for answer in usable) for name, own in shown.items()}

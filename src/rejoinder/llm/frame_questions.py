"""What a model is asked about the frames of a statement."""

import json
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from typing import Any

from rejoinder.codebook import Codebook
from rejoinder.llm.answers import ModelAnswer
from rejoinder.llm.behaviour import Shown
from rejoinder.llm.prompts import Prompt, StatementToAsk
from rejoinder.llm.server import BOOLEAN, ChatServer, Message


@dataclass(frozen=True, kw_only=True)
class FrameExample:
    """A statement that the model is shown with its codes."""

    statement: StatementToAsk
    frames: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class FrameQuestions:
    """Asks for all frames of a codebook at once, in JSON.

    Attributes:
        server: who is asked.
        prompts: ways to ask; each statement is asked about in each.
        codebook: its frames, in the order asked.
        examples: shown before the statement, in this order.
    """

    server: ChatServer
    prompts: Sequence[Prompt]
    codebook: Codebook
    examples: Sequence[FrameExample] = ()

    def list_requests(self, statement: StatementToAsk) -> list[bytes]:
        """Write the requests about a statement, one for each prompt."""
        questions = dict.fromkeys(self.codebook.frames, BOOLEAN)
        return [self.server.build_request(self._write(prompt, statement), questions) for prompt in self.prompts]

    def _write(self, prompt: Prompt, statement: StatementToAsk) -> list[Message]:
        shown = [message for example in self.examples for message in self._show(prompt, example)]
        question = prompt.write_statement(statement, codebook=self.codebook)
        return [prompt.write_system(codebook=self.codebook), *shown, question]

    def _show(self, prompt: Prompt, example: FrameExample) -> Iterator[Message]:
        codes = {frame: frame in example.frames for frame in self.codebook.frames}
        yield prompt.write_statement(example.statement, codebook=self.codebook)
        yield {"role": "assistant", "content": json.dumps(codes, ensure_ascii=False)}


@dataclass(frozen=True, kw_only=True)
class ChangeableFrames:
    """Asks for frames under changes of the codebook, see `BehaviourTests`.

    Attributes:
        questions: as all statements are asked about.
        threshold: score from which a frame is given.
    """

    questions: FrameQuestions
    threshold: float

    @property
    def labels(self) -> list[str]:
        """Names of the frames."""
        return list(self.questions.codebook.frames)

    def write_changed(self, shown: Shown, unit: StatementToAsk) -> list[bytes]:
        """Write the requests about a statement."""
        frames = self.questions.codebook.frames
        titles = {name: frames[name].label if name in frames else name.capitalize().replace("_", " ") for name in shown}
        changed = {name: replace(frames[own], label=titles[name]) for name, own in shown.items()}
        names = {own: name for name, own in shown.items()}
        examples = [
            replace(example, frames=frozenset(names[frame] for frame in example.frames if frame in names))
            for example in self.questions.examples
        ]
        codebook = replace(self.questions.codebook, frames=changed)
        return replace(self.questions, codebook=codebook, examples=examples).list_requests(unit)

    def read_codes(self, shown: Shown, unit: StatementToAsk, usable: Sequence[ModelAnswer]) -> dict[str, str]:
        """Read whether each frame is given, as one of `BOOLEAN`."""
        scores = {own: fmean(answer.shares[name]["true"] for answer in usable) for name, own in shown.items()}
        return {frame: BOOLEAN[score < self.threshold] for frame, score in scores.items()}

    def list_categories(self, unit: StatementToAsk) -> list[str]:
        """All frames are asked about."""
        return self.labels

    def list_definitions(self) -> Iterable[tuple[str, StatementToAsk]]:
        """The codebook's definitions as statements."""
        for name, frame in self.questions.codebook.frames.items():
            yield name, StatementToAsk(text=frame.definition)


def draw_examples(
    rows: Sequence[Mapping[str, Any]], frames: Sequence[str], per_frame: int, seed: int
) -> list[FrameExample]:
    """Draw training statements to show: some with each frame and as many without any, in random order.

    Args:
        rows: of data/examples, none of which stands in seeds/gold.
        frames: names of the codebook's frames.
        per_frame: how many of each are drawn, or all that there are.
        seed: of the draw.
    """
    generator = random.Random(seed)
    ordered = sorted(rows, key=lambda row: str(row["example_id"]))
    groups = [[row for row in ordered if frame in row["frames"]] for frame in frames]
    groups.append([row for row in ordered if not row["frames"]])
    drawn = {row["example_id"]: row for g in groups for row in generator.sample(g, min(per_frame, len(g)))}
    return [
        FrameExample(
            statement=StatementToAsk(text=row["text"], context=row["context"], side=row["side"]),
            frames=frozenset(row["frames"]),
        )
        for row in generator.sample(list(drawn.values()), len(drawn))
    ]

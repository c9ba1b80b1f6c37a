"""How a language model behaves when what should not matter is changed (Halterman and Keith 2025, arXiv:2407.10747).

Does it answer as asked, give the codebook's own definitions their frame, code the same with the frames in another order
or under meaningless names, and follow the definitions where the names of frames say otherwise? Stage `agreement` holds
its codes under each change against those without.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean
from typing import Any

from rejoinder.codebook import Codebook
from rejoinder.llm import Answers, StatementToAsk
from rejoinder.llm.frame_questions import FrameExample, FrameQuestions

AS_CODED, DEFINED = "as coded", "definitions"

SampledStatement = tuple[str, StatementToAsk]  # with its statement_id


@dataclass(frozen=True)
class _Change:
    """A change of the codebook.

    Attributes:
        codebook: as it is changed.
        names: what each frame is called there.
    """

    codebook: Codebook
    names: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class BehaviourTests:
    """Asks about a sample of statements under each change.

    Attributes:
        questions: as all statements are asked about.
        threshold: score from which a frame is given.
        answers: what was answered.
    """

    questions: FrameQuestions
    threshold: float
    answers: Answers

    def list_requests(self, sample: Sequence[SampledStatement]) -> Iterator[bytes]:
        """Write all requests, those about the unchanged codebook among them."""
        for _, questions, _, statements in self._list_tests(sample):
            for _, statement in statements:
                yield from questions.list_requests(statement)

    def code(self, sample: Sequence[SampledStatement]) -> Iterator[dict[str, Any]]:
        """Code the sample under each change.

        Yields:
            Rows of `schema.BEHAVIOUR`; the decision is None where no answer can be used.
        """
        for test, questions, names, statements in self._list_tests(sample):
            for statement_id, statement in statements:
                usable, _ = self.answers.collect(questions.list_requests(statement))
                for frame, name in names.items():
                    score = fmean(answer.shares[name]["true"] for answer in usable) if usable else None
                    decision = None if score is None else score >= self.threshold
                    yield {"test": test, "statement_id": statement_id, "frame": frame, "decision": decision}

    def _list_tests(
        self, sample: Sequence[SampledStatement]
    ) -> Iterator[tuple[str, FrameQuestions, Mapping[str, str], Sequence[SampledStatement]]]:
        """Each test with what is asked, what frames are called there, and of which statements."""
        codebook = self.questions.codebook
        unchanged = {frame: frame for frame in codebook.frames}
        yield AS_CODED, self.questions, unchanged, sample
        yield DEFINED, self.questions, unchanged, list(_list_definitions(codebook))
        for test, change in _list_changes(codebook):
            examples = [_rename(example, change.names) for example in self.questions.examples]
            changed = replace(self.questions, codebook=change.codebook, examples=examples)
            yield test, changed, change.names, sample


def _list_changes(codebook: Codebook) -> Iterator[tuple[str, _Change]]:
    names, frames = list(codebook.frames), list(codebook.frames.values())
    if len(names) < 2:
        return
    unchanged = {name: name for name in names}
    backwards = dict(reversed(codebook.frames.items()))
    yield "labels reversed", _Change(replace(codebook, frames=backwards), unchanged)
    plain = {name: f"category_{number}" for number, name in enumerate(names, 1)}
    renamed = {new: replace(codebook.frames[old], label=f"Category {new[9:]}") for old, new in plain.items()}
    yield "labels renamed", _Change(replace(codebook, frames=renamed), plain)
    next_name = dict(zip(names, names[1:] + names[:1], strict=True))  # the name that each definition now stands under
    swapped = {next_name[name]: replace(frame, label=codebook.frames[next_name[name]].label)
               for name, frame in zip(names, frames, strict=True)}  # fmt: skip
    yield "definitions swapped", _Change(replace(codebook, frames={name: swapped[name] for name in names}), next_name)


def _rename(example: FrameExample, names: Mapping[str, str]) -> FrameExample:
    return replace(example, frames=frozenset(names[frame] for frame in example.frames if frame in names))


def _list_definitions(codebook: Codebook) -> Iterator[SampledStatement]:
    """The codebook's definitions as statements; their id names the frame that they define."""
    for name, frame in codebook.frames.items():
        yield f"{name}/0000", StatementToAsk(text=frame.definition)

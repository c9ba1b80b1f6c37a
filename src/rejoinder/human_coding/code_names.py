"""What frames, sides, stances and speakers are called as codes in other tools, and what such a code means."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

FAVOURS, OPPOSES = "favours", "opposes"
FRAME, STANCE = "frame_", "stance_"  # how variables begin, before the name of a frame or target
_SIDE, _SPEAKER = "side: ", "speaker: "

Variable = Literal["frame", "side", "stance", "speaker"]


class Meaning(NamedTuple):
    """What a code says of a statement.

    Attributes:
        variable: what it is about.
        value: the frame, side or speaker; of a stance its target.
        stance: `FAVOURS` or `OPPOSES`; "" of other variables.
    """

    variable: Variable
    value: str
    stance: str = ""


@dataclass(frozen=True)
class CodeNames:
    """Names of codes. No two are the same, so that they also work in tools that have no groups of codes.

    A frame is called by its label ("Victimhood"), a side "side: China", a stance "favours China", a speaker
    "speaker: Ada Moor". Neutral stances, frames that a statement does not carry and unknown sides have no code.

    Attributes:
        frames: labels of the codebook's frames by name, in order.
        sides: what a side can be called.
        targets: labels of what stances are taken toward by name, in order.
    """

    frames: Mapping[str, str]
    sides: Collection[str]
    targets: Mapping[str, str]

    def name_frame(self, frame: str) -> str:
        """Name the code of a frame."""
        return _label(frame, self.frames)

    @staticmethod
    def name_side(side: str) -> str:
        """Name the code of a side."""
        return _SIDE + side

    def name_stance(self, target: str, stance: str) -> str:
        """Name the code of a stance, `FAVOURS` or `OPPOSES`, toward a target."""
        return f"{stance} {_label(target, self.targets)}"

    @staticmethod
    def name_speaker(speaker: str) -> str:
        """Name the code of a speaker, who can be anybody."""
        return _SPEAKER + speaker

    def interpret(self, code: str) -> Meaning | None:
        """Interpret a code, in capitals or not.

        Frames and targets are also known by their names in codebook and actors, and as variables ("frame_denial",
        "opposes stance_talks"). A frame that somebody favours, as Discourse Network Analyzer has it, is one that the
        statement carries, unless a target is labelled the same.

        Returns:
            What it means; None of a code that is the coder's own.
        """
        written = _normalise(code)
        if written.startswith(_SPEAKER):
            return Meaning("speaker", code.strip()[len(_SPEAKER) :].strip())
        return self._meanings.get(written)

    @cached_property
    def _meanings(self) -> dict[str, Meaning]:
        meanings: dict[str, Meaning] = {}
        for frame in self.frames:
            for name in (self.name_frame(frame), frame, FRAME + frame):
                for code in (name, f"{FAVOURS} {name}"):
                    meanings.setdefault(_normalise(code), Meaning("frame", frame))
        for side in self.sides:
            meanings.setdefault(_normalise(self.name_side(side)), Meaning("side", side))
        for target in self.targets:
            for stance in (FAVOURS, OPPOSES):
                meanings[_normalise(self.name_stance(target, stance))] = Meaning("stance", target, stance)
        for target in self.targets:
            for stance in (FAVOURS, OPPOSES):
                for name in (target, STANCE + target):
                    meanings.setdefault(_normalise(f"{stance} {name}"), Meaning("stance", target, stance))
        return meanings


def unify_signs(text: str) -> str:
    """Write a comma for each semicolon and ' for ", as Discourse Network Analyzer does in its lists."""
    return text.replace(";", ",").replace('"', "'")


def _label(name: str, labels: Mapping[str, str]) -> str:
    """The label, or the name where two have one label."""
    return labels[name] if list(labels.values()).count(labels[name]) == 1 else name


def _normalise(code: str) -> str:
    return " ".join(unify_signs(code).casefold().split())

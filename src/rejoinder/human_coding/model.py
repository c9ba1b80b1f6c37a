"""Codes of statements, whoever gave them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

FORMS = ("direct", "indirect", "mixed", "narrated")
STANCES = ("opposes", "neutral", "favours")
NEUTRAL = "neutral"  # also of a statement that does not speak of the target
NO_SIDE = "none"  # as coders write it

Unit = tuple[str, int]  # article_id and sent_id


@dataclass(frozen=True, kw_only=True)
class Code:
    """What one coder gave one unit.

    Attributes:
        speaker: as written; "" where the coder left it open.
        form: one of `FORMS`, "" likewise.
        frames: names of frames; None where the unit was not coded by this codebook.
        side: the speaker's, `NO_SIDE` for none; "" where the coder left it open.
        stances: one of `STANCES` by each target that the coder was asked about; empty where stances were not coded.
        written: of speaker, side and stance_TARGET those whose cells of a sheet were filled in, not let stand.
    """

    speaker: str
    form: str
    frames: frozenset[str] | None
    side: str = ""
    stances: Mapping[str, str] = field(default_factory=dict)
    written: frozenset[str] = frozenset()

    def has(self, frame: str) -> bool:
        """Whether the unit was given the frame."""
        return frame in (self.frames or ())


@dataclass(frozen=True, kw_only=True)
class Sample:
    """How the units of a pass were drawn: at random, without return, within strata of the run's statements.

    Attributes:
        strata: stratum of each unit coded; empty where several sheets are pooled.
        sizes: statements in each stratum, coded or not.
        flaw: why nothing can be said from it about all statements; "" where something can.
    """

    strata: Mapping[Unit, str]
    sizes: Mapping[str, int]
    flaw: str = ""

    @property
    def weights(self) -> dict[Unit, float]:
        """How many statements each unit stands for, divided by their mean, so that n stays the number coded."""
        coded = Counter(self.strata.values())
        mean = sum(self.sizes[stratum] for stratum in coded) / max(len(self.strata), 1)
        return {unit: self.sizes[stratum] / coded[stratum] / mean for unit, stratum in self.strata.items()}


@dataclass(frozen=True, kw_only=True)
class CodingPass:
    """One coder's codes: those of a file in seeds/gold, or the machine's.

    Attributes:
        name: the coder's.
        codes: by unit.
        sample: how the units were drawn; None where they were not.
        is_kept: whether it is a machine's of another run.
    """

    name: str
    codes: Mapping[Unit, Code]
    sample: Sample | None = None
    is_kept: bool = False

    @property
    def has_frames(self) -> bool:
        """Whether any unit was coded by this codebook."""
        return any(code.frames is not None for code in self.codes.values())


@dataclass(frozen=True, kw_only=True)
class SkippedRows:
    """Rows of a coding pass that are not compared, and why."""

    item: str
    reason: str

"""How a coding sheet was drawn, and the columns that say so."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rejoinder.human_coding.files import GoldError

ROW, STRATUM, DESIGN = "row", "stratum", "design"
FIXED = (ROW, "article_id", "sent_id", "context", "speaker", "side", "form", "text")  # before the frames
LEAST = 2  # statements coded in a stratum from which its variance can be told

_DESIGN = re.compile(r"rows=(\d+); seed=(-?\d+); strata=(\S+); frames=(.*); population=(\w+)")


@dataclass(frozen=True, kw_only=True)
class Design:
    """How a sheet was drawn; every row of the sheet repeats it, so that no other file need travel with it.

    Attributes:
        rows: rows of the sheet.
        seed: what the draw was made with.
        sizes: statements of the run by stratum, drawn or not; strata have letters that tell a coder nothing.
        frames: names of the codebook's frames.
        population: fingerprint of the statements that the draw was made from.
    """

    rows: int
    seed: int
    sizes: Mapping[str, int]
    frames: tuple[str, ...]
    population: str

    def __str__(self) -> str:
        sizes = ",".join(f"{stratum}:{size}" for stratum, size in self.sizes.items())
        frames = " ".join(self.frames)
        return f"rows={self.rows}; seed={self.seed}; strata={sizes}; frames={frames}; population={self.population}"

    @classmethod
    def parse(cls, where: str, text: str) -> "Design":
        """Parse the design that a cell holds.

        Args:
            where: file and line of the cell, for errors.
            text: of the cell.

        Raises:
            GoldError: the cell was edited.
        """
        match = _DESIGN.fullmatch(text)
        if not match:
            raise GoldError(f"{where}: column '{DESIGN}' was edited: got {text!r}; copy it from another row.")
        sizes = {name: int(size) for name, size in (part.split(":") for part in match[3].split(","))}
        return cls(
            rows=int(match[1]), seed=int(match[2]), sizes=sizes, frames=tuple(match[4].split()), population=match[5]
        )

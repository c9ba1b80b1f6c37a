"""How a coding sheet was drawn, and the columns that say so."""

import random
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from string import ascii_uppercase

from rejoinder.human_coding.files import ROW, GoldError

STRATUM, DESIGN = "stratum", "design"
FIXED = (ROW, "article_id", "sent_id", "context", "speaker", "side", "form", "text")  # before the frames
LEAST = 2  # statements coded in a stratum from which its variance can be told
UNCERTAIN, NO_FRAME = "?", "none"  # strata that have no frame's name

_DESIGN = re.compile(r"rows=(\d+); seed=(-?\d+); strata=([^;\s]+)(?:; kinds=([^;]*))?; frames=(.*); population=(\w+)")


@dataclass(frozen=True, kw_only=True)
class Design:
    """How a sheet was drawn; every row of the sheet repeats it, so that no other file need travel with it.

    Attributes:
        rows: rows of the sheet.
        seed: what the draw was made with.
        sizes: statements of the run by stratum, drawn or not; strata have letters that tell a coder nothing.
        frames: names of the codebook's frames.
        population: fingerprint of the statements that the draw was made from.
        kinds: what the strata are, `UNCERTAIN`, a frame or `NO_FRAME`, sorted: which is which follows from the seed.
            Empty of sheets of older versions.
    """

    rows: int
    seed: int
    sizes: Mapping[str, int]
    frames: tuple[str, ...]
    population: str
    kinds: tuple[str, ...] = ()

    def __str__(self) -> str:
        sizes = ",".join(f"{stratum}:{size}" for stratum, size in self.sizes.items())
        kinds = f"; kinds={' '.join(self.kinds)}" if self.kinds else ""
        frames = " ".join(self.frames)
        return (
            f"rows={self.rows}; seed={self.seed}; strata={sizes}{kinds}; frames={frames}; population={self.population}"
        )

    def describe_strata(self, letters: Collection[str]) -> str:
        """Describe some strata in words: what the machine gave their statements, or how many they are."""
        if not self.kinds:
            return f"{len(letters)} of the {len(self.sizes)} strata of the sheet"
        by_letter = assign_letters(self.kinds, random.Random(self.seed))
        words = {UNCERTAIN: "uncertain", NO_FRAME: "no frame"}
        kinds = [words.get(by_letter[letter], f"frame {by_letter[letter]}") for letter in letters]
        return f"the strata (by what the machine gave) {', '.join(sorted(kinds))}"

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
            rows=int(match[1]),
            seed=int(match[2]),
            sizes=sizes,
            kinds=tuple((match[4] or "").split()),
            frames=tuple(match[5].split()),
            population=match[6],
        )


def assign_letters(kinds: Collection[str], generator: random.Random) -> dict[str, str]:
    """Assign strata letters at random, so that these tell a coder nothing.

    Returns:
        What each stratum is, by its letter: A, B, ..., Z, AA, AB, ...
    """
    return {_name_stratum(n): kind for n, kind in enumerate(generator.sample(sorted(kinds), len(kinds)))}


def _name_stratum(number: int) -> str:
    first, last = divmod(number, len(ascii_uppercase))
    return (_name_stratum(first - 1) if first else "") + ascii_uppercase[last]

"""Which statements a coding sheet holds: a random sample within strata of what the machine says."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from rejoinder.human_coding.design import LEAST, NO_FRAME, UNCERTAIN, assign_letters


class SheetError(ValueError):
    """A sheet that cannot be drawn: one sentence saying what to do."""


@dataclass(frozen=True, kw_only=True)
class Draw:
    """A stratified random sample of statements, drawn without return.

    Statements of which it is uncertain whether they carry some frame are a stratum. The stratum of the others is the
    rarest frame the machine gives them, or none. Uncertain statements come first, as a person's code says most there:
    they get up to half of the rows. Frames are rare: a plain random sample would hold too few of each to tell how often
    the machine is right. Of the other rows half are shared out evenly over the other strata, half by their size. At
    least `LEAST` rows go to each stratum. Outlets, sides and forms are drawn as they come.

    Attributes:
        n: rows of the sheet, at least `LEAST` for each stratum; of fewer statements all are drawn.
        seed: of the draw.
    """

    n: int
    seed: int

    def __call__(
        self, marked: Mapping[str, frozenset[str]], frames: Sequence[str], uncertain: Set[str] = frozenset()
    ) -> tuple[dict[str, str], dict[str, int]]:
        """Draw statements.

        Args:
            marked: the machine's frames of each statement that can be drawn, by statement_id.
            frames: names of the codebook's frames.
            uncertain: statements of which it is uncertain whether they carry some frame.

        Returns:
            The stratum of each statement drawn, by statement_id in random order, and the size of each stratum. Strata
            are letters, shuffled with the seed, so that they tell the coder nothing.

        Raises:
            SheetError: too few rows for the strata.
        """
        generator = random.Random(self.seed)
        members_of = stratify(marked, frames, uncertain)
        kinds = assign_letters(members_of, generator)
        strata = {letter: members_of[kind] for letter, kind in kinds.items()}
        first = next((letter for letter, kind in kinds.items() if kind == UNCERTAIN), "")
        sizes = {stratum: len(members) for stratum, members in strata.items()}
        drawn = {
            statement_id: stratum
            for stratum, number in self.allocate(sizes, first).items()
            for statement_id in generator.sample(strata[stratum], number)
        }
        return {key: drawn[key] for key in generator.sample(list(drawn), len(drawn))}, sizes

    def allocate(self, sizes: Mapping[str, int], first: str = "") -> dict[str, int]:
        """Share out the rows over strata: together `n` or, where that is less, all statements.

        Args:
            sizes: statements in each stratum.
            first: the stratum that gets up to half of the rows, "" for none.

        Raises:
            SheetError: too few rows for the strata.
        """
        least = LEAST * len(sizes)
        if self.n < max(least, 1):
            raise SheetError(
                f"--n must be at least {max(least, 1)}, {LEAST} for each of {len(sizes)} strata. Got {self.n} instead."
            )
        reserved = min(sizes.get(first, 0), self.n // 2)
        rest, later = self.n - reserved, {stratum: size for stratum, size in sizes.items() if stratum != first}
        ideal = {s: rest / 2 / len(later) + rest / 2 * size / sum(later.values()) for s, size in later.items()}
        ideal[first] = reserved
        rows = {stratum: min(size, LEAST) for stratum, size in sizes.items()}
        drawn = min(self.n, sum(sizes.values()))
        for _ in range(drawn - sum(rows.values())):  # one row after the other, where most are missing
            free = [stratum for stratum in sizes if rows[stratum] < sizes[stratum]]
            rows[max(free, key=lambda stratum: (ideal[stratum] - rows[stratum], stratum))] += 1
        return rows


def stratify(
    marked: Mapping[str, frozenset[str]], frames: Sequence[str], uncertain: Set[str] = frozenset()
) -> dict[str, list[str]]:
    """Sort statements into strata; see `Draw`.

    Returns:
        Sorted statement_ids by `UNCERTAIN`, a frame or `NO_FRAME`.
    """
    counts = Counter(frame for assigned in marked.values() for frame in assigned)
    members: dict[str, list[str]] = {}
    for statement_id in sorted(marked):
        rarest = min(marked[statement_id], key=lambda f: (counts[f], frames.index(f)), default=NO_FRAME)
        members.setdefault(UNCERTAIN if statement_id in uncertain else rarest, []).append(statement_id)
    return members

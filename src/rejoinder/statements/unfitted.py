"""What to say of corrections that fit no statement of a run."""

import difflib
from collections.abc import Collection
from pathlib import Path

from rejoinder import paths, tables
from rejoinder.corrections.matching import normalise_name
from rejoinder.corrections.model import Correction

_MOST = 5  # lines that are named one by one
_LIKENESS = 0.7  # in [0, 1], of a name to that of a speaker that it is taken for


def describe_unfitted(unfitted: Collection[Correction], speakers: Collection[str]) -> str:
    """Say how many lines of seeds/corrections.csv fit no statement, which, and where all of them are listed.

    Args:
        unfitted: these corrections, in the order of the file.
        speakers: names of those who speak, as the machine and corrections have them.

    Returns:
        A few lines of text; "" where every correction fits.
    """
    if not unfitted:
        return ""
    fit = "line fits" if len(unfitted) == 1 else "lines fit"
    named = [f"  line {one.line}: {explain_unfitted(one, speakers)}" for one in [*unfitted][:_MOST]]
    more = [f"  and {len(unfitted) - _MOST:,} more"] if len(unfitted) > _MOST else []
    where = f"{len(unfitted):,} {fit} no statement and changed nothing; {paths.REPORT}, section 'Left out', lists them"
    return "\n".join([f"statements: {paths.CORRECTIONS_FILE}: {where}", *named, *more])


def explain_unfitted(correction: Correction, speakers: Collection[str]) -> str:
    """Say why a correction fits no statement, in a clause; `describe_unfitted` says what the speakers are."""
    if not correction.of_speaker:
        return f"article {correction.article_id!r} has no such text"
    folded = {normalise_name(name): name for name in sorted(speakers)}
    name = normalise_name(correction.of_speaker)
    if name in folded:
        return f"other lines set all statements of {correction.of_speaker!r}"
    nearest = difflib.get_close_matches(name, folded, n=1, cutoff=_LIKENESS)
    meant = f"; did you mean {folded[nearest[0]]!r}?" if nearest else ""
    return f"no statement is by {correction.of_speaker!r}{meant}"


def read_speakers(*datasets: Path) -> set[str]:
    """Read who speaks in datasets of statements."""
    parts = ((dataset, part) for dataset in datasets for part in tables.list_partitions(dataset))
    columns = (tables.read_partition(dataset, part, ["speaker"])["speaker"] for dataset, part in parts)
    return {name for column in columns for name in column.to_pylist() if name}

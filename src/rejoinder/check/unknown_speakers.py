"""Lines of seeds/corrections.csv about speakers who do not speak, as far as the last run tells."""

from rejoinder import paths
from rejoinder.corrections.file import read_corrections
from rejoinder.corrections.matching import normalise_name
from rejoinder.statements.unfitted import explain_unfitted, read_speakers

_STATEMENTS = (paths.STATEMENTS, paths.MACHINE / paths.STATEMENTS.name)  # with corrections and without


def describe_unknown_speakers() -> str:
    """Name the lines that set values of a speaker whom the last run does not have; texts may have changed since.

    Returns:
        A line of text for each; "" where all are known, or nothing has been run.

    Raises:
        CorrectionError: the file has a fault.
    """
    wide = [correction for correction in read_corrections(paths.CORRECTIONS_FILE).all if correction.of_speaker]
    speakers = read_speakers(*_STATEMENTS) if wide else set()
    known = {normalise_name(name) for name in speakers}
    return "\n".join(
        f"{paths.CORRECTIONS_FILE}, line {one.line}: in the last run {explain_unfitted(one, speakers)}"
        for one in wide
        if speakers and normalise_name(one.of_speaker) not in known
    )

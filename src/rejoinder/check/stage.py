"""Stage `check`: stop a run whose settings are wrong, before anything is computed."""

from rejoinder import paths, tables
from rejoinder.check.settings import find_faults
from rejoinder.check.table import format_faults
from rejoinder.config import SettingsError


class CheckError(SettingsError):
    """Settings that cannot be run: a table of all that is wrong."""


def main() -> None:
    """Write data/check, always the same, if nothing is wrong with the settings: nothing runs again for it.

    Raises:
        CheckError: something is wrong.
    """
    faults = find_faults()
    if faults:
        raise CheckError(
            f"the settings have faults; correct them and run `dvc repro` again.\n\n{format_faults(faults)}"
        )
    tables.write_text(paths.CHECK, format_faults(faults))

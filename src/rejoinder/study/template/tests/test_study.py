"""What has to hold of a study's own files; `pytest` checks it."""

import pytest

from rejoinder import agreement, check, config, paths


def test_codebook_and_actors_are_well_formed() -> None:
    """Every value in the settings in use, codebook and actors among them, is one that there may be."""
    faults = check.find_faults()
    assert not faults, f"\n{check.format_faults(faults)}"


def test_gold_coding_matches_the_texts() -> None:
    """What people have coded is still in the texts, word for word."""
    if not paths.STATEMENTS.exists():
        pytest.skip("no statements yet; run `dvc repro` first")
    agreement.read_coding(config.compose_run())

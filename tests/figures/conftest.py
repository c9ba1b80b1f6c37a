"""What the tests of figures share: the shipped paper, its theme set."""

import pytest

from rejoinder.figures.style import Paper, set_theme
from tests.support.figure_data import load_paper


@pytest.fixture
def paper() -> Paper:
    set_theme(load_paper())
    return load_paper()

"""Signs and colours that tell frames apart, names fitted into their room, and settings held to their ranges."""

from itertools import combinations

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from rejoinder import config
from rejoinder.codebook import abbreviate_labels
from rejoinder.figures.labels import fit_name, measure_width
from rejoinder.figures.style import Paper
from tests.support.figure_data import LABELS


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        pytest.param(["Victimhood", "Cooperation"], ["V", "C"], id="first letters"),
        pytest.param(["Denial", "Deterrence"], ["Dn", "Dt"], id="same beginning"),
        pytest.param(["Aa", "Aa"], ["A", "Aa"], id="same label"),
        pytest.param(["X", "X", "2"], ["X", "2", "3"], id="numbers where letters run out"),
    ],
)
def test_signs_tell_frames_apart(labels: list[str], expected: list[str]) -> None:
    assert abbreviate_labels(labels) == expected


def test_signs_of_many_frames_are_short_and_differ() -> None:
    made = abbreviate_labels(LABELS)
    assert len(set(made)) == len(LABELS) == 14
    assert max(map(len, made)) <= 2


SIGHTS = {  # linear RGB as it is seen (Machado, Oliveira and Fernandes 2009, doi:10.1109/TVCG.2009.113, severity 1)
    "normal": np.eye(3),
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}


@pytest.mark.parametrize("sight", SIGHTS)
def test_frames_have_colours_that_all_can_tell_apart(sight: str, paper: Paper) -> None:
    seen = [lab(np.clip(np.array(SIGHTS[sight]) @ linear(colour), 0, 1)) for colour in paper.frame_colours(20)]
    assert min(np.linalg.norm(a - b) for a, b in combinations(seen, 2)) > 10


def linear(colour: str) -> np.ndarray:
    rgb = np.array(to_rgb(colour))
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(rgb: np.ndarray) -> np.ndarray:
    """CIELAB of linear sRGB: 10 units are a clear difference."""
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    x, y, z = (np.cbrt(v) if v > 0.008856 else 7.787 * v + 16 / 116 for v in to_xyz @ rgb / [0.9505, 1, 1.089])
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def test_more_frames_than_colours_begin_anew(paper: Paper) -> None:
    assert paper.frame_colours(21)[20] == paper.frame_colours(21)[0]


def test_report_and_figures_give_a_frame_the_same_colour(paper: Paper) -> None:
    assert config.compose_run().load("report").palette == paper.frames


def test_long_names_are_wrapped_then_set_smaller_then_cut_and_short_ones_kept(paper: Paper) -> None:
    assert fit_name("Ada Moor", 46, paper) == ("Ada Moor", paper.font_pt)
    long = "Deputy Chair of the Standing Committee on Fisheries and on Shipping lanes"
    text, points = fit_name(long, 40, paper)
    assert text.split() == long.split()
    assert (text.count("\n"), points < paper.small_pt) == (1, True)
    longest, smallest = fit_name(f"{long}, {long}", 40, paper)
    assert longest.endswith("…")
    assert all(
        measure_width(line, size) <= 40
        for lines, size in ((text, points), (longest, smallest))
        for line in lines.split("\n")
    )

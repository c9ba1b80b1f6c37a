"""What each speaker or side says: statements, frames, stances, periods."""

import pytest

from rejoinder.corpus import NO_FRAME, open_corpus
from rejoinder.corpus.profiles import choose_unit, read_coded, read_profiles
from tests.support.corpora import invent_corpus, write_corpus

LINES = (
    "Ada Moor | Norland | denial? deterrence",
    "Ada Moor | Norland | ",
    "Bo Lund | Norland | denial",
    "Bo Lund | Sudland | ",
    "Bo Lund | Sudland | ",
    " | | denial",
)


def test_speakers_come_by_number_of_statements_and_nobody_unnamed() -> None:
    with open_corpus(write_corpus(*LINES)) as corpus:
        bo, ada = read_profiles(corpus, "speaker", 9, 9)
        (first,) = read_profiles(corpus, "speaker", 1, 9)
    assert (bo.name, bo.n, ada.name, ada.n) == ("Bo Lund", 3, "Ada Moor", 2)
    assert first == bo
    assert ada.frames == {"denial": 1, "deterrence": 1, NO_FRAME: 1}
    assert ada.uncertain == {"denial": 1}


def test_a_side_has_its_speakers_by_number_of_statements() -> None:
    with open_corpus(write_corpus("A | N | ", "B | N | ", "B | N | denial")) as corpus:
        (side,) = read_profiles(corpus, "side", 9, 1)
    assert side.speakers == {"B": 2, "A": 1}
    assert [statement.sent_id for statement in side.first] == [1]  # as there was room for one
    assert side.n == 3


def test_profiles_and_listed_statements_have_the_same_codes() -> None:
    with open_corpus(write_corpus(*LINES)) as corpus:
        (batch,) = read_coded(corpus, ["a"])
        by_speaker = [one for profile in read_profiles(corpus, "speaker", 9, 9) for one in profile.first]
    assert sorted(by_speaker) == sorted(statement for statement in batch if statement.speaker)
    assert [statement.frames for statement in batch][:3] == [("denial", "deterrence"), (), ("denial",)]


@pytest.mark.parametrize(
    ("days", "unit"),
    [
        pytest.param(1, None, id="one day"),
        pytest.param(20, "day", id="days"),
        pytest.param(200, "month", id="months"),
        pytest.param(2000, "year", id="years"),
    ],
)
def test_periods_are_as_fine_as_two_dozen_rows_allow(days: int, unit: str | None) -> None:
    with open_corpus(invent_corpus(40, days=days)) as corpus:
        assert choose_unit(corpus) == unit
        profiles = list(read_profiles(corpus, "speaker", 9, 0, unit))  # type: ignore[arg-type]
    for profile in profiles:
        assert sum(counts[""] for counts in profile.periods.values()) == (profile.n if unit else 0)
        assert list(profile.periods) == sorted(profile.periods)

"""Which speakers of different articles are one."""

import pytest

from rejoinder.actors import Actors, Side
from rejoinder.corpus import open_corpus
from rejoinder.corpus.counts import count_by_speaker
from rejoinder.corpus.identities import HANDLES, identify_speakers
from rejoinder.corpus.persons import SpeakerForm
from tests.support.corpora import as_tuples, write_corpus


def form(line: str) -> SpeakerForm:
    """What articles say, as "name | side | office"; "?" before a side marks a guess, "!" before a name an alias."""
    name, side, role = (*(cell.strip() for cell in line.split("|")), "", "")[:3]
    kind = "person" if name.lstrip("!@")[:1].isupper() and "Police" not in name else "organisation"
    bare = name.lstrip("!")
    block = HANDLES if bare.startswith("@") else bare.split()[-1].lower().removeprefix("al-")
    return SpeakerForm(
        block=block, speaker=bare, named=bare, is_settled=name.startswith("!"), listed_side="", kind=kind,
        organisation="", role=role, side=side.lstrip("?"), is_guess=side.startswith("?"), statements=1,
    )  # fmt: skip


def identify(*lines: str) -> list[tuple[str, str, str]]:
    """Name, side and doubt of each line, in their order."""
    forms = [form(line) for line in lines]
    found = {identity.form: identity for identity in identify_speakers(sorted(forms, key=lambda one: one.block))}
    return [(found[one].name, found[one].side, found[one].may_be) for one in forms]


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        pytest.param(
            ("Farhad Rostami | Iran | foreign minister", "Rostami | Iran | minister"), ["Farhad Rostami"] * 2,
            id="surname of the same side and office",
        ),
        pytest.param(
            ("Farhad Rostami | Iran | foreign minister", "Rostami | Iran |"), ["Farhad Rostami"] * 2,
            id="surname of the same stated side",
        ),
        pytest.param(
            ("Mohammad Javad Zadeh | Iran | envoy", "Javad Zadeh | Iran | envoy"), ["Mohammad Javad Zadeh"] * 2,
            id="a full name that lacks a word",
        ),
        pytest.param(
            ("José Q. Tarn | Chile |", "Jose Tarn | Chile |"), ["José Q. Tarn"] * 2, id="initials and accents"
        ),
        pytest.param(
            ("Karim al-Hadi | Selt | minister", "Hadi | Selt | minister"), ["Karim al-Hadi"] * 2,
            id="a surname without its article",
        ),
        pytest.param(
            ("Ana Voll | Ostrel | spokesman", "Voll | Ostrel | spokeswoman"), ["Ana Voll"] * 2, id="one office"
        ),
        pytest.param(
            ("Farhad Rostami | Iran | minister", "@FRostami_MFA | |"), ["Farhad Rostami"] * 2, id="handle with initial"
        ),
        pytest.param(
            ("Farhad Rostami | Iran | minister", "@farhadrostami | |"), ["Farhad Rostami"] * 2, id="handle with name"
        ),
    ],
)  # fmt: skip
def test_one_person_is_one_speaker(lines: tuple[str, ...], names: list[str]) -> None:
    assert [name for name, _, _ in identify(*lines)] == names


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        pytest.param(
            ("Ho-min Lee | South Korea |", "Lee | Singapore |"), ["Ho-min Lee", "Lee"], id="surname across countries"
        ),
        pytest.param(
            ("Lee | South Korea |", "Lee | Singapore |", "Lee | |"), ["Lee (South Korea)", "Lee (Singapore)", "Lee"],
            id="one surname in two countries",
        ),
        pytest.param(
            ("Tamar Golan | Israel | minister", "Golan | Israel | goalkeeper"), ["Tamar Golan", "Golan"],
            id="other office",
        ),
        pytest.param(
            ("John Hale | Norvane | minister", "John Hale | Selt | goalkeeper"),
            ["John Hale (Norvane)", "John Hale (Selt)"], id="namesakes of two countries",
        ),
        pytest.param(
            ("Police | Norvane |", "Police | Selt |"), ["Police (Norvane)", "Police (Selt)"], id="two countries' bodies"
        ),
        pytest.param(("Bo Lund | Selt |", "@Lund | Selt |"), ["Bo Lund", "@Lund"], id="handle with a surname alone"),
        pytest.param(
            ("Tamar Golan | Israel |", "!Golan | Israel |"), ["Tamar Golan", "Golan"], id="a name that conf settles"
        ),
    ],
)  # fmt: skip
def test_others_stay_apart(lines: tuple[str, ...], names: list[str]) -> None:
    assert [name for name, _, _ in identify(*lines)] == names


@pytest.mark.parametrize(
    ("lines", "doubt"),
    [
        pytest.param(
            ("Golan | Israel |", "Tamar Golan | Israel |", "Yair Golan | Israel |"), "Tamar Golan; Yair Golan",
            id="two persons",
        ),
        pytest.param(("Golan | |", "Tamar Golan | Israel |"), "Tamar Golan", id="no side"),
        pytest.param(("Golan | ?Israel |", "Tamar Golan | Israel |"), "Tamar Golan", id="a guessed side and no office"),
        pytest.param(
            ("@TGolan | |", "Tamar Golan | Israel |", "Tom Golan | Selt |"), "Tamar Golan; Tom Golan", id="handle"
        ),
    ],
)  # fmt: skip
def test_a_name_that_others_could_have_stays_and_is_listed(lines: tuple[str, ...], doubt: str) -> None:
    name = lines[0].partition(" |")[0]
    assert identify(*lines)[0] == (name, lines[0].split("|")[1].strip(" ?"), doubt)


def test_a_stated_side_replaces_a_guess_and_none() -> None:
    lines = ("Nikos Vardakis | Greece |", "Nikos Vardakis | ?Turkey |", "Nikos Vardakis | |")
    assert [side for _, side, _ in identify(*lines)] == ["Greece"] * 3


def test_stated_sides_that_contradict_each_other_stay() -> None:
    lines = ("Nikos Vardakis | Greece | minister", "Nikos Vardakis | Turkey | minister", "Nikos Vardakis | |")
    assert identify(*lines) == [("Nikos Vardakis", side, "") for side in ("Greece", "Turkey", "")]


def test_aliases_and_members_win_over_everything() -> None:
    actors = Actors(
        sides={"N": Side(members=["Farhad Rostami"])}, targets={}, aliases={"Farhad Rostami": ["Rostami", "@FR"]}
    )
    lines = ["Farhad Rostami | |", "Rostami | S |", "@FR | S |", "Ada Rostami | S |", "Farhad A. Rostami | S |"]
    with open_corpus(write_corpus(*lines), actors=actors) as corpus:
        assert as_tuples(count_by_speaker(corpus, 9), "speaker", "side", "n") == [
            ("Farhad Rostami", "N", 4), ("Ada Rostami", "S", 1),
        ]  # fmt: skip


def test_order_and_cut_of_articles_leave_no_trace() -> None:
    lines = [
        "Farhad Rostami | Iran | foreign minister", "Rostami | Iran | minister", "Ada Rostami | Selt |",
        "A. F. Rostami | |", "Farhad Rostami | Selt | poet", "Farhad Rostami | | poet",
    ]  # fmt: skip
    assert sorted(identify(*lines)) == sorted(identify(*reversed(lines)))

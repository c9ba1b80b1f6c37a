"""Sides, members and aliases that are drafted from what speakers of a corpus are."""

import pytest

from rejoinder import schema, tables
from rejoinder.add.aliases import AliasHint, find_alias_hints
from rejoinder.add.sides import CountedName, DraftedSide, draft_sides
from rejoinder.corpus import open_corpus
from rejoinder.statements import read_language
from tests.support.project import ROOT

GAZETTEER = read_language(ROOT / "seeds/language").gazetteer
Row = dict[str, object]


def says(
    speaker: str,
    side: str,
    times: int = 1,
    kind: str = "person",
    body: str = "",
    guess: bool = False,
    article: str = "a",
) -> list[Row]:
    """Statements of a speaker in one article."""
    resolution = "name+home" if guess else "name"
    row = {"speaker": speaker, "side": side, "speaker_kind": kind, "organisation": body, "resolution": resolution}
    row["article_id"] = article
    return [row | {"form": "direct", "unit": "paragraph", "text": "So it is."}] * times


def build(*speakers: list[Row]) -> dict[str, object]:
    rows = [row for of_speaker in speakers for row in of_speaker]
    numbered = [
        row | {"statement_id": f"{row['article_id']}/{n:04d}", "sent_id": n, "role": "", "rule": ""}
        for n, row in enumerate(rows, 1)
    ]
    empty = {name: getattr(schema, name.upper()).empty_table() for name in ("articles", "frames", "stances")}
    return {"statements": tables.build_table(numbered, schema.STATEMENTS), **empty}


def draft(*speakers: list[Row]) -> tuple[list[DraftedSide], tuple[CountedName, ...]]:
    with open_corpus(build(*speakers)) as corpus:
        return draft_sides(corpus, GAZETTEER)


def members(*speakers: list[Row]) -> list[str]:
    """Members of the first side."""
    return [member.name for member in draft(*speakers)[0][0].members]


def test_countries_are_sides_by_the_number_of_their_statements() -> None:
    sides, _ = draft(says("Iran", "Iran", 3, "country"), says("Israel", "Israel", 5, "country"))
    assert [(side.name, side.statements, side.is_country) for side in sides] == [("Israel", 5, True), ("Iran", 3, True)]


def test_no_more_sides_are_drafted_than_make_most_statements() -> None:
    rare = [says(name, name, 1, "country") for name in ("Greece", "Cyprus", "Malta")]
    sides, _ = draft(says("Iran", "Iran", 30, "country"), says("Israel", "Israel", 30, "country"), *rare)
    assert [side.name for side in sides] == ["Iran", "Israel"]


def test_a_movement_is_a_side_without_a_country() -> None:
    assert not draft(says("Houthis", "Houthis", 2, "organisation"))[0][0].is_country


def test_the_outlets_own_words_are_nobodys_side() -> None:
    narrated = [row | {"form": "narrated"} for row in says("Wire", "", 9, "outlet")]
    assert draft(narrated, says("Iran", "Iran", 1, "country"))[0][0].name == "Iran"


def test_persons_and_bodies_are_members_of_whom_they_speak_for() -> None:
    vell = says("Marta Vell", "Iran", 3, body="Atomic Energy Organisation")
    guards = says("IRGC", "Iran", 2, "organisation")
    assert members(vell, guards) == ["Atomic Energy Organisation", "Marta Vell", "IRGC"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Iran", "country"),
        ("Vell", "person"),  # a surname is another's, too
        ("Foreign Ministry", "organisation"),  # every state has one
        ("Ministry of Commerce", "organisation"),
        ("army", "organisation"),
        ("Commission", "organisation"),
        ("Fars News", "organisation"),
        ("Iranian officials", "group"),
        ("senior official", "anonymous"),
    ],
)
def test_names_that_do_not_mean_one_member_are_left_out(name: str, kind: str) -> None:
    assert members(says(name, "Iran", 4, kind)) == []


@pytest.mark.parametrize("name", ["Iranian Foreign Ministry", "State Department", "IRGC"])
def test_bodies_that_a_place_a_list_or_initials_mark_are_members(name: str) -> None:
    assert members(says(name, "Iran", 2, "organisation")) == [name]


def test_a_name_that_two_sides_have_is_nobodys_member() -> None:
    sides, _ = draft(
        says("National Guard", "Iran", 3, "organisation"), says("National Guard", "Israel", 3, "organisation")
    )
    assert [side.members for side in sides] == [(), ()]


def test_who_speaks_once_is_no_member() -> None:
    assert members(says("Marta Vell", "Iran")) == []


def test_whose_side_is_only_hinted_at_is_a_doubt_and_no_member() -> None:
    side = draft(says("Marta Vell", "Iran", 2, guess=True), says("Ivo Brand", "Iran", 2))[0][0]
    assert (side.members, side.guesses) == ((CountedName("Ivo Brand", 2),), (CountedName("Marta Vell", 2),))


def test_whose_side_several_articles_hint_at_is_a_member() -> None:
    assert members(says("Marta Vell", "Iran", guess=True), says("Marta Vell", "Iran", guess=True, article="b")) == [
        "Marta Vell"
    ]


def test_an_articles_word_on_a_side_outweighs_what_others_hint_at() -> None:
    hints = says("Marta Vell", "Israel", 3, guess=True, article="b")
    assert members(says("Iran", "Iran", 4, "country"), says("Marta Vell", "Iran", 2), hints) == ["Marta Vell"]


def test_statements_that_leave_the_side_open_count_for_none() -> None:
    assert members(says("Marta Vell", "Iran", 2), says("Marta Vell", "", 2)) == ["Marta Vell"]


def test_a_surname_that_two_sides_have_is_nobodys_member() -> None:
    both = says("Vell", "Iran", 3), says("Vell", "Israel", 2)
    assert [(side.members, side.guesses) for side in draft(*both)[0]] == [((), ()), ((), ())]


def test_speakers_without_a_side_are_named() -> None:
    assert draft(says("Iran", "Iran", 1, "country"), says("Marta Vell", "", 2))[1] == (CountedName("Marta Vell", 2),)


def find_hints(*speakers: list[Row]) -> list[AliasHint]:
    with open_corpus(build(*speakers)) as corpus:
        return find_alias_hints(corpus, draft_sides(corpus, GAZETTEER)[0])


def test_a_surname_that_is_taken_for_a_persons_is_shown() -> None:
    hints = find_hints(says("Marta Vell", "Iran", 2), says("Vell", "Iran", 3))
    assert hints == [AliasHint("Marta Vell", "Vell", 3, "taken for one")]


def test_a_surname_that_may_be_a_persons_is_shown_as_doubtful() -> None:
    hints = find_hints(says("Marta Vell", "Iran", 2), says("Vell", "", 3))
    assert [(hint.alias, hint.reason) for hint in hints] == [("Vell", "may be the same")]


def test_a_first_name_that_just_one_person_of_the_side_has_is_shown_as_doubtful() -> None:
    hints = find_hints(says("Marta Vell", "Iran", 2), says("Marta", "Iran", 3), says("Marta", "", 1))
    assert hints == [AliasHint("Marta Vell", "Marta", 4, "may be the same")]


@pytest.mark.parametrize(
    "others",
    [
        pytest.param([says("Marta Vell", "Selt")], id="another side"),
        pytest.param([says("Marta Vell", "Iran"), says("Marta Lund", "Iran")], id="two persons"),
    ],
)
def test_a_first_name_that_nobody_or_several_have_is_not(others: list[list[Row]]) -> None:
    assert find_hints(says("Marta", "Iran"), *others) == []


def test_a_name_in_capitals_is_no_other_name() -> None:
    assert find_hints(says("Marta Vell", "Iran", 2), says("MARTA VELL", "Iran")) == []


def test_initials_of_a_body_are_shown() -> None:
    long = says("Islamic Revolutionary Guard Corps", "Iran", 3, "organisation")
    assert find_hints(long, says("IRGC", "Iran", 2, "organisation")) == [
        AliasHint("Islamic Revolutionary Guard Corps", "IRGC", 2, "its initials")
    ]

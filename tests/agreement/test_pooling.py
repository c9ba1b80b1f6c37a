"""Several coders as one: the majority, ties that are listed, and an adjudicator who has the last word."""

from typing import Any

import pytest

from rejoinder.agreement.correctness import compute_correctness
from rejoinder.agreement.pooling import choose_reference
from rejoinder.human_coding.files import GoldError
from rejoinder.human_coding.model import Code, CodingPass, Sample, Unit
from tests.support.coding import build_method


def code(*frames: str, **cells: Any) -> Code:
    return Code(**{"speaker": "Ada", "form": "", "side": "Norland"} | cells, frames=frozenset(frames))


def build_pass(name: str, *codes: Code | None, sizes: dict[str, int] | None = None, flaw: str = "") -> CodingPass:
    """A pass of consecutive statements of one stratum; None for one that is not coded."""
    given: dict[Unit, Code] = {("h", number): one for number, one in enumerate(codes, 1) if one}
    sample = Sample(strata=dict.fromkeys(given, "A"), sizes=sizes, flaw=flaw) if sizes else None
    return CodingPass(name=name, codes=given, sample=sample)


def pool(*passes: CodingPass, name: str = "majority") -> tuple[CodingPass, list[str]]:
    reference = choose_reference(passes, name)
    (pooled,) = reference.passes
    return pooled, [f"{tie.item}: {tie.reason}" for tie in reference.ties]


def test_each_pass_is_compared_unless_the_option_says_otherwise() -> None:
    passes = [build_pass("ann", code()), build_pass("bo", code())]
    assert choose_reference(passes, "each").passes == passes


def test_frame_that_more_than_half_give_is_given() -> None:
    coded = {"a": code("denial", "talks"), "b": code("denial"), "c": code()}
    pooled, ties = pool(*(build_pass(name, one) for name, one in coded.items()))
    assert pooled.codes["h", 1].frames == {"denial"}
    assert ties == []


def test_speaker_side_and_stances_are_pooled_whatever_the_case() -> None:
    one, other = code(speaker="ada ", stances={"port": "opposes"}), code(side="Sudland", stances={"port": "neutral"})
    pooled, _ = pool(build_pass("a", one), build_pass("b", other), build_pass("c", code(stances={"port": "opposes"})))
    assert pooled.codes["h", 1] == code(speaker="ada ", stances={"port": "opposes"})


def test_tie_is_left_open_and_listed() -> None:
    pooled, ties = pool(build_pass("a", code("denial"), code()), build_pass("b", code(side="Sudland"), code()))
    assert (pooled.codes["h", 1].frames, pooled.codes["h", 1].side) == (None, "")
    assert pooled.codes["h", 2].frames == frozenset()
    assert ties == ["seeds/gold: article h, statement 1: no majority of coders: side, frame denial"]


def test_adjudicator_has_the_last_word_and_may_code_the_ties_alone() -> None:
    ann, bo = build_pass("ann", code("denial"), code("talks")), build_pass("bo", code(), code("talks"))
    pooled, ties = pool(ann, bo, build_pass("final", code()), name="final")
    assert [one.frames for one in pooled.codes.values()] == [frozenset(), {"talks"}]
    assert ties == []


def test_statement_that_one_coder_alone_codes_is_the_coders() -> None:
    pooled, _ = pool(build_pass("a", code(), code("denial")), build_pass("b", code(), None))
    assert pooled.codes["h", 2].frames == {"denial"}


def test_name_that_is_no_pass_is_an_error() -> None:
    with pytest.raises(GoldError, match=r"'reference' must be one of each, majority, ann\. Got 'fianl' instead"):
        choose_reference([build_pass("ann", code())], "fianl")


def test_coders_of_one_sheet_leave_a_random_sample_and_ties_do_not() -> None:
    sizes = {"A": 40}
    alike = [build_pass(name, code(), code("denial"), sizes=sizes) for name in "abc"]
    sample = pool(*alike)[0].sample
    assert sample is not None
    assert (sample.flaw, len(sample.strata)) == ("", 2)
    differing = [build_pass("a", code(), code(), sizes=sizes), build_pass("b", code("denial"), code(), sizes=sizes)]
    tied = pool(*differing)[0].sample
    assert tied is not None
    assert tied.flaw == "1 statement(s) without a majority on frames; let an adjudicator code them"
    assert list(tied.strata) == [("h", 2)]


def test_coders_of_different_sheets_or_of_articles_coded_whole_leave_none() -> None:
    other = pool(build_pass("a", code(), sizes={"A": 40}), build_pass("b", code(), sizes={"A": 41}))[0].sample
    assert other is not None
    assert other.flaw.startswith("the coders coded different sheets")
    assert pool(build_pass("a", code(), sizes={"A": 40}), build_pass("b", code()))[0].sample is None


@pytest.mark.parametrize(
    "other", [pytest.param({"A": 40}, id="a tie on a frame"), pytest.param({"A": 50}, id="two sheets")]
)
def test_pooled_coders_that_differ_are_still_compared_with_the_machine(other: dict[str, int]) -> None:
    pooled, _ = pool(
        build_pass("a", code(), code(), sizes={"A": 40}), build_pass("b", code("denial"), code(), sizes=other)
    )
    machine = CodingPass(name="machine", codes=dict.fromkeys(pooled.codes, code()))
    rows = build_method()([(machine, pooled)], ["denial"], 13)
    assert [row["value"] for row in rows if (row["variable"], row["measure"]) == ("speaker", "equal")] == [1.0]
    assert [row["right"] for row in compute_correctness(machine, pooled, build_method())] == [1.0, 1.0]


def test_stance_without_a_majority_counts_for_neither_agreement_nor_correctness() -> None:
    ann = build_pass("a", code(stances={"port": "opposes", "talks": "favours"}), code(stances={"port": "opposes"}))
    bo = build_pass("b", code(stances={"port": "favours", "talks": "favours"}), code(stances={"port": "opposes"}))
    pooled, ties = pool(ann, bo)
    assert ties == ["seeds/gold: article h, statement 1: no majority of coders: stance port"]
    given = code(stances={"port": "opposes", "talks": "favours"})
    machine = CodingPass(name="machine", codes=dict.fromkeys(pooled.codes, given))
    of_stances = [row for row in build_method()([(machine, pooled)], ["denial"], 13) if row["variable"] == "stances"]
    assert {row["value"] for row in of_stances if row["measure"] == "equal"} == {1.0}
    correct = {row["category"]: row["n"] for row in compute_correctness(machine, pooled, build_method())}
    assert (correct["port"], correct["talks"]) == (1, 1)

"""What extract_attributions says of an attribution beside its spans: its act, and what holds it."""

import pytest

from tests.support.attribution_cases import FOLDER, extract, read_passages

CLAUSES = read_passages(FOLDER / "indirect_clauses.conllu")


def test_nested_attribution_names_its_parent():
    outer, inner = extract(CLAUSES["nested attribution"])
    assert (outer.parent, inner.parent) == (None, 0)


@pytest.mark.parametrize(
    ("name", "act"),
    [
        ("that-clause", "speech"),
        ("thought", "thought"),
        ("hope", "feeling"),
        ("intention", "intention"),
        ("seem", "perception"),
    ],
)
def test_the_cue_says_what_act_it_is(name: str, act: str):
    assert [attribution.act for attribution in extract(CLAUSES[name])] == [act]

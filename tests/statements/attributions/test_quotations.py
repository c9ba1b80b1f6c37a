"""Quotation marks paired, paragraph by paragraph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rejoinder.articles import split_blocks
from rejoinder.statements.attributions.quotations import find_quotations


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('He said "go" twice.', ['"go"'], id="straight"),
        pytest.param("He said “go” twice.", ["“go”"], id="curly"),
        pytest.param("He said ``go'' twice.", ["``go''"], id="doubled"),
        pytest.param("He said ''go now'' twice.", ["''go now''"], id="doubled apostrophes on both sides"),
        pytest.param("He said 'go now,' twice.", ["'go now,'"], id="single"),
        pytest.param("He said «go» twice.", ["«go»"], id="guillemets"),
        pytest.param("“She told me ‘go’ and I went.”", ["“She told me ‘go’ and I went.”"], id="nested is left inside"),
        pytest.param("“She told me “go” and I went.”", ["“She told me “go” and I went.”"], id="same marks nested"),
        pytest.param('He said "go', ['"go'], id="unclosed runs to the end"),
        pytest.param('"One.\n\n"Two."', ['"One.', '"Two."'], id="reopened at the next paragraph"),
        pytest.param("It's the farmers' dog, isn't it?", [], id="apostrophes"),
        pytest.param("The '90s weren't kind.", [], id="decade"),
        pytest.param('A 6\'2" guard and a 5" pipe.', [], id="feet and inches"),
        pytest.param("go”, he said", [], id="closing mark alone"),
        pytest.param('He said "" and left.', [], id="empty quotation"),
        pytest.param('("Go," he said.)', ['"Go,"'], id="after a bracket"),
        pytest.param('He saw--"a ship"--and ran.', ['"a ship"'], id="between dashes"),
        pytest.param('"A," he said, "b."', ['"A,"', '"b."'], id="two of them"),
    ],
)
def test_quotation_marks_are_paired(text: str, expected: list[str]):
    assert [text[q.start : q.end] for q in find_quotations(text, split_blocks(text))] == expected


@given(st.text(alphabet=st.one_of(st.sampled_from("\"“”‘’'`«»„ \nas.,2"), st.characters(exclude_categories=["Cs"]))))
def test_quotations_never_overlap_and_stay_in_their_block(text: str):
    blocks = split_blocks(text)
    last_end = 0
    for quotation in find_quotations(text, blocks):
        block = blocks[quotation.block]
        assert last_end <= quotation.start < quotation.inner[0] <= quotation.inner[1] <= quotation.end
        assert block["start"] <= quotation.start
        assert quotation.end <= block["end"]
        last_end = quotation.end

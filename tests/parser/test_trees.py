"""The search for trees finds those of Stanza."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rejoinder.parser import trees


@given(st.integers(1, 30), st.floats(-4, 4), st.integers(0, 2**32 - 1))
@settings(deadline=None, max_examples=300)
def test_the_search_finds_the_trees_of_stanza(words: int, root: float, seed: int) -> None:
    from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root

    raw = np.random.default_rng(seed).normal(size=(words + 1, words + 1))
    raw[:, 0] += root  # many words that want to be the root, or none
    np.fill_diagonal(raw, -np.inf)
    scores = raw - np.log(np.exp(raw).sum(axis=1, keepdims=True))
    assert trees.find_best_tree(scores).tolist() == chuliu_edmonds_one_root(scores.copy()).tolist()


def test_a_sentence_of_one_word_is_its_root() -> None:
    assert trees.find_best_tree(np.array([[0.0, 0.0], [-0.1, -np.inf]])).tolist() == [0, 0]


@pytest.mark.parametrize(
    ("heads", "tree"),
    [
        pytest.param([0, 2, 0, 2], True, id="a tree"),
        pytest.param([0, 0, 0, 2], False, id="two roots"),
        pytest.param([0, 0, 3, 2], False, id="a cycle"),
    ],
)
def test_heads_are_a_tree_if_all_lead_to_one_root(heads: list[int], tree: bool) -> None:
    assert trees.is_tree(np.array(heads)) == tree

"""The scorer of attributions, on worked examples."""

import pytest

from benchmarks import attribution
from benchmarks.attribution import Scores, classify_content, match_attributions, score_articles
from benchmarks.corpus import Article

TEXT = 'Ada Moor said the port is open. "We closed nothing," she added.'


def span(part: str) -> tuple[int, int]:
    start = TEXT.index(part)
    return start, start + len(part)


def attributed(source: str, cue: str, content: str) -> dict[str, list[tuple[int, int]]]:
    return {"source": [span(source)], "cue": [span(cue)], "content": [span(content)]}


SAID = attributed("Ada Moor", "said", "the port is open")
ADDED = attributed("she", "added", '"We closed nothing,"')
ARTICLE = Article("harbour", TEXT, [SAID, ADDED])


def test_precision_and_recall_are_counted_from_hits_false_and_missed() -> None:
    scores = Scores(2, 1, 1) + Scores(1, 0, 3)
    assert (scores.precision, scores.recall) == (3 / 4, 3 / 7)
    assert (Scores().precision, Scores().recall) == (0, 0)


def test_attributions_are_paired_once_by_the_overlap_of_their_contents() -> None:
    truth = [{"content": frozenset({1, 2, 3})}, {"content": frozenset({7, 8})}]
    guesses = [{"content": frozenset({1, 2})}, {"content": frozenset({1, 2, 3})}, {"content": frozenset({8, 9, 10})}]
    assert match_attributions(truth, guesses) == {0: 1}  # the third overlaps in 1 of 4 tokens


def test_right_content_with_a_wrong_source_is_a_relation_without_its_source() -> None:
    wrong_source = SAID | {"source": [span("she")]}
    total, errors, _ = score_articles([ARTICLE], {"harbour": [wrong_source]})
    assert total["relation"] == Scores(1, 0, 1)
    assert total["relation+source"] == Scores(0, 1, 2)
    assert total["exact, all spans"] == Scores(0, 1, 2)
    assert total["content"] == Scores(4, 0, 3)  # tokens: "the port is open", then "We closed nothing"
    assert total["source"] == Scores(1, 0, 2)  # "she" is a source too, of what was added
    assert errors == {"wrong source: said": 1, "missed: added": 1}


def test_attribution_that_the_corpus_lacks_counts_against_precision_alone() -> None:
    total, errors, examples = score_articles([Article("harbour", TEXT, [SAID])], {"harbour": [SAID, ADDED]})
    assert total["relation"] == Scores(1, 1, 0)
    assert errors == {"not in the corpus: added": 1}
    assert examples == {"not in the corpus: added": 'she | added | "We closed nothing,"'}


def test_kinds_are_scored_by_the_marks_in_the_content() -> None:
    total, _, _ = score_articles([ARTICLE], {"harbour": [ADDED]})
    assert total["direct, recall"] == Scores(1, 0, 0)
    assert total["indirect, recall"] == Scores(0, 0, 1)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('"We closed nothing,"', "direct"),
        ('they had "closed nothing" there', "mixed"),
        ("the port is open", "indirect"),
    ],
)
def test_content_is_direct_mixed_or_indirect_by_its_quotation_marks(text: str, kind: str) -> None:
    assert classify_content(text, [(0, len(text))]) == kind


def test_table_takes_a_kinds_precision_from_the_guesses_and_its_recall_from_the_corpus() -> None:
    total = {"direct, recall": Scores(3, 0, 1), "direct, precision": Scores(1, 1, 0)}
    (line,) = attribution.format_table(total, {})
    assert line.split() == ["direct", "P", "0.500", "R", "0.750", "F1", "0.600", "n", "4"]


def test_interval_of_articles_that_are_all_alike_is_a_point() -> None:
    articles = [Article(name, TEXT, [SAID, ADDED]) for name in "abc"]
    intervals = attribution.bootstrap(articles, {name: [SAID] for name in "abc"})
    assert intervals["relation"] == pytest.approx((2 / 3, 2 / 3))  # of 2 true ones 1 is found, none is false

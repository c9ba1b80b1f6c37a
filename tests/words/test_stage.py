"""Stage `words` on invented tables: what it writes, and what it lists as left out."""

from dataclasses import replace

from rejoinder import config, schema
from rejoinder.words import WordAnalysis
from rejoinder.words.stage import WordTables
from tests.support.corpora import CODEBOOK
from tests.support.word_corpora import Said, Told, open_told

TOLD = Told(
    statements=[
        Said(words="we/we/PRON " + "fish " * 120, frames=("denial",), evidence=(1, 2)),
        Said(words="nets " * 110, side="Sudland"),
    ]
)


def load_method() -> WordAnalysis:
    method: WordAnalysis = config.compose_run().load("words")
    return method


def run(method: WordAnalysis, *articles: Told) -> WordTables:
    with open_told(*articles) as corpus:
        return method(corpus, CODEBOOK, 13)


def test_the_tables_have_their_columns() -> None:
    words = run(load_method(), TOLD)
    assert words.keyness.schema.equals(schema.KEYNESS)
    assert words.concordance.schema.equals(schema.CONCORDANCE)
    assert words.left_out.schema.equals(schema.LEFT_OUT)
    assert words.keyness.num_rows
    assert words.concordance.num_rows


def test_without_anything_to_compare_or_find_the_tables_are_empty() -> None:
    words = run(load_method(), Told(statements=[Said(words="fish")]))
    assert (words.keyness.num_rows, words.concordance.num_rows) == (0, 0)
    assert words.keyness.schema.equals(schema.KEYNESS)


def test_a_ratio_that_is_not_defined_is_empty() -> None:
    rows = run(load_method(), TOLD).keyness.to_pylist()
    assert {row["odds_ratio"] for row in rows if not row["reference_count"]} == {None}


def test_parts_queries_and_lines_that_are_left_out_are_listed() -> None:
    method = load_method()
    concordance = replace(method.concordance, terms=["fish", "whale"], cues=False, lines=1)
    listed = {
        row["item"]: row["reason"] for row in run(replace(method, concordance=concordance), TOLD).left_out.to_pylist()
    }
    assert listed["keyness by outlet"] == "nothing to compare: all words are of one, 'Wire'"
    assert listed["concordance of 'whale'"] == "found nowhere"
    drawn = "1 of {} lines are listed, drawn at random (lines of concordance in conf/words)"
    assert listed["concordance of 'fish'"] == drawn.format(120)
    assert listed["concordance of evidence of denial"] == drawn.format(2)


def test_the_order_of_articles_does_not_matter() -> None:
    other = Told(statements=[Said(words="boats " * 100, side="Selt")], outlet="Post")
    first, second = run(load_method(), TOLD, other).keyness, run(load_method(), other, TOLD).keyness
    assert first.equals(second)

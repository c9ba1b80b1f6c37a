"""Stage `frames` and its coder: scores, decisions and the evidence behind them."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest
from conftest import parsed
from hypothesis import given, settings
from hypothesis import strategies as st

from rejoinder import features, schema, tables
from rejoinder.actors import Actors
from rejoinder.codebook import Codebook, Cue, Frame
from rejoinder.coder import Logistic, best_threshold, cross_validate, evaluate, stable_bytes
from rejoinder.encoder import Encoder, EncoderError
from rejoinder.features import Item
from rejoinder.frames import Fitted, Lexicon, _Code, thresholds

BOOK = Codebook(
    unit="",
    source="",
    frames={
        "denial": Frame(
            label="Denial", definition="", include=[], exclude=[], examples=[], cues=[Cue(lemmas="deny", weight=0.7)]
        )
    },
)
ENCODER = Encoder(
    model="", sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db", batch_size=2, max_tokens=64
)

METHOD = Logistic(variants={}, strength=1.0, folds=2, least_examples=3, resamples=10)

DENIES = """
1 Ruritania Ruritania PROPN NNP _ 2 nsubj _ _
2 denied deny VERB VBD _ 0 root _ _
3 the the DET DT _ 4 det _ _
4 charge charge NOUN NN _ 2 obj _ _
"""
SINGS = """
1 Ruritania Ruritania PROPN NNP _ 2 nsubj _ _
2 sang sing VERB VBD _ 0 root _ _
"""


def item(source: str) -> Item:
    text = " ".join(line.split()[1] for line in source.strip().splitlines())
    return Item(text, tuple(parsed(text, source)))


def lexicon(items: Sequence[Item]) -> list[dict[str, Any]]:
    return [rows[0] for rows in Lexicon(threshold=0.5)(items, BOOK, {}, ENCODER)]


def test_the_lexicon_scores_by_cues_and_shows_them() -> None:
    (row,) = lexicon([item(DENIES)])
    assert (row["score"], row["evidence"], row["rule"]) == (0.7, [(10, 16)], "cue 'denied' [deny]")


def test_a_statement_without_cues_scores_0_and_says_so() -> None:
    (row,) = lexicon([item(SINGS)])
    assert (row["score"], row["evidence"], row["rule"]) == (0.0, [], "no cue")


@pytest.fixture(scope="module")
def fitted() -> dict[str, Any]:
    """A classifier that learned that denying is denial and singing is not."""
    items = [item(DENIES), item(SINGS)] * 4
    method = replace(METHOD, variants={"hybrid": ["embedding", "cues"]}, strength=10.0)
    x = features.matrix(["embedding", "cues"], items, BOOK, features.embed([i.text for i in items], ENCODER))
    return {"denial": method.fit(x, np.array([True, False] * 4))}


@pytest.mark.parametrize(
    ("carry", "topics", "reason"),
    [
        pytest.param("11110000", "abababab", "", id="enough"),
        pytest.param("11000000", "abababab", "2 training statement(s) with it, 3 needed", id="too few with it"),
        pytest.param("11111100", "abababab", "2 training statement(s) without it, 3 needed", id="too few without it"),
        pytest.param("11110000", "aaaabbaa", "training statements with it from 1 topic(s), 2 needed", id="one topic"),
    ],
)
def test_a_frame_is_fitted_from_enough_statements_of_enough_topics(carry: str, topics: str, reason: str) -> None:
    assert METHOD.too_few(np.array([c == "1" for c in carry]), list(topics)) == reason


def test_a_frame_with_too_few_statements_is_validated_by_its_cues() -> None:
    rng = np.random.default_rng(13)
    cues, y, topics = rng.random((12, 1)), np.array([True] * 2 + [False] * 10), list("abcdef" * 2)
    seen = {"hybrid": rng.random((12, 3))}
    lexicon, hybrid = cross_validate(
        METHOD, seen, cues, {"denial": y}, {"denial": METHOD.too_few(y, topics)}, topics, 13
    )
    assert hybrid == lexicon | {
        "variant": "hybrid",
        "note": "cues alone: 2 training statement(s) with it, 3 needed",
    }


def test_without_any_statement_of_a_frame_its_measures_are_undefined() -> None:
    result = evaluate(np.zeros(4), np.arange(4) % 2, np.zeros(4, dtype=bool), list("abab"), 10, 13)
    assert [result[name] for name in ("precision", "recall", "f1", "f1_low", "f1_high")] == [None] * 5


def test_statements_of_one_topic_are_no_folds() -> None:
    assert set(METHOD.folds_of(["a"] * 5)) == {0}


def test_a_frame_without_classifier_is_coded_by_its_cues_and_says_so() -> None:
    (rows,) = HYBRID([item(DENIES)], BOOK, {"denial": None}, ENCODER)
    said = "cues alone, as training statements are too few: cue 'denied' [deny]"
    assert (rows[0]["score"], rows[0]["evidence"], rows[0]["rule"]) == (0.7, [(10, 16)], said)


HYBRID = Fitted(variant="hybrid", features=["embedding", "cues"], threshold=None)


def test_a_fitted_coder_tells_the_frame_and_points_at_its_words(fitted: dict[str, Any]) -> None:
    first, second = (rows[0] for rows in HYBRID([item(DENIES), item(SINGS)], BOOK, fitted, ENCODER))
    assert first["score"] > 0.8 > 0.2 > second["score"]
    assert (10, 16) in first["evidence"]
    assert first["rule"].startswith("cues of denial +")


def test_the_words_and_features_shown_add_up_to_the_score(fitted: dict[str, Any]) -> None:
    (rows,) = HYBRID([item(DENIES)], BOOK, fitted, ENCODER)
    parts = {p.rsplit(" ", 1)[0]: float(p.rsplit(" ", 1)[1]) for p in rows[0]["rule"].split("; ")}
    logit = fitted["denial"].intercept_[0] + parts["cues of denial"] + parts["meaning in all"]
    assert 1 / (1 + np.exp(-logit)) == pytest.approx(rows[0]["score"], abs=0.01)


def test_scores_do_not_depend_on_order_or_batch(fitted: dict[str, Any]) -> None:
    items = [item(DENIES), item(SINGS), item(DENIES)]
    forward = HYBRID(items, BOOK, fitted, ENCODER)
    assert forward == HYBRID(items[::-1], BOOK, fitted, ENCODER)[::-1]
    assert forward == [HYBRID([i], BOOK, fitted, ENCODER)[0] for i in items]


@given(st.lists(st.text(min_size=1), min_size=1, max_size=12), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=20)
def test_a_texts_vector_is_the_same_bit_for_bit_whatever_it_is_encoded_with(texts: list[str], random: Random) -> None:
    order = random.sample(range(len(texts)), len(texts))
    shuffled = ENCODER([texts[i] for i in order], (1, 4))
    assert np.array_equal(shuffled, ENCODER(texts, (1, 4))[order])
    assert np.array_equal(shuffled[0], ENCODER([texts[order[0]]], (1, 4))[0])


def test_nothing_to_code_gives_nothing(fitted: dict[str, Any]) -> None:
    assert HYBRID([], BOOK, fitted, ENCODER) == []


def test_the_leafs_threshold_wins_over_cross_validations() -> None:
    validation = [{"variant": "lexicon", "frame": "denial", "threshold": 0.3}]
    assert thresholds(Lexicon(threshold=None), validation) == {"denial": 0.3}
    assert thresholds(Lexicon(threshold=0.9), validation) == {"denial": 0.9}


def test_the_best_threshold_separates_what_can_be_separated() -> None:
    scores, truth = np.array([0.1, 0.2, 0.6, 0.7]), np.array([False, False, True, True])
    assert 0.2 < best_threshold(scores, truth) <= 0.6


def test_no_statement_is_scored_by_a_model_that_saw_its_topic() -> None:
    method = replace(METHOD, strength=1e6)
    x = np.array([[1.0], [1.0], [0.0], [0.0]])
    y = np.array([True, True, False, True])
    fold_of = method.folds_of(["a"] * 4 + ["b"] * 4)
    scores = method.out_of_fold(np.vstack([x, x]), np.hstack([y, ~y]), fold_of)
    assert len(set(fold_of[:4])) == len(set(fold_of[4:])) == 1
    assert scores[0] < 0.5  # fitted on topic b alone, where the feature means the opposite


def test_cross_validation_reports_counts_and_an_interval_around_f1() -> None:
    rng = np.random.default_rng(13)
    y = rng.random(200) < 0.4
    scores = np.clip(y * 0.5 + rng.random(200) * 0.5, 0, 1)
    topics = [str(i % 8) for i in range(200)]
    result = evaluate(scores, np.arange(200) % 5, y, topics, 200, 13)
    assert (result["n"], result["positives"]) == (200, int(y.sum()))
    assert result["f1_low"] <= result["f1"] <= result["f1_high"]


def test_a_model_saved_twice_has_the_same_bytes_and_still_loads(fitted: dict[str, Any]) -> None:
    import skops.io

    models = fitted | {"too few": None}
    first, second = (stable_bytes(skops.io.dumps(models)) for _ in range(2))
    assert first == second
    loaded = skops.io.loads(first)
    assert loaded["too few"] is None
    assert np.array_equal(loaded["denial"].coef_, fitted["denial"].coef_)
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_of_no_texts_there_are_no_states() -> None:
    assert ENCODER.states([], 1) == []


def test_encoder_vectors_have_unit_length_and_keep_order() -> None:
    vectors = ENCODER(["The talks failed.", "A cat.", "The talks failed."])
    assert vectors.shape == (3, 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-3)
    assert vectors[0] == pytest.approx(vectors[2], abs=2e-4)


def test_other_weights_than_the_pinned_ones_are_refused() -> None:
    other = Encoder(model="", sha256="0" * 64, batch_size=2, max_tokens=64)
    with pytest.raises(EncoderError, match=r"has sha256 53aa51172d14\.\.\., expected 000000000000"):
        other(["x"])


def test_a_missing_encoder_is_named(tmp_path: Any) -> None:
    other = Encoder(model=str(tmp_path), sha256="", batch_size=2, max_tokens=64)
    with pytest.raises(EncoderError, match="expected the encoder's weights at"):
        other(["x"])


def test_an_articles_rows_do_not_depend_on_the_others_in_its_partition(fitted: dict[str, Any]) -> None:
    actors = Actors(sides={}, targets={})
    code = _Code(HYBRID, ENCODER, BOOK, actors, (), fitted, {"denial": 0.5})
    together = code(partition({"a": [DENIES, SINGS], "b": [SINGS, DENIES, DENIES]}))["frames"].to_pylist()
    alone = [row for a, sources in (("a", [DENIES, SINGS]), ("b", [SINGS, DENIES, DENIES]))
             for row in code(partition({a: sources}))["frames"].to_pylist()]  # fmt: skip
    assert together == alone
    assert len(together) == 5


def partition(articles: dict[str, list[str]]) -> dict[str, Any]:
    """Statements and parses of articles whose sentences are given as hand-written parses."""
    statements, words = [], []
    for article_id, sources in articles.items():
        for number, source in enumerate(sources, 1):
            one = item(source)
            key = {"article_id": article_id, "sent_id": number}
            statements.append(
                key | {"statement_id": f"{article_id}/{number:04d}", "text": one.text, "unit": "paragraph", "side": ""}
            )
            for word in one.sentences[0].words:
                fields = ("form", "lemma", "upos", "xpos", "feats", "head", "deprel", "start", "end", "mwt")
                words.append(key | {"token_id": word.id, "block": 0} | {f: getattr(word, f) for f in fields})
    return {
        "statements": tables.table(statements, schema.STATEMENTS),
        "parses": tables.table(words, schema.PARSES),
    }

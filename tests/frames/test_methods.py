"""Methods of stage `frames`: scores, and the evidence behind them."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from rejoinder.coder.training_set import TrainingFeatures
from rejoinder.frame_coder.features import CodingUnit, compute_features, mix_context
from rejoinder.frame_coder.kernel import compute_rbf_kernel
from rejoinder.frame_coder.model import FittedCoder
from rejoinder.frames import CoderFrames, CueFrames, evidence
from rejoinder.frames.batches import embed_units
from rejoinder.frames.methods import CodedFrame
from tests.support.coders import CODEBOOK, DENIES, ENCODER, METHOD, SINGS, build_unit, fit_coder

DENIAL, SONG = build_unit(DENIES), build_unit(SINGS)
HYBRID = CoderFrames(variant="hybrid", threshold=None)


@pytest.fixture(scope="module")
def coder() -> FittedCoder:
    return fit_coder()


def code(units: Sequence[CodingUnit], coder: FittedCoder) -> list[CodedFrame]:
    """The one frame of each unit."""
    return [frame for (frame,) in HYBRID(units, CODEBOOK, coder, ENCODER)]


def code_by_cues(unit: CodingUnit) -> CodedFrame:
    ((frame,),) = CueFrames(threshold=0.5)([unit], CODEBOOK)
    return frame


def test_cues_give_a_score_and_are_shown() -> None:
    assert code_by_cues(DENIAL) == CodedFrame("denial", 0.7, ((10, 16),), "cue 'denied' [deny]")


def test_a_statement_without_cues_scores_0_and_says_so() -> None:
    assert code_by_cues(SONG) == CodedFrame("denial", 0.0, (), "no cue")


def test_a_frame_that_was_not_fitted_is_coded_by_its_cues_and_says_so(coder: FittedCoder) -> None:
    unfitted = replace(coder, classifiers={"denial": None}, duals=coder.duals[:, :0])
    rule = "cues alone, as training statements are too few: cue 'denied' [deny]"
    assert code([DENIAL], unfitted) == [CodedFrame("denial", 0.7, ((10, 16),), rule)]


def test_a_coder_without_embeddings_codes_by_its_other_features() -> None:
    units = [DENIAL, SONG] * 4
    named = compute_features(["cues"], units, [unit.match_cues(CODEBOOK) for unit in units], CODEBOOK)
    features = TrainingFeatures(np.zeros((len(units), 0), np.float32), named, list("aabbaabb"))
    coder, _ = METHOD.fit(["cues"], features, {"denial": np.array([True, False] * 4)})
    denial, song = code([DENIAL, SONG], coder)
    assert denial.score > 0.5 > song.score
    assert denial.evidence == ((10, 16),)


def test_a_fitted_coder_tells_the_frame_and_points_at_its_words(coder: FittedCoder) -> None:
    denial, song = code([DENIAL, SONG], coder)
    assert denial.score > 0.8 > 0.2 > song.score
    assert (10, 16) in denial.evidence
    assert denial.rule.startswith("meaning of denial +")


def test_words_are_named_only_where_the_frame_is_likely(coder: FittedCoder) -> None:
    denial, song = code([DENIAL, SONG], coder)
    assert "'denied' +" in denial.rule
    assert song.score < 0.2
    assert "'" not in song.rule
    assert song.evidence == ()


def test_the_features_shown_add_up_to_the_score(coder: FittedCoder) -> None:
    (denial,) = code([DENIAL], coder)
    parts = [part.rsplit(" ", 1) for part in denial.rule.split("; ")]
    logit = sum(float(value) for name, value in parts if not name.startswith("'"))
    assert 1 / (1 + np.exp(-logit)) == pytest.approx(denial.score, abs=0.01)


def test_a_words_contribution_is_what_its_weight_in_the_embedding_changes(coder: FittedCoder) -> None:
    embeddings, (text_states,) = embed_units([DENIAL], coder, ENCODER)
    (gradient,) = coder.compute_gradients("denial", embeddings)
    ranked = {word.form: (logit, word) for logit, word in evidence.rank_words(DENIAL, text_states, gradient)}
    logit, word = ranked["denied"]
    _, states, offsets = text_states
    own = (offsets[:, 0] < word.end) & (offsets[:, 1] > word.start)
    means = np.linalg.norm(states.mean(axis=1), axis=1, keepdims=True)
    share = (states[:, own].sum(axis=1) / len(offsets) / means).flatten()  # of the word in the embedding
    assert logit == pytest.approx(share @ gradient, abs=1e-4)
    step = 0.01 * share
    moved = mix_context(embeddings + step / np.sqrt(len(ENCODER.layers)), np.zeros_like(embeddings), 0.0)
    weights = coder.fitted["denial"].weights[:1]
    kernels = (compute_rbf_kernel(rows, coder.training_embeddings, coder.gamma) for rows in (embeddings, moved))
    logits = [(kernel @ coder.duals @ weights).item() for kernel in kernels]
    assert logits[1] - logits[0] == pytest.approx(float(step @ gradient) / np.sqrt(len(ENCODER.layers)), rel=0.2)


def test_the_context_has_a_say_in_what_a_statement_means(coder: FittedCoder) -> None:
    alone, in_context = code([SONG, replace(SONG, context=("Ruritania denied the charge",))], coder)
    assert in_context.score > alone.score


def test_scores_do_not_depend_on_order_or_batch(coder: FittedCoder) -> None:
    units = [DENIAL, SONG, build_unit(DENIES)]
    forward = code(units, coder)
    assert forward == code(units[::-1], coder)[::-1]
    assert forward == [code([unit], coder)[0] for unit in units]


def test_nothing_to_code_gives_nothing(coder: FittedCoder) -> None:
    assert code([], coder) == []

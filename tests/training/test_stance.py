"""Training of the stance network: where it begins, and what it is asked to learn from."""

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from rejoinder.stances import network
from tests.support.parses import parsed
from training.stance import adapters, data, prune
from training.stance.learner import Learner, adapted
from training.stance.train import Plan

PRAISE = data.Item("They praised Bob Jones.", ((13, 22),), 2, own=False)
TREE = """
1 They they PRON PRP _ 2 nsubj _ _
2 praised praise VERB VBD _ 0 root _ _
3 Bob Bob PROPN NNP _ 2 obj _ _
4 Jones Jones PROPN NNP _ 3 flat _ _
5 . . PUNCT . _ 2 punct _ _
"""


def test_a_network_to_be_trained_tells_three_labels_and_at_first_changes_no_state() -> None:
    learner = Learner(rank=2)
    plain = learner.logits([PRAISE])
    with adapted(learner.net, learner.down, learner.up):
        assert learner.logits([PRAISE]).tolist() == plain.tolist()
    assert plain.shape == (1, 3)


def test_a_network_of_fewer_layers_begins_as_the_mean_of_its_teachers(tmp_path: Path) -> None:
    teachers = []
    for scale in (1.0, 3.0):
        learner = Learner(rank=2)
        for values in learner.parameters():
            torch.nn.init.constant_(values, scale)
        learner.adapters().save(tmp_path / f"{scale}.safetensors")
        teachers.append(adapters.read(tmp_path / f"{scale}.safetensors"))
    smaller = Learner(rank=2, layers=4)
    smaller.begin_from(adapters.averaged(teachers))
    made = smaller.adapters()
    assert made.depth == 4
    assert {float(v) for part in (*made.down.values(), *made.up.values(), made.weights) for v in part.flat} == {2.0}


def learnt(depth: int) -> adapters.Adapters:
    """Adapters of some layers that change what is told."""
    learner = Learner(rank=2, layers=depth)
    drawn = torch.Generator().manual_seed(1)
    for values in learner.up.values():
        torch.nn.init.normal_(values, std=0.01, generator=drawn)
    return learner.adapters()


def test_adapters_merged_with_the_encoders_weights_tell_what_they_tell_beside_them() -> None:
    known = learnt(4)
    learner = Learner(rank=2, layers=4)
    learner.begin_from(known)
    with adapted(learner.net, learner.down, learner.up):
        beside, _ = learner.probabilities([PRAISE])
    merged, _ = prune.whole(known.merged()).probabilities([PRAISE])
    assert np.allclose(merged, beside, atol=0.01)


def test_a_network_to_be_pruned_is_the_one_that_is_run(tmp_path: Path) -> None:
    known = learnt(4).merged()
    network.save_network(prune.whole(known).network(), tmp_path / "same.safetensors")
    place = network.TargetSpans(text=PRAISE.text, spans=PRAISE.spans)
    again = network.read_network(tmp_path / "same.safetensors")
    told = [network.predict_stances(one, [place])[0] for one in (known, again)]
    assert np.allclose(*told, atol=0.01)


def test_a_pruned_network_has_the_heads_and_neurons_asked_for_and_comes_near_what_the_whole_one_tells(
    tmp_path: Path,
) -> None:
    whole = prune.whole(learnt(3).merged())
    items = [replace(PRAISE, text=f"{PRAISE.text} Day {number} passed.", label=data.UNREAD) for number in range(64)]
    plan = Plan(epochs=2, rate=1e-4, seed=13, out=tmp_path)
    prune.pruned(whole, items, ["Bob"], {"all": items}, plan, heads=9, neurons=1530)
    made = network.read_network(tmp_path / "13-2.safetensors")
    assert made.layers["encoder.layer.1.attention.self.key.weight"].shape == (9 * 32, 384)
    assert made.layers["encoder.layer.1.intermediate.dense.bias"].shape == (1530,)
    told, _ = network.predict_stances(made, [network.TargetSpans(text=PRAISE.text, spans=PRAISE.spans)])
    assert np.allclose(told, whole.probabilities([PRAISE])[0], atol=0.1)


def test_a_gap_takes_the_place_of_a_word_that_is_no_mention_and_its_label_is_unread() -> None:
    made = data.gapped(PRAISE, random.Random(13))
    assert made.text in ("[MASK] praised Bob Jones.", "They [MASK] Bob Jones.")
    assert [made.text[slice(*span)] for span in made.spans] == ["Bob Jones"]
    assert made.label == data.UNREAD


def test_where_all_is_mention_there_is_no_gap() -> None:
    named = data.Item("Bob Jones!", ((0, 9),), 2, own=False)
    assert data.gapped(named, random.Random(13)) == named


def asked_about(*spans: tuple[int, int]) -> list[tuple[int, int]]:
    """What a teacher is asked about in PRAISE where the given spans are targets already."""
    (sentence,) = parsed(PRAISE.text, TREE, "000000")
    rows = [
        {"article_id": "000000", "sent_id": 1, "block": 0, "token_id": word.id, **word._asdict()}
        for word in sentence.words
    ]
    known = data.Item(PRAISE.text, spans, 2, own=False)
    return sorted(i.spans[0] for i in data.unread([known], lambda texts: rows, 3, random.Random(13)))


def test_the_teacher_is_asked_about_whole_names_and_pronouns() -> None:
    assert asked_about() == [(0, 4), (13, 22)]


def test_the_teacher_is_not_asked_about_what_a_reader_labelled() -> None:
    assert asked_about((13, 16)) == [(0, 4)]

"""Training of the stance network: where it begins, and what it is asked to learn from."""

import random
from pathlib import Path

import torch
from conftest import parsed
from training.stance import data
from training.stance.__main__ import averaged
from training.stance.learner import Learner, adapted

from rejoinder.stances import network

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
        learner.save(tmp_path / f"{scale}.safetensors")
        teachers.append(network.read(tmp_path / f"{scale}.safetensors"))
    smaller = Learner(rank=2, layers=4)
    smaller.begin_from(averaged(teachers))
    smaller.save(tmp_path / "smaller.safetensors")
    made = network.read(tmp_path / "smaller.safetensors")
    assert made.layers == 4
    assert {float(v) for part in (*made.down.values(), *made.up.values(), made.weights) for v in part.flat} == {2.0}


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

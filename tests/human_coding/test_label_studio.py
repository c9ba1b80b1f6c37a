"""Coding that comes back from Label Studio."""

import json
from collections.abc import Sequence
from typing import Any

import pytest

from rejoinder.exchange.label_studio import LabelStudio
from rejoinder.human_coding.files import GoldError
from rejoinder.human_coding.label_studio import read_label_studio
from rejoinder.human_coding.marked_texts import Mark, MarkedText
from tests.support.exchange import build_datasets, export, invent_awkward_corpus
from tests.support.marks import lay_over, recode

PATH = "seeds/gold/ann.json"
TEXT = "\U0001f600 Hi.\r\nWe did not do it."
REGION = {"start": 7, "end": 24}


def write_task(*results: dict[str, Any], coder: object = 7, **fields: Any) -> dict[str, Any]:
    """A task in the layout of an export (labelstud.io/guide/task_format)."""
    annotation = {
        "id": 1001, "completed_by": coder, "result": list(results), "was_cancelled": False, "ground_truth": False,
        "created_at": "2021-03-09T22:16:08.728353Z", "lead_time": 4.288, "task": 1, **fields,
    }  # fmt: skip
    data = {"article_id": "harbour", "text": TEXT}
    return {"id": 1, "data": data, "annotations": [annotation], "predictions": [], "project": 83, "drafts": []}


def write_result(control: str, type_: str, **value: Any) -> dict[str, Any]:
    value = {**REGION, **value}
    return {"id": "Dx_aB91ISN", "from_name": control, "to_name": "text", "type": type_, "value": value}


def read(*tasks: dict[str, Any]) -> Sequence[MarkedText]:
    return read_label_studio(PATH, json.dumps(tasks).encode())


def test_labels_choices_and_speaker_of_a_region_are_marks() -> None:
    (text,) = read(
        write_task(
            write_result("frames", "labels", labels=["Denial", "Deterrence"]),
            write_result("speaker", "textarea", text=["Ada Moor"]),
            write_result("side", "choices", choices=["Norland"]),
            write_result("stances", "choices", choices=["favours Talks"]),
        )
    )
    codes = ("Denial", "Deterrence", "speaker: Ada Moor", "side: Norland", "favours Talks")
    assert (text.name, text.text) == ("harbour", TEXT)
    assert text.marks == [Mark(**REGION, words="We did not do it.", code=code, coder="7") for code in codes]


def test_region_without_a_frame_has_no_mark() -> None:
    (text,) = read(write_task(write_result("frames", "labels", labels=["no frame"])))
    assert (text.marks, text.offered) == ([], ["no frame"])  # but the coder was asked for frames


@pytest.mark.parametrize(
    ("coder", "name"), [(7, "7"), ({"id": 7, "email": "ann@example.org"}, "ann@example.org"), ({"id": 7}, "7")]
)
def test_coder_is_who_completed_the_annotation(coder: object, name: str) -> None:
    (text,) = read(write_task(write_result("frames", "labels", labels=["Denial"]), coder=coder))
    assert [mark.coder for mark in text.marks] == [name]


def test_choice_for_the_whole_text_marks_all_of_it_and_a_relation_nothing() -> None:
    relation = {"from_id": "a", "to_id": "b", "type": "relation", "direction": "right"}
    whole = write_result("genre", "choices", choices=["news"]) | {"value": {"choices": ["news"]}}
    (text,) = read(write_task(relation, whole))
    assert text.marks == [Mark(start=0, end=len(TEXT), words=TEXT, code="news", coder="7")]


def test_task_that_was_skipped_or_not_begun_is_not_coded() -> None:
    task = write_task(write_result("frames", "labels", labels=["Denial"]))
    skipped = write_task(was_cancelled=True)
    assert len(read(skipped, {"data": task["data"], "annotations": []}, task)) == 1


def test_predictions_alone_are_no_coding() -> None:
    content = export(LabelStudio(articles=1), invent_awkward_corpus(1))["label_studio/tasks.json"]
    with pytest.raises(GoldError, match=f"{PATH}.*none that a coder has submitted"):
        read_label_studio(PATH, content)


@pytest.mark.parametrize("content", [b"{}x", b"\xff", b'{"a": 1}', b'[{"data": {}}]', b"[1]", b"3"])
def test_another_file_is_refused_by_its_name(content: bytes) -> None:
    with pytest.raises(GoldError, match=f"{PATH}: expected tasks"):
        read_label_studio(PATH, content)


def test_export_that_is_submitted_as_it_is_and_read_gives_the_same_export_again() -> None:
    datasets = invent_awkward_corpus(300)
    files = export(LabelStudio(articles=1000), datasets)
    tasks = json.loads(files["label_studio/tasks.json"])
    submitted = [write_task(*task["predictions"][0]["result"]) | {"data": task["data"]} for task in tasks]
    coding, skipped = lay_over(datasets, PATH, read(*submitted))
    assert (len(coding.codes), skipped) == (900, [])
    assert export(LabelStudio(articles=1000), build_datasets(recode(datasets, coding))) == files

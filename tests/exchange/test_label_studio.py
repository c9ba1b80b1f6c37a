"""Label Studio's tasks and labelling interface, held against its documented layout (labelstud.io/guide/task_format)."""

import json
from typing import Any

import pytest
from lxml import etree

from rejoinder.exchange.label_studio import LabelStudio
from tests.support.exchange import export, invent_awkward_corpus, write_positions

METHOD = LabelStudio(articles=1000)
VALUES = {"labels": "Labels", "choices": "Choices", "textarea": "TextArea"}  # tags by the type of their results


@pytest.fixture(scope="module")
def awkward() -> dict[str, bytes]:
    return export(METHOD, invent_awkward_corpus(300))


def read_tasks(files: dict[str, bytes]) -> list[dict[str, Any]]:
    tasks: list[dict[str, Any]] = json.loads(files["label_studio/tasks.json"])
    return tasks


def read_results(files: dict[str, bytes]) -> list[dict[str, Any]]:
    return [result for task in read_tasks(files) for result in task["predictions"][0]["result"]]


def read_controls(files: dict[str, bytes]) -> dict[str, tuple[str, list[str]]]:
    """Tag and values of each control of the interface by its name."""
    view = etree.fromstring(files["label_studio/labelling.xml"])
    return {one.get("name"): (one.tag, [value.get("value") for value in one]) for one in view.iter(*VALUES.values())}


def code_of(result: dict[str, Any]) -> list[str]:
    value = result["value"]
    codes: list[str] = value["text"] if result["type"] == "textarea" else value[result["type"]]
    return codes


def test_every_result_has_the_documented_fields_and_a_control_that_knows_its_values(awkward: dict[str, bytes]) -> None:
    controls = read_controls(awkward)
    for result in read_results(awkward):
        assert set(result) == {"id", "from_name", "to_name", "type", "value"}
        tag, values = controls[result["from_name"]]
        assert (tag, result["to_name"]) == (VALUES[result["type"]], "text")
        assert tag == "TextArea" or set(code_of(result)) <= set(values)


def test_a_task_has_the_data_that_the_interface_shows(awkward: dict[str, bytes]) -> None:
    view = etree.fromstring(awkward["label_studio/labelling.xml"])
    shown = {one.get("value")[1:] for one in view.iter("Text", "Header") if one.get("value").startswith("$")}
    assert shown == {"title", "text"}
    assert all(shown <= set(task["data"]) for task in read_tasks(awkward))


def test_offsets_in_awkward_texts_are_code_points(awkward: dict[str, bytes]) -> None:
    for task in read_tasks(awkward):
        for result in task["predictions"][0]["result"]:
            if result["type"] == "labels":
                value = result["value"]
                assert task["data"]["text"][value["start"] : value["end"]] == value["text"]


def test_all_that_is_said_of_a_statement_is_of_one_region() -> None:
    line = "Ada Moor | talks | favours | 2013-03-12 | person | Board | Norland"
    results = read_results(export(METHOD, write_positions(line)))
    assert {result["id"] for result in results} == {"s1"}
    assert {(result["value"]["start"], result["value"]["end"]) for result in results} == {(0, 8)}
    assert {result["from_name"]: code_of(result) for result in results} == {
        "frames": ["no frame"], "speaker": ["Ada Moor"], "side": ["Norland"], "stances": ["favours Talks"]
    }  # fmt: skip


def test_frames_are_the_labels_of_a_region() -> None:
    results = read_results(export(METHOD, write_positions("Ada Moor | denial | | 2013-03-12")))
    assert [code_of(result) for result in results if result["from_name"] == "frames"] == [["Denial"]]


def test_a_side_that_no_actors_file_names_can_be_chosen_too() -> None:
    files = export(METHOD, write_positions("Bo | talks | opposes | 2013-03-12 | person | | Sudland"))
    assert read_controls(files)["side"] == ("Choices", ["Norland", "Sudland"])


def test_who_has_no_side_has_no_choice_of_one() -> None:
    files = export(METHOD, write_positions("Wire | talks | opposes | 2013-03-12 | outlet", "Bo | talks | | 2013-03-12"))
    assert [result for result in read_results(files) if result["from_name"] == "side"] == []


def test_only_the_first_articles_are_tasks() -> None:
    tasks = read_tasks(export(LabelStudio(articles=2), invent_awkward_corpus(9)))
    assert [task["data"]["article_id"] for task in tasks] == ["a000", "a001"]


def test_the_same_coding_gives_the_same_bytes(awkward: dict[str, bytes]) -> None:
    assert export(METHOD, invent_awkward_corpus(300)) == awkward

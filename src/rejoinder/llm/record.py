"""The record of answers in seeds/answers: read here, written by `rejoinder ask`.

It is a dataset of 16 partitions, by the first digit of the key, so that new answers change few bytes of what is
committed. A journal beside each holds what was answered since it was written.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rejoinder import tables
from rejoinder.llm.answers import ModelAnswer, Unanswered, explain_unanswered, read_answer
from rejoinder.llm.server import ChatServer, measure_prompt, read_questions

PARTITIONS = 16


class RecordError(ValueError):
    """A record that does not say whose answers hold: one sentence with what to do."""


@dataclass
class Usage:
    """What answers took, in all.

    Attributes:
        answers: how many there are.
        prompt_bytes: of their messages, see `measure_prompt`.
        prompt_tokens, answer_tokens: as the server counted them.
        seconds: from sending to answer, waits aside.
        dates: days on which they came, ISO 8601.
    """

    answers: int = 0
    prompt_bytes: int = 0
    prompt_tokens: int = 0
    answer_tokens: int = 0
    seconds: float = 0.0
    dates: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Spent:
    """What one answer took.

    Attributes:
        seconds: from sending to answer, waits aside.
        tokens: of prompt and answer, as the server counted them; None where it did not.
    """

    seconds: float
    tokens: tuple[int, int] | None


@dataclass(frozen=True)
class Answers:
    """The recorded answers of one model.

    Attributes:
        identity: of model and server, "" where none has answered.
        by_key: what was answered.
        usage: what that took.
        spent: what each took.
    """

    identity: str = ""
    by_key: Mapping[str, ModelAnswer | Unanswered] = field(default_factory=dict)
    usage: Usage = field(default_factory=Usage)
    spent: Mapping[str, Spent] = field(default_factory=dict)

    def get(self, request: bytes) -> ModelAnswer | Unanswered | None:
        """What was answered to a request, None where it has not been sent."""
        return self.by_key.get(compute_key(self.identity, request))

    def collect(self, requests: Iterable[bytes]) -> tuple[list[ModelAnswer], str]:
        """What can be used of the answers to some requests about the same, and why nothing can, as a rule."""
        responses = [self.get(request) for request in requests]
        usable = [response for response in responses if isinstance(response, ModelAnswer)]
        return usable, "" if usable else explain_unanswered(responses)


def compute_key(identity: str, request: bytes) -> str:
    """Hash a request to a model: sha256 in hexadecimal."""
    return hashlib.sha256(identity.encode() + b"\0" + request).hexdigest()


def name_part(key: str) -> str:
    """The partition that holds an answer."""
    return tables.name_partition(int(key[0], 16), PARTITIONS)


def iterate_rows(folder: Path) -> Iterator[dict[str, Any]]:
    """All recorded answers, as rows of `schema.ANSWERS`; those of journals are not among them."""
    for name in tables.list_partitions(folder):
        yield from tables.read_partition(folder, name).to_pylist()


def find_answered(folder: Path, server: ChatServer, identity: str) -> bytes | None:
    """Find a request with a server's present settings that was answered, None where there is none.

    One with other settings would not show whether these are refused.
    """
    settings = _read_settings(server.build_request([], {}))
    for row in iterate_rows(folder):
        request: bytes = row["request"].encode()
        if row["identity"] == identity and row["status"] == 200 and _read_settings(request) == settings:
            return request
    return None


def _read_settings(request: bytes) -> dict[str, Any]:
    """A request without what it asks, the model among it."""
    return {key: value for key, value in json.loads(request).items() if key not in ("messages", "response_format")}


def load_answers(folder: Path, server: ChatServer) -> Answers:
    """Load what a model answered.

    Args:
        folder: of the record.
        server: whose model is meant.

    Raises:
        RecordError: several models or servers of this name have answered, and none is chosen.
    """
    identities = {row["identity"] for row in _select_identities(folder) if row["model"] == server.model}
    if server.identity is None and len(identities) > 1:
        raise RecordError(
            f"{folder}: answers of model {server.model!r} come from {len(identities)} models or servers"
            f" ({'; '.join(sorted(identities))}); choose one by key 'identity' of the server in the option's file."
        )
    identity = server.identity or next(iter(identities), "")
    by_key: dict[str, ModelAnswer | Unanswered] = {}
    usage, spent = Usage(), dict[str, Spent]()
    for row in iterate_rows(folder) if identity else ():
        if row["identity"] == identity and row["model"] == server.model:
            questions = read_questions(row["request"].encode())
            by_key[row["key"]] = read_answer(questions, server.context_length, row["status"], row["response"])
            spent[row["key"]] = Spent(row["seconds"], _read_tokens(row["response"]))
            _count_usage(usage, row, spent[row["key"]].tokens)
    return Answers(identity, by_key, usage, spent)


def _select_identities(folder: Path) -> Iterator[dict[str, Any]]:
    for name in tables.list_partitions(folder):
        yield from tables.read_partition(folder, name, ["model", "identity"]).to_pylist()


def _read_tokens(response: str) -> tuple[int, int] | None:
    try:
        tokens = json.loads(response)["usage"]
        return int(tokens["prompt_tokens"]), int(tokens["completion_tokens"])
    except (ValueError, LookupError, TypeError):
        return None


def _count_usage(usage: Usage, row: Mapping[str, Any], tokens: tuple[int, int] | None) -> None:
    if tokens is None:
        return  # a response that counts nothing tells nothing of the others
    prompt, answer = tokens
    usage.answers += 1
    usage.prompt_bytes += measure_prompt(row["request"].encode())
    usage.prompt_tokens += prompt
    usage.answer_tokens += answer
    usage.seconds += row["seconds"]
    usage.dates.add(row["asked"])


def hash_answers(folder: Path) -> str:
    """Hash the record, as a method's fingerprint."""
    digest = hashlib.sha256()
    for name in tables.list_partitions(folder):
        digest.update(hashlib.sha256((folder / name).read_bytes()).digest())
    return digest.hexdigest()

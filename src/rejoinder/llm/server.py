"""A server with a language model, as an option of conf/ describes it, and the bytes of the requests that it gets."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, NonNegativeFloat, NonNegativeInt, PositiveInt

from rejoinder.config.ranges import FilledText, Positive, refuse

Message = Mapping[str, str]  # role and content
# Answers that a question may have, by name of the question, in the order asked; BOOLEAN is told as true or false.
Questions = Mapping[str, Sequence[str]]

BOOLEAN = ("true", "false")

_VARIABLE = re.compile(r"([A-Z_][A-Z0-9_]*)?")  # in capitals, which no key is


def _check_variable(value: str) -> str:
    if not _VARIABLE.fullmatch(value):  # the value is not shown, as it could be a key
        refuse("must name an environment variable, such as OPENAI_API_KEY, or be ''; a key stands in no file")
    return value


def _check_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.query:
        refuse("must be an address such as http://localhost:11434/v1, without user, password or query")
    return value.rstrip("/")


@dataclass(frozen=True, kw_only=True)
class Price:
    """What a million tokens cost, in one currency.

    Attributes:
        prompt: tokens sent.
        answer: tokens that come back.
    """

    prompt: NonNegativeFloat
    answer: NonNegativeFloat


@dataclass(frozen=True, kw_only=True)
class ChatServer:
    """A server that speaks OpenAI's chat completions: Ollama, vLLM, llama.cpp, or a service.

    Attributes:
        base_url: its address up to /v1.
        model: by which name it knows the model.
        identity: of the model and server whose answers hold, as `rejoinder ask` prints it; None where seeds/answers
            has the answers of one only.
        key_variable: the environment variable that holds the key, "" for none.
        temperature: 0 takes the likeliest token each time.
        seed: of its sampling, and of the draw of examples.
        context_length: tokens that prompt and answer may have together; with as many the prompt was cut, and the answer
            is left out.
        answer_length: tokens that an answer may have.
        alternatives: how many likeliest tokens it tells at each place, 0 for none; probabilities are read from them.
        extra: what else stands in the request, for servers that want it.
        in_flight: requests sent at a time.
        timeout: seconds until a request is given up and sent again.
        tries: how often a request is sent until it counts as failed.
        price: of tokens.
        limit: money above which nothing is sent; None for no limit.
    """

    base_url: Annotated[FilledText, AfterValidator(_check_url)]
    model: FilledText
    identity: FilledText | None
    key_variable: Annotated[str, AfterValidator(_check_variable)]
    temperature: Annotated[float, Field(ge=0, le=2)]
    seed: NonNegativeInt
    context_length: PositiveInt
    answer_length: PositiveInt
    alternatives: Annotated[int, Field(ge=0, le=20)]
    in_flight: Annotated[int, Field(ge=1, le=1000)]
    timeout: Positive
    tries: Annotated[int, Field(ge=1, le=20)]
    price: Price
    limit: NonNegativeFloat | None
    extra: dict[str, Any] = field(default_factory=dict)

    def build_request(self, messages: Sequence[Message], questions: Questions) -> bytes:
        """Write a request; the same request has the same bytes.

        Args:
            messages: the prompt.
            questions: what is to be answered, in JSON by a schema of exactly these.
        """
        properties = {
            name: {"type": "boolean"} if tuple(options) == BOOLEAN else {"type": "string", "enum": [*options]}
            for name, options in questions.items()
        }
        schema = {"type": "object", "properties": properties, "required": [*questions], "additionalProperties": False}
        told = {"logprobs": True, "top_logprobs": self.alternatives} if self.alternatives else {}
        body = {
            "model": self.model,
            "messages": [dict(message) for message in messages],
            "temperature": self.temperature,
            "seed": self.seed,
            "max_tokens": self.answer_length,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "codes", "strict": True, "schema": schema},
            },
        }
        # unsorted: the order of questions is part of what is asked
        return json.dumps(body | told | self.extra, ensure_ascii=False, separators=(",", ":")).encode()


def measure_prompt(request: bytes) -> int:
    """Measure what the model reads of a request: bytes of its messages in UTF-8; the schema is not among it.

    Bytes and not characters, as a token of Chinese or Arabic is a character or less, but three or two bytes.
    """
    return sum(len(message["content"].encode()) for message in json.loads(request)["messages"])


def read_questions(request: bytes) -> dict[str, tuple[str, ...]]:
    """Read from a request what it asks."""
    properties = json.loads(request)["response_format"]["json_schema"]["schema"]["properties"]
    return {name: tuple(part.get("enum", BOOLEAN)) for name, part in properties.items()}

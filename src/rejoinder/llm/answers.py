"""What a server's response says: how likely each answer to each question is, or why it says nothing."""

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rejoinder.llm.server import BOOLEAN, Questions

_SPACING = ' \t\n"'
_REASON = 120  # characters of a server's sentence that are listed


@dataclass(frozen=True)
class ModelAnswer:
    """What the model answered.

    Attributes:
        shares: how likely each option of each question is; they add up to 1. Where the server tells no probabilities
            the option that was answered has all.
        is_graded: whether all of them come from the server's probabilities.
    """

    shares: Mapping[str, Mapping[str, float]]
    is_graded: bool


@dataclass(frozen=True)
class Unanswered:
    """Why a response answers nothing.

    Attributes:
        reason: in words.
        is_refused: whether the server, not the model, answered so: it could do better another time.
    """

    reason: str
    is_refused: bool = False


def explain_unanswered(responses: Iterable[ModelAnswer | Unanswered | None]) -> str:
    """Say why a statement has no code, as its rule: the reasons of all responses."""
    reasons = {response.reason if isinstance(response, Unanswered) else "not asked" for response in responses}
    return f"left out: {'; '.join(sorted(reasons))}"


def read_answer(questions: Questions, context_length: int, status: int, response: str) -> ModelAnswer | Unanswered:
    """Read a response of /chat/completions.

    Args:
        questions: what was asked.
        context_length: tokens that prompt and answer may have together.
        status: of HTTP, 0 where nothing came back.
        response: its raw body.
    """
    if status != 200:
        return Unanswered(_explain_refusal(status, response), is_refused=True)
    try:
        body = json.loads(response)
        choice = body["choices"][0]
        message, finish = choice["message"], choice.get("finish_reason")
        content = message.get("content")
    except (ValueError, LookupError, TypeError, AttributeError):
        return Unanswered("not a response of chat completions")
    if reason := _explain_unusable(message, finish, content, body.get("usage"), context_length):
        return Unanswered(reason)
    try:
        values = json.loads(content)
    except ValueError:
        return Unanswered("invalid JSON")
    if not isinstance(values, dict) or any(
        _name_option(values.get(name)) not in options for name, options in questions.items()
    ):
        return Unanswered("not the JSON that was asked for")
    told = {name: _read_shares(name, options, choice.get("logprobs"), content) for name, options in questions.items()}
    chosen = {
        name: {option: float(option == _name_option(values[name])) for option in options}
        for name, options in questions.items()
    }
    return ModelAnswer({name: told[name] or chosen[name] for name in questions}, all(told.values()))


def _explain_unusable(
    message: Mapping[str, Any], finish: object, content: object, usage: object, context_length: int
) -> str:
    """Why a message cannot be read, "" where it can."""
    if message.get("refusal"):
        return f"refusal: {_shorten(message['refusal'])}"
    if finish == "content_filter":
        return "refusal: content filter"
    if finish == "length":
        return "truncated answer"
    tokens = usage.get("total_tokens") if isinstance(usage, dict) else None
    if isinstance(tokens, int) and tokens >= context_length:
        return f"prompt cut at the context length of {context_length} tokens"
    return "" if isinstance(content, str) and content.strip() else "empty answer"


def _explain_refusal(status: int, response: str) -> str:
    try:
        said = json.loads(response)
    except ValueError:
        said = "" if response.lstrip().startswith("<") else response  # a page of HTML says little
    for key in ("error", "message"):
        said = said.get(key, said) if isinstance(said, dict) else said
    who = f"refused by the server ({status})" if status else "no answer from the server"
    return f"{who}: {_shorten(said)}" if said else who


def _shorten(text: object) -> str:
    return " ".join(str(text).split())[:_REASON]


def _name_option(value: object) -> object:
    return BOOLEAN[not value] if isinstance(value, bool) else value if isinstance(value, str) else None


def _read_shares(name: str, options: Sequence[str], logprobs: Any, content: str) -> dict[str, float] | None:
    """How likely each option is by the tokens that could stand where the value begins, None where that is not told.

    An option that is not among the tokens told counts as 0.
    """
    key = re.escape(json.dumps(name, ensure_ascii=False))
    begin = re.search(rf'{key}\s*:\s*"?', content)
    token, offset = _find_token(logprobs, content, begin.end() if begin else len(content))
    if token is None:
        return None
    before = str(token["token"])[:offset]
    masses = dict.fromkeys(options, 0.0)
    for alternative in token.get("top_logprobs") or ():
        rest = _cut_before(str(alternative["token"]), before)
        meant = [option for option in options if rest and (option.startswith(rest) or rest.startswith(option))]
        if len(meant) == 1:
            masses[meant[0]] += math.exp(alternative["logprob"])
    total = sum(masses.values())
    return {option: mass / total for option, mass in masses.items()} if total else None


def _cut_before(token: str, before: str) -> str:
    """What of a token would stand at the value, "" for nothing; white space and a quotation mark may differ."""
    if not before.strip(_SPACING):
        return token.lstrip(_SPACING)
    return token.removeprefix(before) if token.startswith(before) else ""


def _find_token(logprobs: Any, content: str, position: int) -> tuple[Mapping[str, Any] | None, int]:
    """The token that holds a character of the content, and the character's place in it.

    Tokens may spell more than the content, such as the fence around JSON that llama.cpp takes off.
    """
    tokens = (logprobs or {}).get("content") or ()
    begin = -"".join(str(token["token"]) for token in tokens).find(content)
    if begin == 1 or position >= len(content):  # they do not spell it: halves of a letter, or another text
        return None, 0
    for token in tokens:
        end = begin + len(str(token["token"]))
        if begin <= position < end:
            return token, position - begin
        begin = end
    return None, 0

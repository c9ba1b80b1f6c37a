"""A small server that speaks OpenAI's chat completions, well or in every bad way, and what options need to ask it."""

import asyncio
import json
import math
import threading
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from rejoinder.llm.server import ChatServer, Price, read_questions

Respond = Callable[[int, bytes], Awaitable[web.StreamResponse]]  # the number of the request, from 0, and its body
YES = 0.8  # the probability that the server gives what it answers


def build_server(base_url: str = "http://localhost:1/v1", **settings: Any) -> ChatServer:
    """A server's settings, with short waits."""
    plain: dict[str, Any] = {
        "model": "mimic", "identity": None, "key_variable": "", "temperature": 0, "seed": 13, "context_length": 4096,
        "answer_length": 100, "alternatives": 5, "in_flight": 4, "timeout": 5, "tries": 3,
        "price": Price(prompt=1, answer=2), "limit": None,
    }  # fmt: skip
    return ChatServer(base_url=base_url, **(plain | settings))


def complete(values: Mapping[str, Any] | str, logprobs: bool = True, **changes: Any) -> dict[str, Any]:
    """The body of a response whose answer is `values`, with probabilities of `YES` for each value."""
    content = values if isinstance(values, str) else json.dumps(values)
    choice: dict[str, Any] = {"message": {"role": "assistant", "content": content}, "finish_reason": "stop"}
    if logprobs and not isinstance(values, str):
        choice["logprobs"] = {"content": list(spell(values))}
    usage = {"prompt_tokens": 40, "completion_tokens": 10, "total_tokens": 50}
    return {"choices": [choice | changes], "usage": usage}


def spell(values: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The tokens that `json.dumps` of values is made of, values with what else could have stood there."""
    opposite = {"true": "false", "false": "true", "opposes": "favours", "favours": "opposes", "neutral": "opposes"}
    for number, (name, value) in enumerate(values.items()):
        yield {"token": ("{" if number == 0 else ", ") + json.dumps(name) + ":", "logprob": 0.0, "top_logprobs": []}
        literal = json.dumps(value)
        quote, word = ('"', literal[1:-1]) if literal[0] == '"' else ("", literal)
        top = [(word, YES), (opposite.get(word, "other"), 1 - YES)]
        yield {
            "token": f" {quote}{word[:3]}",
            "logprob": math.log(YES),
            "top_logprobs": [{"token": f" {quote}{w[:3]}", "logprob": math.log(p)} for w, p in top],
        }
        yield {"token": word[3:] + quote, "logprob": 0.0, "top_logprobs": []}
    yield {"token": "}", "logprob": 0.0, "top_logprobs": []}


def answer_first(request: bytes) -> dict[str, Any]:
    """Values that answer a request: of each question the first option, true for a boolean."""
    first = {name: options[0] for name, options in read_questions(request).items()}
    return {name: True if option == "true" else option for name, option in first.items()}


async def answer_all(number: int, request: bytes) -> web.StreamResponse:
    """Answer properly."""
    return web.json_response(complete(answer_first(request)))


@dataclass
class MimicServer:
    """A running server.

    Attributes:
        base_url: its address.
        requests: bodies of the requests so far.
        keys: their Authorization headers.
        most_at_once: how many it had at a time.
    """

    base_url: str = ""
    requests: list[bytes] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    most_at_once: int = 0


@contextmanager
def serve(respond: Respond = answer_all, identity: str = "v1") -> Iterator[MimicServer]:
    """Run a server in a thread of its own, until the context is left; `identity` is what it tells of its model."""
    server, ready, loop = MimicServer(), threading.Event(), asyncio.new_event_loop()
    now = 0

    async def chat(request: web.Request) -> web.StreamResponse:
        nonlocal now
        body = await request.read()
        number = len(server.requests)
        server.requests.append(body)
        server.keys.append(request.headers.get("Authorization", ""))
        now += 1
        server.most_at_once = max(server.most_at_once, now)
        try:
            return await respond(number, body)
        finally:
            now -= 1

    async def list_models(_: web.Request) -> web.StreamResponse:
        return web.json_response({"data": [{"id": "mimic", "root": identity}]})

    async def start() -> web.AppRunner:
        app = web.Application()
        app.router.add_post("/v1/chat/completions", chat)
        app.router.add_get("/v1/models", list_models)
        runner = web.AppRunner(app, shutdown_timeout=0)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        server.base_url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
        return runner

    def work() -> None:
        asyncio.set_event_loop(loop)
        runner = loop.run_until_complete(start())
        ready.set()
        loop.run_forever()
        loop.run_until_complete(runner.cleanup())

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)

"""How near `rejoinder ask` comes to what a server allows, and whether memory grows with the number of answers.

    python -m benchmarks.asking --requests 10000 --in-flight 16 --seconds 0.05

A server in a process of its own answers each request after so many seconds, and so allows in_flight / seconds answers
a second. Requests are as long as those of the default codebook.
"""

import argparse
import asyncio
import json
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

from aiohttp import web

from rejoinder import config
from rejoinder.ask.client import Client
from rejoinder.ask.journal import Journal, merge_journals
from rejoinder.llm import Prompt, StatementToAsk
from rejoinder.llm.frame_questions import FrameQuestions
from rejoinder.llm.server import ChatServer, Price


def run_server(seconds: float, address: Connection) -> None:
    """Answer every request after so many seconds, with some 20 kB of probabilities, as real servers do."""
    content = json.dumps({"victimhood": False, "denial": True, "deterrence": False, "cooperation": False})
    token = {"token": "x", "logprob": -0.1, "top_logprobs": [{"token": "x", "logprob": -0.1}] * 5}
    choice = {"message": {"content": content}, "finish_reason": "stop", "logprobs": {"content": [token] * 60}}
    body = json.dumps({"choices": [choice], "usage": {"prompt_tokens": 900, "completion_tokens": 30}}).encode()

    async def answer(_: web.Request) -> web.Response:
        await asyncio.sleep(seconds)
        return web.Response(body=body, content_type="application/json")

    async def serve() -> None:
        app = web.Application()
        app.router.add_post("/v1/chat/completions", answer)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        address.send(f"http://127.0.0.1:{runner.addresses[0][1]}/v1")
        await asyncio.Event().wait()

    asyncio.run(serve())


def write_requests(server: ChatServer, numbers: range) -> Iterator[bytes]:
    """Write a request about frames for each number."""
    prompt = Prompt.read("seeds/prompts/frames.jinja")
    questions = FrameQuestions(server=server, prompts=[prompt], codebook=config.compose_run().load("codebook"))
    for number in numbers:
        yield from questions.list_requests(StatementToAsk(text=f"We deny charge {number} of hacking anybody's server."))


def measure_peak() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--in-flight", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=0.05)
    arguments = parser.parse_args()
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=run_server, args=(arguments.seconds, theirs), daemon=True
    )
    process.start()
    server = ChatServer(
        base_url=ours.recv(), model="mimic", identity=None, key_variable="", temperature=0, seed=13,
        context_length=4096, answer_length=100, alternatives=5, in_flight=arguments.in_flight, timeout=60, tries=3,
        price=Price(prompt=0, answer=0), limit=None,
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        journal, requests = Journal(Path(folder)), arguments.requests
        peaks = []
        for part in (range(requests // 10), range(requests // 10, requests)):
            begin = time.monotonic()
            asking = Client(server, "").ask_all(write_requests(server, part), lambda _: None, journal.append)
            asyncio.run(asking)
            taken = time.monotonic() - begin
            peaks.append(measure_peak())
        allowed = arguments.in_flight / arguments.seconds
        print(f"{len(part):,} requests in {taken:.1f} s: {len(part) / taken:.0f} a second of {allowed:.0f} allowed")
        print(f"peak memory after {requests // 10:,} requests {peaks[0]:.0f} MB, after {requests:,} {peaks[1]:.0f} MB")
        begin = time.monotonic()
        added = merge_journals(Path(folder))
        size = sum(file.stat().st_size for file in Path(folder).iterdir()) / 1e6
        print(
            f"{added:,} answers merged in {time.monotonic() - begin:.1f} s into {size:.1f} MB; {measure_peak():.0f} MB"
        )
    process.terminate()


if __name__ == "__main__":
    main()

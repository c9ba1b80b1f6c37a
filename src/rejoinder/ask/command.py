"""What the commands do: find what is missing, estimate it, send it, record it."""

import asyncio
import importlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any

from filelock import FileLock, Timeout
from tqdm import tqdm

from rejoinder import paths
from rejoinder.ask.client import Client
from rejoinder.ask.journal import Journal, merge_journals
from rejoinder.config import Run
from rejoinder.llm import AnswerError, ChatServer, Inquiry
from rejoinder.llm.inquiry import Estimate
from rejoinder.llm.record import find_answered

_STAGES = ("frames", "stances")


def estimate(run: Run) -> None:
    """Print what the missing answers of each stage would take.

    Raises:
        AnswerError: answers are being written.
    """
    with _hold_record():
        merge_journals(paths.ANSWERS)
        for inquiry in _list_inquiries(run):
            print(_describe(inquiry, inquiry.estimate()))


def ask(run: Run, again: bool = False) -> None:
    """Send what is missing, and record the answers.

    Args:
        run: whose options ask.
        again: whether to ask again what the server refused, such as in a bad hour.

    Raises:
        AnswerError: it would cost more than may be spent, a key is missing, another model answers than before, or
            answers are being written.
        ServerError: the server does not answer.
    """
    with _hold_record():
        _ask_all(run, again)


@contextmanager
def _hold_record() -> Iterator[None]:
    """Hold the record alone: two that ask at once would send the same requests, and merge each other's journals.

    The system lets go of the lock when the process ends, however it does.
    """
    paths.ASKING.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(paths.ASKING, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise AnswerError(
            f"{paths.ANSWERS}: another `rejoinder ask` or `rejoinder estimate` is at work in this study; wait until it"
            " ends, or stop it. Nothing was sent."
        ) from None
    try:
        yield
    finally:
        lock.release()


def _ask_all(run: Run, again: bool) -> None:
    if recovered := merge_journals(paths.ANSWERS):
        print(f"ask: {recovered} answer(s) of a run that was stopped are recorded")
    for inquiry in (replace(inquiry, again=again) for inquiry in _list_inquiries(run)):
        expected = inquiry.estimate()
        print(_describe(inquiry, expected))
        _refuse_beyond_limit(inquiry, expected)
        if expected.missing:
            try:
                _send(inquiry, expected.missing)
            finally:
                print(f"ask: {inquiry.stage}: {merge_journals(paths.ANSWERS)} answer(s) recorded in {paths.ANSWERS}")
    for inquiry in _list_inquiries(run):
        print(f"\nFor a paper:\n{inquiry.describe()}")


def _list_inquiries(run: Run) -> Iterator[Inquiry]:
    """What the options of this run ask.

    Raises:
        AnswerError: none of them asks anything.
    """
    asking = [stage for stage in _STAGES if "server" in run.options[stage]]
    if not asking:
        raise AnswerError("params.yaml: expected frames: llm or stances: llm, got neither; nothing is to be asked.")
    for stage in asking:
        inquiry = importlib.import_module(f"rejoinder.{stage}").build_inquiry(run)
        if inquiry:
            yield inquiry


def _describe(inquiry: Inquiry, expected: Estimate) -> str:
    missing = f"{expected.missing:,} of {expected.requests:,} requests to {inquiry.server.model} are not answered"
    return f"ask: {inquiry.stage}: {missing}" + (f" ({expected})" if expected.missing else "")


def _refuse_beyond_limit(inquiry: Inquiry, expected: Estimate) -> None:
    limit = inquiry.server.limit
    if limit is not None and expected.money > limit:
        raise AnswerError(
            f"conf/{inquiry.stage}: the missing answers would cost {expected.money:.2f}, and key 'server.limit' allows"
            f" {limit:.2f}; raise it, or choose a cheaper model. Nothing was sent."
        )


def _send(inquiry: Inquiry, missing: int) -> None:
    journal, known = Journal(paths.ANSWERS), inquiry.answers.identity

    def check_identity(identity: str) -> None:
        if known and identity != known:
            raise AnswerError(
                f"{inquiry.server.base_url} answers as {identity!r}, but {paths.ANSWERS} has answers of {known!r};"
                f" bring that one back, or set key 'server.identity' in conf/{inquiry.stage} to {identity!r} to ask"
                " anew. Nothing was sent."
            )
        print(f"ask: {inquiry.stage}: {inquiry.server.base_url} answers as {identity}")

    with tqdm(total=missing, desc=inquiry.stage, unit="answer", disable=None) as bar:

        def keep(row: dict[str, Any]) -> None:
            journal.append(row)
            bar.update()

        client = Client(inquiry.server, _read_key(inquiry.server))
        find = partial(find_answered, paths.ANSWERS, inquiry.server)
        asyncio.run(client.ask_all(inquiry.iterate_missing(), check_identity, keep, find))


def _read_key(server: ChatServer) -> str:
    if not server.key_variable:
        return ""
    key = os.environ.get(server.key_variable, "").strip()
    if not key:
        raise AnswerError(f"{server.key_variable}: expected a key in this environment variable, got none; set it.")
    return key

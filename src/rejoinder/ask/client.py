"""Sends requests to a server, some at a time, and hands on each answer as it comes."""

import asyncio
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout, TCPConnector

from rejoinder.ask.identity import identify
from rejoinder.llm import ChatServer
from rejoinder.llm.record import compute_key

_LATER = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})  # states of HTTP that pass
_HOPELESS = frozenset({401, 402, 403, 404, 405})  # that no other request will do better with
_LONGEST_WAIT = 60.0  # seconds between two tries, unless the server names more
_SENTENCE = 200  # characters of what a server says that are shown


class ServerError(ValueError):
    """A server that cannot be asked: one sentence with address, what it said, and what to do."""


@dataclass(frozen=True)
class Response:
    """What a server sent back.

    Attributes:
        status: of HTTP.
        text: the raw body.
        seconds: from sending to the end of the answer.
    """

    status: int
    text: str
    seconds: float


class Client:
    """Sends requests to one server.

    Attributes:
        server: it.
        key: sent along, "" for none; it stands in no answer, error or log.
    """

    def __init__(self, server: ChatServer, key: str) -> None:
        self.server, self.key = server, key
        self._failure: ServerError | None = None

    async def ask_all(
        self, requests: Iterator[bytes], check_identity: Callable[[str], None], keep: Callable[[dict[str, Any]], None]
    ) -> None:
        """Send requests, the first alone, to see whether the server answers at all.

        Where one is not answered in all its tries, those that are under way are still waited for.

        Args:
            requests: what to send.
            check_identity: is told who answers, and may refuse.
            keep: is handed each answer, a row of `schema.ANSWERS`, before the next request is taken.

        Raises:
            ServerError: the server does not answer, or refuses the first request or all.
        """
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        timeout = ClientTimeout(total=self.server.timeout)
        connector = TCPConnector(limit=self.server.in_flight)
        async with ClientSession(headers=headers, timeout=timeout, connector=connector) as session:
            first = next(requests, None)
            if first is None:
                return
            identity = await identify(session, self.server)
            check_identity(identity)
            answer = await self._ask(session, first)
            if answer.status != 200:
                raise self._explain(answer.status, answer.text)
            keep(self._build_row(identity, first, answer))

            async def work() -> None:
                while self._failure is None and (request := next(requests, None)) is not None:
                    try:
                        answer = await self._ask(session, request)
                    except ServerError as error:
                        self._failure = self._failure or error
                    else:
                        keep(self._build_row(identity, request, answer))

            async with asyncio.TaskGroup() as group:
                for _ in range(self.server.in_flight):
                    group.create_task(work())
        if self._failure:
            raise self._failure

    async def _ask(self, session: ClientSession, request: bytes) -> Response:
        """Send a request until it is answered."""
        said = ""
        for number in range(self.server.tries):
            begin, wait = time.monotonic(), None
            try:
                async with session.post(
                    f"{self.server.base_url}/chat/completions",
                    data=request,
                    headers={"Content-Type": "application/json"},
                    allow_redirects=False,  # which would take the key elsewhere
                ) as response:
                    text = self._hide_key(await response.text(errors="replace"))
                    if response.status in _HOPELESS or 300 <= response.status < 400:
                        raise self._explain(response.status, text)
                    if response.status not in _LATER:
                        return Response(response.status, text, round(time.monotonic() - begin, 3))
                    said, wait = f"{response.status} {text}", _read_retry_after(response)
            except TimeoutError:
                said = f"nothing within {self.server.timeout:g} seconds"
            except ClientError as error:
                said = f"{type(error).__name__}: {error}"
            if number + 1 < self.server.tries:
                await asyncio.sleep(min(2.0**number, _LONGEST_WAIT) * random.uniform(0.5, 1) if wait is None else wait)
        raise self._explain(None, said)

    def _hide_key(self, text: str) -> str:
        return text.replace(self.key, "[key]") if self.key else text

    def _explain(self, status: int | None, said: str) -> ServerError:
        how = f"answered {status}" if status else f"did not answer in {self.server.tries} tries"
        sentence = " ".join(self._hide_key(said).split())[:_SENTENCE]
        return ServerError(
            f"{self.server.base_url} {how} ({sentence}); what was answered is kept, so mend the server or the option's"
            " `server`, then run `rejoinder ask` again."
        )

    def _build_row(self, identity: str, request: bytes, answer: Response) -> dict[str, Any]:
        return {
            "key": compute_key(identity, request),
            "model": self.server.model,
            "identity": identity,
            "request": request.decode(),
            "status": answer.status,
            "response": answer.text,
            "seconds": answer.seconds,
            "asked": datetime.now(UTC).date().isoformat(),
        }


def _read_retry_after(response: ClientResponse) -> float | None:
    """How many seconds the server wants to be left alone, None where it does not say."""
    value = response.headers.get("Retry-After", "")
    try:
        return max(0.0, float(value))
    except ValueError:
        pass
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None

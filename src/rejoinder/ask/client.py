"""Sends requests to a server, some at a time, and hands on each answer as it comes."""

import asyncio
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import chain, islice
from typing import Any

from aiohttp import ClientError, ClientResponse, ClientSession, ClientTimeout, TCPConnector

from rejoinder.ask.identity import identify
from rejoinder.llm import ChatServer
from rejoinder.llm.record import compute_key
from rejoinder.llm.server import BOOLEAN

_PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})  # states of HTTP that pass
_REFUSING = frozenset({*range(300, 400), 401, 402, 403, 404, 405})  # that concern all requests, as a rule
_OWN = frozenset({403, 404, 500})  # failures that may be one request's own; a 400 is no failure
_KEY = frozenset({401, 403})  # that may concern the key
_AT_ONCE = frozenset({0, *range(300, 400), 401, 402})  # that need no second request to be believed
_FIRST = 3  # requests that are sent one by one until one is answered
_LONGEST_WAIT = 60.0  # seconds between two tries, unless the server names more
_SENTENCE = 200  # characters of what a server says that are shown


class ServerError(ValueError):
    """A server that cannot be asked: one sentence with address, what it said, and what to do."""


@dataclass(frozen=True)
class Response:
    """What a server sent back.

    Attributes:
        status: of HTTP; 0 where nothing came back.
        text: the raw body, or why nothing came.
        seconds: from sending to the end of the answer.
    """

    status: int
    text: str
    seconds: float

    @property
    def is_failure(self) -> bool:
        """Whether the fault may be the server's: it says nothing of the request."""
        return self.status == 0 or self.status in _PASSING | _REFUSING


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
        self,
        requests: Iterator[bytes],
        check_identity: Callable[[str], None],
        keep: Callable[[dict[str, Any]], None],
        find_answered: Callable[[str], bytes | None] = lambda identity: None,
    ) -> None:
        """Send requests, the first ones alone, to see whether the server answers at all.

        Where one fails in all its tries, one that was answered is sent again, and then, if the server answers that, the
        failed one once more. Refused for good both times, it is kept as that. Else the run stops; those that are under
        way are still waited for.

        Where at most `_FIRST` are missing and none is answered, one that was answered before, or a trivial one, shows
        whether the server answers.

        Args:
            requests: what to send.
            check_identity: is told who answers, and may refuse.
            keep: is handed each answer, a row of `schema.ANSWERS`, before the next request is taken.
            find_answered: finds a request that this identity answered before, None where there is none.

        Raises:
            ServerError: the server answers nothing, or not any more, or refuses all.
        """
        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        timeout = ClientTimeout(total=self.server.timeout)
        connector = TCPConnector(limit=self.server.in_flight)
        async with ClientSession(headers=headers, timeout=timeout, connector=connector) as session:
            first = list(islice(requests, _FIRST))
            if not first:
                return
            identity = await identify(session, self.server)
            check_identity(identity)
            rest = list(islice(requests, 1))
            answers = await self._ask_first(session, first)
            answered = first[len(answers) - 1]  # is asked again to learn whose fault a failure is
            if answers[-1].status != 200:
                if rest:
                    raise self._explain(answers[-1])
                answered = find_answered(identity) or self._build_trivial()
                if (probe := await self._ask(session, answered)).status != 200:
                    raise self._explain(probe)

            async def settle(request: bytes, answer: Response) -> None:
                if final := await self._judge(session, request, answer, answered):
                    keep(self._build_row(identity, request, final))

            for request, answer in zip(first, answers, strict=False):
                await settle(request, answer)
            queue = chain(first[len(answers) :], rest, requests)

            async def work() -> None:
                while self._failure is None and (request := next(queue, None)) is not None:
                    await settle(request, await self._ask(session, request))

            async with asyncio.TaskGroup() as group:
                for _ in range(self.server.in_flight):
                    group.create_task(work())
        if self._failure:
            raise self._failure

    async def _ask_first(self, session: ClientSession, requests: Sequence[bytes]) -> list[Response]:
        """Ask one by one until one is answered, which is the last that is given back, or none is.

        Raises:
            ServerError: one is refused at once as all would be: the key, or the address.
        """
        answers: list[Response] = []
        for request in requests:
            answers.append(await self._ask(session, request, impatient=True))
            if answers[-1].status == 200:
                break
            if answers[-1].status in _AT_ONCE:
                raise self._explain(answers[-1])
        return answers

    async def _judge(
        self, session: ClientSession, request: bytes, answer: Response, answered: bytes
    ) -> Response | None:
        """What is to be kept of a request, None where it cannot be said, and the run has to stop."""
        if not answer.is_failure:
            return answer
        probe = await self._ask(session, answered)
        if probe.status != 200:
            self._failure = self._failure or self._explain(probe)
            return None
        again = await self._ask(session, request, tries=1)
        if not again.is_failure or {answer.status, again.status} <= _OWN:
            return again
        self._failure = self._failure or self._explain(again, answers_others=True)
        return None

    def _build_trivial(self) -> bytes:
        """A request with the option's settings that no server has a reason to refuse for what it says."""
        return self.server.build_request([{"role": "user", "content": "Answer true."}], {"answer": BOOLEAN})

    async def _ask(
        self, session: ClientSession, request: bytes, impatient: bool = False, tries: int | None = None
    ) -> Response:
        """Send a request until it is answered, or as often as may be; an impatient one is not refused twice."""
        answer, tries = Response(0, "", 0.0), tries or self.server.tries
        for number in range(tries):
            begin, wait = time.monotonic(), None
            try:
                async with session.post(
                    f"{self.server.base_url}/chat/completions",
                    data=request,
                    headers={"Content-Type": "application/json"},
                    allow_redirects=False,  # which would take the key elsewhere
                ) as response:
                    status, text = response.status, await response.text(errors="replace")
                    wait = _read_retry_after(response)
            except TimeoutError:
                status, text = 0, f"nothing within {self.server.timeout:g} seconds"
            except ClientError as error:
                status, text = 0, f"{type(error).__name__}: {error}"
            answer = Response(status, self._hide_key(text), round(time.monotonic() - begin, 3))
            if not answer.is_failure or (impatient and status in _REFUSING):
                break
            if number + 1 < tries:
                await asyncio.sleep(min(2.0**number, _LONGEST_WAIT) * random.uniform(0.5, 1) if wait is None else wait)
        return answer

    def _hide_key(self, text: str) -> str:
        return text.replace(self.key, "[key]") if self.key else text

    def _explain(self, answer: Response, answers_others: bool = False) -> ServerError:
        is_answer = answer.status and answer.status not in _PASSING
        how = f"answered {answer.status}" if is_answer else f"did not answer in {self.server.tries} tries"
        how += " for one request, though it answered another in between" if answers_others else ""
        said = answer.text if is_answer or not answer.status else f"{answer.status} {answer.text}"
        sentence = " ".join(said.split())[:_SENTENCE]
        variable = self.server.key_variable
        key = f" or the key in {variable}" if answer.status in _KEY and variable else ""
        return ServerError(
            f"{self.server.base_url} {how} ({sentence}); what was answered is kept, so mend the server, the option's"
            f" `server`{key}, then run `rejoinder ask` again."
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

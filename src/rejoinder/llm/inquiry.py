"""All that an option asks of a model in this run: what is missing, and what it would cost."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from rejoinder import paths
from rejoinder.llm.answers import Unanswered
from rejoinder.llm.behaviour import BehaviourTests
from rejoinder.llm.record import Answers, Usage
from rejoinder.llm.server import ChatServer, measure_prompt, read_questions

_BYTES = 4  # of UTF-8 that a token has, where no answer tells: of English, of which they are characters
_VALUE = 12  # bytes of JSON around a name and its value


class AnswerError(ValueError):
    """Answers that are missing: one sentence saying how many, what they would cost, and what to do."""


@dataclass(frozen=True)
class Asking:
    """How a method asks a language model.

    Attributes:
        server: who is asked.
        answers: what was answered so far.
        list_requests: writes what is asked about statements, as the method's stage has them.
        tests: of the model's behaviour.
    """

    server: ChatServer
    answers: Answers
    list_requests: Callable[[Sequence[Any]], Iterator[bytes]]
    tests: BehaviourTests[Any] | None = None


@dataclass(frozen=True)
class Estimate:
    """What missing answers would take.

    Attributes:
        requests: in all, each once.
        missing: those that are not answered.
        prompt_tokens, answer_tokens: of the missing.
        counted_by: answers whose tokens, as the server counted them, these are reckoned from; 0 where there are none,
            and tokens are guessed by the length of what the model reads.
        money: by the option's prices.
        hours: None where no answer tells.
    """

    requests: int
    missing: int
    prompt_tokens: int
    answer_tokens: int
    counted_by: int
    money: float
    hours: float | None

    def __str__(self) -> str:
        hours = "time not known before the first answer" if self.hours is None else f"about {self.hours:.2g} hours"
        tokens = self.prompt_tokens + self.answer_tokens
        guess = f"guessed, at {_BYTES} bytes of the prompts' text each"
        how = f"as {self.counted_by:,} answer(s) took by length" if self.counted_by else guess
        return f"about {tokens:,} tokens, {how}, {self.money:.2f} in money, {hours}"


@dataclass(frozen=True)
class Inquiry:
    """What a stage's option asks.

    Attributes:
        stage: whose option it is.
        asking: how it asks.
        iterate_requests: gives all requests about the run's statements, some more than once.
        iterate_tests: gives those that test the model's behaviour.
        again: whether those that the server refused count as missing.
    """

    stage: str
    asking: Asking
    iterate_requests: Callable[[], Iterator[bytes]]
    iterate_tests: Callable[[], Iterator[bytes]] = tuple[bytes]().__iter__
    again: bool = False

    @property
    def server(self) -> ChatServer:
        """Who is asked."""
        return self.asking.server

    @property
    def answers(self) -> Answers:
        """What was answered so far."""
        return self.asking.answers

    def estimate(self) -> Estimate:
        """Estimate what is missing."""
        requests, missing, prompt, answer = 0, 0, 0, 0
        for request, is_missing in self._iterate_distinct():
            requests += 1
            if is_missing:
                missing += 1
                prompt += measure_prompt(request)
                answer += sum(len(name.encode()) + _VALUE for name in read_questions(request))
        usage, price = self.answers.usage, self.server.price
        prompt_tokens, answer_tokens = _count_tokens(usage, missing, prompt, answer)
        seconds = usage.seconds / usage.answers if usage.answers else None
        return Estimate(
            requests=requests,
            missing=missing,
            prompt_tokens=prompt_tokens,
            answer_tokens=answer_tokens,
            counted_by=usage.answers,
            money=(prompt_tokens * price.prompt + answer_tokens * price.answer) / 1e6,
            hours=None if seconds is None else missing * seconds / self.server.in_flight / 3600,
        )

    def iterate_missing(self) -> Iterator[bytes]:
        """Requests that are not answered, each once."""
        return (request for request, is_missing in self._iterate_distinct() if is_missing)

    def require_answers(self) -> None:
        """Refuse to go on where answers are missing.

        Raises:
            AnswerError: some are.
        """
        estimate = self.estimate()
        if estimate.missing:
            raise AnswerError(
                f"{paths.ANSWERS} lacks {estimate.missing:,} of {estimate.requests:,} answers of model"
                f" {self.server.model!r} ({estimate}); run `rejoinder ask`, which gets them from"
                f" {self.server.base_url}, then `dvc repro`."
            )

    def describe(self) -> str:
        """Describe the coding in a paragraph for a paper: what answered, when, how, what was left out, what it took."""
        requests = [request for request, _ in self._iterate_distinct()]
        responses = [self.answers.get(request) for request in requests]
        reasons = Counter(response.reason for response in responses if isinstance(response, Unanswered))
        lost = "; ".join(f"{reason}: {count}" for reason, count in reasons.most_common()) or "none"
        usage, server = self.answers.usage, self.server
        per_thousand = 1000 / max(usage.answers, 1)
        days = " to ".join(dict.fromkeys([min(usage.dates, default="?"), max(usage.dates, default="?")]))
        return (
            f"The {self.stage} were coded by the language model {server.model} ({self.answers.identity}), asked on"
            f" {days} at temperature {server.temperature:g} and seed {server.seed}, in {len(requests):,} requests, of"
            f" which {sum(reasons.values()):,} have no usable answer and are left out ({lost}). 1,000"
            f" requests took {usage.prompt_tokens * per_thousand:,.0f} tokens of prompts,"
            f" {usage.answer_tokens * per_thousand:,.0f} of answers and {usage.seconds * per_thousand:,.0f} seconds of"
            " the server's time. All requests and raw responses are in the archive of the study, by which the coding is"
            " repeated without the model."
        )

    def _iterate_distinct(self) -> Iterator[tuple[bytes, bool]]:
        """Each request once, and whether it is not answered."""
        met: set[bytes] = set()
        for request in chain(self.iterate_requests(), self.iterate_tests()):
            digest = hashlib.sha256(request).digest()
            if digest not in met:
                met.add(digest)
                answer = self.answers.get(request)
                yield request, answer is None or (self.again and isinstance(answer, Unanswered) and answer.is_refused)


def _count_tokens(usage: Usage, missing: int, prompt_bytes: int, answer_bytes: int) -> tuple[int, int]:
    """Tokens of prompts and answers that are missing."""
    if not usage.answers:
        return prompt_bytes // _BYTES, answer_bytes // _BYTES
    per_byte = usage.prompt_tokens / max(usage.prompt_bytes, 1)
    return round(prompt_bytes * per_byte), round(missing * usage.answer_tokens / usage.answers)

"""What reviewers ask of an automated content analysis, with what the run says of it.

The questions follow Krippendorff (2018, ch. 12 and 13), Grimmer and Stewart (2013, doi:10.1093/pan/mps028) and Song et
al. (2020, doi:10.1080/10584609.2020.1723752).
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rejoinder.report.paper.facts import StudyFacts

YES, PARTLY, NO = "yes", "partly", "no"
_RELIABLE = 0.8  # least alpha that Krippendorff asks for
_ENOUGH = 100  # least statements coded by two people


class Check(NamedTuple):
    """A question with its answer.

    Attributes:
        question: as a reviewer asks it.
        answer: one of `YES`, `PARTLY`, `NO`.
        evidence: what the run says of it.
    """

    question: str
    answer: str
    evidence: str


def list_checks(facts: StudyFacts) -> list[Check]:
    """Answer the questions."""
    return list(_answer(facts))


def _answer(facts: StudyFacts) -> Iterator[Check]:
    counts = facts.counts
    yield Check(
        "Is it said what the corpus is and what was left out?",
        YES,
        f"articles: {counts.articles:,}; statements: {counts.statements:,}; listed as left out: {facts.left_out:,}",
    )
    yield Check("Is the codebook given, with definitions and examples?", YES, "appendix of the article")
    human = [pair for pair in facts.agreements if "machine" not in (pair.first, pair.second)]
    machine = [pair for pair in facts.agreements if "machine" in (pair.first, pair.second)]
    yield Check(
        "Was a sample coded by more than one coder?",
        _grade(bool(human), max((pair.n for pair in human), default=0) >= _ENOUGH),
        f"most statements coded by two: {max((pair.n for pair in human), default=0):,}, {_ENOUGH} are usual",
    )
    alphas = [pair.alpha for pair in human if pair.alpha is not None]
    yield Check(
        "Do coders agree with each other?",
        _grade(bool(alphas), bool(alphas) and min(alphas) >= _RELIABLE),
        f"lowest alpha {min(alphas):.2f}, {_RELIABLE} is asked for" if alphas else "not measured",
    )
    alphas = [pair.alpha for pair in machine if pair.alpha is not None]
    yield Check(
        "Is the machine validated on texts of this corpus?",
        _grade(bool(alphas), any(pair.low is not None for pair in machine)),
        f"lowest alpha {min(alphas):.2f}" if alphas else "not measured; `rejoinder sheet` draws a sample to code",
    )
    yield Check(
        "Are shares corrected for the machine’s errors?",
        YES if facts.is_corrected else NO,
        "prediction-powered inference" if facts.is_corrected else "needs a coded random sample of `rejoinder sheet`",
    )
    yield Check(
        "Are uncertain codes marked?",
        YES,
        f"uncertain frames: {sum(count.uncertain for count in counts.frames):,};"
        f" statements with a side that is a guess: {facts.doubts.guessed:,}",
    )
    yield Check(
        "Can the analysis be run again with the same result?",
        YES,
        f"`dvc repro`; sources sha256 {facts.citation.fingerprint[:16]}, seed {facts.seed}",
    )


def _grade(some: bool, enough: bool) -> str:
    return YES if enough else PARTLY if some else NO


def format_checklist(checks: Sequence[Check]) -> str:
    """The list in Markdown."""
    rows = [f"| {check.question} | {check.answer} | {check.evidence} |" for check in checks]
    return "\n".join(["# Reporting checklist", "", "| question | answer | evidence |", "|---|---|---|", *rows])

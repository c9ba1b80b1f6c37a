"""How a language model behaves under changes that should not matter, as rows of agreement with itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rejoinder.agreement.compare import Agreement, round_value
from rejoinder.agreement.rows import AgreementRow
from rejoinder.human_coding.model import Code, CodingPass
from rejoinder.llm.failures import FAILS

MODEL = "language model"
_AS_CODED, _DEFINED = "as coded", "definitions"  # as stage `frames` names them
_LEAST_ALPHA = 0.667  # below it data are not even good for tentative conclusions (Krippendorff 2004, p. 241)
_LEAST_LEGAL = 0.95  # of the answers keep to what was asked for


def compare_behaviour(
    method: Agreement, rows: Sequence[Mapping[str, Any]], frames: Sequence[str], seed: int
) -> Iterator[AgreementRow]:
    """Compare what the model coded under each change with what it coded without.

    Args:
        method: the settings.
        rows: of data/frames/behaviour.
        frames: names of the codebook's frames.
        seed: of the resamples.

    Yields:
        Rows of `AGREEMENT`; the note of a test that is failed begins with "fails". None where no model was asked.
    """
    if not rows:
        return
    tests = {test: _build_pass(test, [row for row in rows if row["test"] == test]) for test in _list_tests(rows)}
    yield _count_legal(rows)
    truth = CodingPass(
        name=f"{MODEL}: {_DEFINED}",
        codes={unit: Code(speaker="", form="", frames=frozenset([unit[0]])) for unit in tests[_DEFINED].codes},
    )
    base = tests.pop(_AS_CODED)
    pairs = [(tests.pop(_DEFINED), truth), *((base, changed) for changed in tests.values())]
    for first, second in pairs:
        first = CodingPass(name=MODEL, codes=first.codes)
        for row in method([(first, second)], frames, seed):
            if row["variable"] == "frames":
                yield _judge(row)


def _list_tests(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(str(row["test"]) for row in rows))


def _build_pass(test: str, rows: Iterable[Mapping[str, Any]]) -> CodingPass:
    """What the model coded under one change; what it did not answer has no code."""
    marked: dict[tuple[str, int], set[str]] = {}
    for row in rows:
        if row["decision"] is not None:
            article, _, number = row["statement_id"].rpartition("/")
            frames = marked.setdefault((article, int(number)), set())
            if row["decision"]:
                frames.add(row["frame"])
    codes = {unit: Code(speaker="", form="", frames=frozenset(frames)) for unit, frames in marked.items()}
    return CodingPass(name=f"{MODEL}: {test}", codes=codes)


def _count_legal(rows: Sequence[Mapping[str, Any]]) -> AgreementRow:
    """The share of answers that keep to what was asked for."""
    legal = {(row["test"], row["statement_id"]): row["decision"] is not None for row in rows}
    share = sum(legal.values()) / len(legal)
    return {
        "first": MODEL,
        "second": f"{MODEL}: legal labels",
        "variable": "frames",
        "category": "",
        "measure": "equal",
        "n": len(legal),
        "articles": len({statement_id.rpartition("/")[0] for _, statement_id in legal}),
        "weighted": False,
        "value": round_value(share),
        "low": None,
        "high": None,
        "interval_note": "a count",
        "note": f"{FAILS}: below {_LEAST_LEGAL}" if share < _LEAST_LEGAL else "",
    }


def _judge(row: AgreementRow) -> AgreementRow:
    is_judged = row["measure"] == "alpha" and row["category"] == "micro" and row["value"] is not None
    if is_judged and (row["value"] or 0.0) < _LEAST_ALPHA:
        row["note"] = f"{FAILS}: below {_LEAST_ALPHA}"
    return row

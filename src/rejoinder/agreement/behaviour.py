"""How a language model behaves under changes that should not matter, as rows of agreement with itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rejoinder.agreement.compare import Agreement, round_value
from rejoinder.agreement.rows import AgreementRow
from rejoinder.human_coding.model import Code, CodingPass, Unit
from rejoinder.llm.behaviour import AS_CODED, DEFINED
from rejoinder.llm.failures import FAILS
from rejoinder.llm.server import BOOLEAN

MODEL = "language model"
_LEAST_ALPHA = 0.667  # below it data are not even good for tentative conclusions (Krippendorff 2004, p. 241)
_LEAST_LEGAL = 0.95  # of the answers keep to what was asked for
_JUDGED = {"frames": "micro", "stances": ""}  # the category of all together, by variable

BehaviourRow = Mapping[str, Any]  # a row of `schema.BEHAVIOUR`


def compare_behaviour(
    method: Agreement, variable: str, rows: Sequence[BehaviourRow], frames: Sequence[str], seed: int
) -> Iterator[AgreementRow]:
    """Compare what the model coded under each change with what it coded without.

    Args:
        method: the settings.
        variable: frames or stances.
        rows: of the behaviour of the model that coded them.
        frames: names of the codebook's frames.
        seed: of the resamples.

    Yields:
        Rows of `AGREEMENT`; the note of a test that is failed begins with "fails". None where no model was asked.
    """
    if not rows:
        return
    by_test: dict[str, list[BehaviourRow]] = {}
    for row in rows:
        by_test.setdefault(row["test"], []).append(row)
    yield _count_legal(variable, rows)
    truth = [_correct(variable, row) for row in by_test[DEFINED] if row["code"] is not None]
    passes = {test: _build_pass(variable, test, own) for test, own in by_test.items()}
    base = passes.pop(AS_CODED)
    pairs = [(passes.pop(DEFINED), _build_pass(variable, DEFINED, truth)), *((base, one) for one in passes.values())]
    for first, second in pairs:
        first = CodingPass(name=MODEL, codes=first.codes)
        for row in method([(first, second)], frames, seed):
            if row["variable"] == variable:
                yield _judge(row)


def _correct(variable: str, row: BehaviourRow) -> BehaviourRow:
    """What a definition should have been coded as: with the label that its id names."""
    label = row["statement_id"].rpartition("/")[0]
    return {**row, "code": BOOLEAN[row["category"] != label] if variable == "frames" else label}


def _build_pass(variable: str, test: str, rows: Iterable[BehaviourRow]) -> CodingPass:
    """What the model coded under one change; what it did not answer has no code."""
    coded: dict[Unit, dict[str, str]] = {}
    for row in rows:
        if row["code"] is not None:
            article, _, number = row["statement_id"].rpartition("/")
            coded.setdefault((article, int(number)), {})[row["category"]] = row["code"]
    return CodingPass(name=f"{MODEL}: {test}", codes={unit: _build_code(variable, own) for unit, own in coded.items()})


def _build_code(variable: str, codes: Mapping[str, str]) -> Code:
    if variable == "stances":
        return Code(speaker="", form="", frames=None, stances=codes)
    return Code(speaker="", form="", frames=frozenset(frame for frame, code in codes.items() if code == BOOLEAN[0]))


def _count_legal(variable: str, rows: Sequence[BehaviourRow]) -> AgreementRow:
    """The share of answers that keep to what was asked for."""
    legal = {(row["test"], row["statement_id"]): row["code"] is not None for row in rows}
    share = sum(legal.values()) / len(legal)
    return {
        "first": MODEL,
        "second": f"{MODEL}: legal labels",
        "variable": variable,
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
    is_judged = row["measure"] == "alpha" and row["category"] == _JUDGED[row["variable"]]
    if is_judged and row["value"] is not None and row["value"] < _LEAST_ALPHA:
        row["note"] = f"{FAILS}: below {_LEAST_ALPHA}"
    return row

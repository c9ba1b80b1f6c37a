"""What a coding by a language model took, by the record of its answers: the same in every run that replays them."""

import shutil
from pathlib import Path
from typing import Any

from rejoinder import paths, schema, tables
from rejoinder.llm.inquiry import Inquiry
from rejoinder.llm.record import compute_key

_PER = 1000  # statements


def measure_effort(inquiry: Inquiry, statements: int) -> dict[str, Any]:
    """Measure what the answers about a run's statements took; tests of behaviour are not counted.

    Args:
        inquiry: all of whose requests are answered.
        statements: that were coded, those among them that nothing had to be asked about.

    Returns:
        A row of `schema.EFFORTS`.
    """
    answers, price = inquiry.answers, inquiry.server.price
    keys = {compute_key(answers.identity, request) for request in inquiry.iterate_requests()}
    spent = [answers.spent[key] for key in sorted(keys)]
    per_thousand = _PER / max(statements, 1)
    row = {
        "coder": "machine",
        "variable": inquiry.stage,
        "statements": statements,
        "seconds": round(sum(one.seconds for one in spent) * per_thousand, 3),
        "note": f"of the server's time, by {len(spent):,} recorded answer(s) of {inquiry.server.model}",
    }
    counted = [one.tokens for one in spent if one.tokens]
    if len(counted) < len(spent):
        return row | {"note": f"{row['note']}; the server did not count the tokens of all"}
    prompt, answer = (sum(tokens[part] for tokens in counted) * per_thousand for part in (0, 1))
    money = (prompt * price.prompt + answer * price.answer) / 1e6
    row |= {"prompt_tokens": round(prompt, 1), "answer_tokens": round(answer, 1)}
    return row | ({"money": round(money, 4)} if price.prompt or price.answer else {})


def write_effort(folder: Path, inquiry: Inquiry | None) -> None:
    """Write that row to the dataset of a stage's output; none stays where no model was asked."""
    shutil.rmtree(folder, ignore_errors=True)
    if inquiry:
        parts = (tables.read_partition(paths.STATEMENTS, n, ["unit"]) for n in tables.list_partitions(paths.STATEMENTS))
        statements = sum(unit in schema.CODED_KINDS for part in parts for unit in part["unit"].to_pylist())
        table = tables.build_table([measure_effort(inquiry, statements)], schema.EFFORTS)
        tables.write_partition(folder, tables.name_partition(), table)

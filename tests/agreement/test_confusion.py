"""What two coders agree and differ on, with examples."""

from rejoinder.agreement.confusion import compute_confusions
from rejoinder.agreement.machine import MachineCoding
from tests.support.coding import mark_units


def test_confusion_counts_each_cell_and_shows_the_surest_statements_first() -> None:
    machine, ann = (
        mark_units("machine", "denial", "denial", "denial", "-"),
        mark_units("ann", "denial", "-", "-", "denial"),
    )
    statements = {unit: {"statement_id": f"s{unit[1]}", "text": f"Text {unit[1]}."} for unit in machine.codes}
    scores = {"denial": dict(zip(sorted(statements), (0.8, 0.6, 0.9, 0.1), strict=True))}
    coding = MachineCoding(coding=machine, statements=statements, scores=scores, thresholds={"denial": 0.5})
    cells = {row["cell"]: row for row in compute_confusions(coding, [(machine, ann)], 1)}
    assert {cell: row["n"] for cell, row in cells.items()} == {
        "both": 1,
        "only first": 2,
        "only second": 1,
        "neither": 0,
    }
    assert cells["only first"]["examples"] == [{"statement_id": "s3", "text": "Text 3."}]
    assert cells["neither"]["examples"] == []

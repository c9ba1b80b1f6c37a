"""The machine is one of the coders."""

from rejoinder.agreement.machine import code_by_machine
from rejoinder.human_coding.model import Code


def test_machine_codes_what_was_decided_and_no_credit_line() -> None:
    statements = [
        {"statement_id": f"h/{n}", "article_id": "h", "sent_id": n, "unit": unit, "speaker": None, "side": None,
         "form": "direct"}
        for n, unit in enumerate(["title", "paragraph", "credit"], 1)
    ]  # fmt: skip
    frames = [
        {"statement_id": "h/1", "frame": "denial", "decision": True},
        {"statement_id": "h/1", "frame": "deterrence", "decision": False},
    ]
    stances = [{"statement_id": "h/2", "target": "talks", "label": "favours"}]
    nothing = {"port": "neutral", "talks": "neutral"}
    assert code_by_machine(statements, frames, stances, ["port", "talks"]).codes == {
        ("h", 1): Code(speaker="", form="direct", frames=frozenset({"denial"}), side="none", stances=nothing),
        ("h", 2): Code(speaker="", form="direct", frames=None, side="none", stances=nothing | {"talks": "favours"}),
    }


def test_what_a_language_model_did_not_answer_is_no_code() -> None:
    statement = {"statement_id": "h/1", "article_id": "h", "sent_id": 1, "unit": "paragraph", "speaker": None}
    frames = [{"statement_id": "h/1", "frame": "denial", "decision": None}]
    stances = [{"statement_id": "h/1", "target": "talks", "label": None}]
    (code,) = code_by_machine(
        [statement | {"side": None, "form": "direct"}], frames, stances, ["port", "talks"]
    ).codes.values()
    assert code.frames is None
    assert code.stances == {"port": "neutral"}

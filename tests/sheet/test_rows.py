"""What a row of a coding sheet shows."""

from rejoinder.sheet.rows import collect_contexts
from tests.support.sheets import STATEMENTS, TEXTS, draw_rows


def test_context_is_two_sentences_of_the_same_article() -> None:
    other = [{"statement_id": "quay/0001", "article_id": "quay", "text": "Quay."}]
    contexts = collect_contexts([*STATEMENTS, *other])
    assert contexts["harbour/0001"] == ""
    assert contexts["harbour/0006"] == f"{TEXTS[4]} {TEXTS[5]}"
    assert contexts["quay/0001"] == ""


def test_machine_codes_are_hidden_unless_asked_for() -> None:
    assert not [name for name in draw_rows()[0] if name.startswith("machine")]
    codes = {row["sent_id"]: (row["machine_denial"], row["machine_talks"]) for row in draw_rows(codes=True)}
    assert (codes[1], codes[2], codes[9]) == (("yes", "yes"), ("yes", "no"), ("no", "no"))

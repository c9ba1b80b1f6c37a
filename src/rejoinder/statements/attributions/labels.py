"""Speaker labels: "SMITH: ..." in transcripts, "Smith: ..." in headlines."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rejoinder.statements.attributions.reading import Draft, Reading
from rejoinder.statements.model import Attribution, Span

_LABEL = re.compile(r"[\"“]?\s*(?P<name>[A-Z][\w.’']*(?: (?:[A-Z][\w.’']*|of|the|de|von)){0,4})(?P<colon>:)\s+(?=\S)")


def labelled(reading: Reading, blocks: Sequence[Mapping[str, Any]]) -> Iterator[Draft]:
    """Attributions of blocks that open with a speaker's name and a colon.

    A title needs no more, and gives the words in sum; a transcript gives them as they were said. In the text the label
    is in capitals, or names somebody whom the text has named before it.
    """
    for number, block in enumerate(blocks):
        match = _LABEL.match(reading.text, block["start"], block["end"])
        if match is None or block["kind"] == "credit" or not reading.by_block.get(number):
            continue
        if block["kind"] == "title" or match["name"].isupper() or _named_before(reading.text, match):
            kind = "indirect" if block["kind"] == "title" and reading.quotation_at(match.end()) < 0 else "direct"
            yield _draft(reading, number, match.span("name"), match.span("colon"), (match.end(), block["end"]), kind)


def _named_before(text: str, label: re.Match[str]) -> bool:
    surname = label["name"].split()[-1]
    return re.search(rf"\b{re.escape(surname)}\b", text[: label.start()]) is not None


def _draft(reading: Reading, block: int, name: Span, colon: Span, content: Span, kind: str) -> Draft:
    first = reading.by_block[block][0]
    word = next((w for w in first.words if w.start >= colon[0]), first.words[-1])
    made = Attribution(
        sent_id=first.sent_id,
        source=(name,),
        cue=(colon,),
        content=(content,),
        kind=kind,
        rule="speaker-label",
    )
    return Draft(attribution=made, key=(first.sent_id, word.id))

"""Speaker labels: "SMITH: ..." in transcripts, "Smith: ..." in headlines."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rejoinder.statements.model import Attribution, Span
from rejoinder.statements.reading import Draft, Reading

_LABEL = re.compile(r"[\"“]?\s*(?P<name>[A-Z][\w.’']*(?: (?:[A-Z][\w.’']*|of|the|de|von)){0,4})(?P<colon>:)\s+(?=\S)")
_FEWEST = 2  # labels an article must have before a mixed-case one outside the title counts


def labelled(reading: Reading, blocks: Sequence[Mapping[str, Any]]) -> Iterator[Draft]:
    """Attributions of blocks that open with a speaker's name and a colon.

    A title needs no more; in the text such labels come in numbers, as in an interview.
    """
    found = []
    for number, block in enumerate(blocks):
        match = _LABEL.match(reading.text, block["start"], block["end"])
        if match and block["kind"] != "credit" and reading.by_block.get(number):
            found.append((number, block, match))
    many = sum(block["kind"] != "title" for _, block, _ in found) >= _FEWEST
    for number, block, match in found:
        if block["kind"] == "title" or many:
            yield _draft(reading, number, match.span("name"), match.span("colon"), (match.end(), block["end"]))


def _draft(reading: Reading, block: int, name: Span, colon: Span, content: Span) -> Draft:
    first = reading.by_block[block][0]
    word = next((w for w in first.words if w.start >= colon[0]), first.words[-1])
    made = Attribution(
        sent_id=first.sent_id,
        source=(name,),
        cue=(colon,),
        content=(content,),
        kind="direct" if reading.quotation_at(content[0]) >= 0 else "indirect",
        rule="speaker-label",
    )
    return Draft(attribution=made, key=(first.sent_id, word.id))

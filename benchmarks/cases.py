"""Who is found speaking, and for which side, in short texts that each hold one kind of difficulty.

    python -m benchmarks.cases CASES.jsonl [--errors] [--keep FOLDER]

CASES.jsonl holds a case a line: id, class, text, expect: [{contains, speaker, side?, content?, not_content?,
not_speaker?}]. `contains` picks a sentence; `speaker` is a name, a list of accepted ones, or OUTLET where nobody but
the outlet speaks. With `content`, an attribution that touches the sentence must have the speaker and these words.
Printed are the shares of expectations with the right speaker and side by class, with 95 % Wilson intervals.
`--keep` keeps the parses in FOLDER for the next time.
"""

import argparse
import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from benchmarks.code_texts import code_texts, read_documents
from rejoinder.measures import wilson_interval

OUTLET = "OUTLET"
TITLES = frozenset({
    "the", "a", "an", "mr", "mrs", "ms", "dr", "prof", "president", "minister", "prime", "foreign", "secretary", "of",
    "state", "spokesman", "spokeswoman", "spokesperson", "senator", "judge", "general", "colonel",
})  # fmt: skip
_WORD = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*")
_EDGES = "\"'“”‘’.,"
_MORE_WORDS = 3  # that a predicted name may have beyond the true one

Row = Mapping[str, Any]
Hits = dict[str, list[bool]]


def split_name(name: str) -> list[str]:
    """The words of a name in lower case, without titles and articles."""
    text = unicodedata.normalize("NFKC", name).replace("’", "'").lower()
    return [word for word in _WORD.findall(text) if word not in TITLES]


def is_same_name(predicted: str, true: str) -> bool:
    """Whether one name holds the other's words, the last one among them."""
    words, true_words = split_name(predicted), split_name(true)
    if not true_words:
        return unicodedata.normalize("NFC", predicted).lower() == unicodedata.normalize("NFC", true).lower()
    if not words:
        return False
    longer = set(true_words) <= set(words) and len(words) <= len(true_words) + _MORE_WORDS
    shorter = set(words) <= set(true_words) and words[-1] == true_words[-1]
    return longer or shorter


def is_speaker_right(expected: Row, coded: Row) -> bool:
    """Whether a coded text has the speaker that is expected of a sentence."""
    names = expected["speaker"] if isinstance(expected["speaker"], list) else [expected["speaker"]]
    people = [name for name in names if name != OUTLET]
    if expected["contains"] not in coded["text"]:
        return False
    statement = find_statement(expected, coded)
    narrated = statement is None or statement["form"] == "narrated" or statement["speaker_kind"] == "outlet"
    if OUTLET in names and narrated:
        return True
    if statement is None or not people:
        return False
    if _is_any(statement["speaker"], expected.get("not_speaker", [])) and not _is_any(statement["speaker"], people):
        return False
    own = not narrated and _is_any(statement["speaker"], people)
    if "content" not in expected and "not_content" not in expected:
        return own
    attributions = [a for a in _touching(statement, coded) if _is_any(a["speaker"], people)]
    return any(_has_content(a, expected, coded["text"]) for a in attributions) or (own and not attributions)


def find_statement(expected: Row, coded: Row) -> Row | None:
    """The statement of the sentence that is asked for; None where it was left out."""
    at = coded["text"].find(expected["contains"])
    return next((s for s in coded["statements"] if s["start"] <= at < s["end"]), None)


def _is_any(name: str, names: Sequence[str]) -> bool:
    return any(is_same_name(name, other) for other in names)


def _touching(statement: Row, coded: Row) -> list[Row]:
    start, end = statement["start"], statement["end"]
    return [a for a in coded["attributions"] if any(s["start"] < end and s["end"] > start for s in a["content"])]


def _has_content(attribution: Row, expected: Row, text: str) -> bool:
    content = _flat(" ".join(text[span["start"] : span["end"]] for span in attribution["content"]))
    excluded = expected.get("not_content")
    return _flat(expected.get("content", "")).strip(_EDGES) in content and not (excluded and _flat(excluded) in content)


def _flat(text: str) -> str:
    return " ".join(text.split())


def score(
    cases: Sequence[Row], codes: Mapping[str, Row]
) -> tuple[dict[str, list[bool]], dict[str, list[bool]], list[str]]:
    """Whether each expectation has its speaker, and its side where one is asked for, by class; and what is wrong."""
    speakers: Hits = defaultdict(list)
    sides: Hits = defaultdict(list)
    errors = list[str]()
    for case in cases:
        coded = codes[case["id"]]
        for expected in case["expect"]:
            statement = find_statement(expected, coded)
            right = [is_speaker_right(expected, coded)]
            speakers[case["class"]].append(right[0])
            if "side" in expected:
                right.append(statement is not None and statement["side"] == expected["side"])
                sides[case["class"]].append(right[1])
            if not all(right):
                got = statement and (statement["form"], statement["speaker"], statement["side"])
                wish = (expected["speaker"], expected.get("side", ""))
                errors.append(f"{case['id']}: {expected['contains']!r}: expected {wish}, got {got}")
    return speakers, sides, errors


def _share(hits: Sequence[bool]) -> str:
    low, high = wilson_interval(sum(hits) / len(hits), len(hits))
    return f"{sum(hits):3d} of {len(hits):3d}, {sum(hits) / len(hits):.3f} [{low:.3f}, {high:.3f}]"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("cases", type=Path)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    cases = read_documents(options.cases)
    codes = code_texts([{"doc_id": case["id"], **case} for case in cases], keep=options.keep)
    speakers, sides, errors = score(cases, codes)
    print("\n".join(errors) if options.errors else "")
    for kind, hits in speakers.items():
        print(f"{kind:18} speakers {_share(hits)}" + (f"; sides {_share(sides[kind])}" if kind in sides else ""))
    print(f"all: speakers {_share([*chain(*speakers.values())])}; sides {_share([*chain(*sides.values())])}")


if __name__ == "__main__":
    main()

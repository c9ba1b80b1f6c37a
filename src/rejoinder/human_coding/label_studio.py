"""Coding that was corrected in Label Studio, from its export as JSON (https://labelstud.io/guide/task_format)."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from rejoinder.human_coding.code_names import CodeNames
from rejoinder.human_coding.files import GoldError
from rejoinder.human_coding.marked_texts import Mark, MarkedText

FRAMES, SPEAKER, SIDE, STANCES = "frames", "speaker", "side", "stances"  # controls of the labelling interface
NO_FRAME = "no frame"  # label of a region without one, which Label Studio would not show
_DETAILS = ("title", "outlet", "published")  # of a task's data
_EXPECTED = "expected tasks as Label Studio exports them (Export > JSON)"


def read_label_studio(path: str, content: bytes) -> list[MarkedText]:
    """Read the tasks that were annotated; predictions, which nobody has looked at, are no coding.

    Args:
        path: of the file.
        content: its bytes.

    Returns:
        Texts in the file's order. An annotation that its coder skipped counts as none.

    Raises:
        GoldError: it is no such file, or nobody has annotated its tasks.
    """
    try:
        texts = [text for task in json.loads(content.decode("utf-8-sig")) for text in _read_task(task)]
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise GoldError(f"{path}: {_EXPECTED}, got another file ({error!r}); export it again.") from None
    if not texts:
        raise GoldError(
            f"{path}: {_EXPECTED}, got none that a coder has submitted; submit some, or take the file away."
        )
    return texts


def _read_task(task: Mapping[str, Any]) -> Iterator[MarkedText]:
    data = task["data"]
    text = str(data["text"] if "text" in data else max((v for v in data.values() if isinstance(v, str)), key=len))
    annotations = [one for one in task.get("annotations", ()) if not one.get("was_cancelled")]
    results = [(result, _name_coder(one)) for one in annotations for result in one["result"]]
    if annotations:
        marks = [mark for result, coder in results for mark in _read_result(result, text, coder)]
        offered = [NO_FRAME] if any(result.get("from_name") == FRAMES for result, _ in results) else []
        details = {key: str(data.get(key) or "") for key in _DETAILS}
        name = str(data.get("article_id", task.get("id", "")))
        yield MarkedText(name=name, text=text, marks=marks, offered=offered, details=details)


def _name_coder(annotation: Mapping[str, Any]) -> str:
    """The coder's address where the export has it, else their number."""
    coder = annotation.get("completed_by", "")
    return str(coder.get("email") or coder["id"] if isinstance(coder, Mapping) else coder)


def _read_result(result: Mapping[str, Any], text: str, coder: str) -> Iterator[Mark]:
    for code in _read_codes(result):
        start, end = int(result["value"].get("start", 0)), int(result["value"].get("end", len(text)))
        yield Mark(start=start, end=end, words=text[start:end], code=code, coder=coder)


def _read_codes(result: Mapping[str, Any]) -> list[str]:
    """The codes that a result gives, to a region or the whole text; none of what a coder wrote freely or related."""
    control, value = result.get("from_name"), result.get("value", {})
    if control == SPEAKER and "start" in value:
        written = value["text"]
        return [CodeNames.name_speaker(name) for name in ([written] if isinstance(written, str) else written)]
    if control == SIDE and "start" in value:
        return [CodeNames.name_side(side) for side in value["choices"]]
    codes: list[str] = value.get("labels", value.get("choices", []))
    return [code for code in codes if code != NO_FRAME]

"""For Label Studio: tasks whose statements are coded beforehand, and the labelling interface that shows them."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pydantic import PositiveInt

from rejoinder.exchange.codes import StatementCodes, list_codes, name_codes
from rejoinder.exchange.coding import CodedArticle, Coding, Row
from rejoinder.human_coding.code_names import FAVOURS, OPPOSES, CodeNames
from rejoinder.human_coding.label_studio import FRAMES, NO_FRAME, SIDE, SPEAKER, STANCES

_VERSION = "rejoinder"
_STYLE = ".htx-text{ white-space: pre-wrap; }"  # else the browser folds white space, and offsets no longer fit


@dataclass(frozen=True, kw_only=True)
class LabelStudio:
    """Statements as regions of the text, labelled with their frames; speaker, side and stances belong to a region.

    Offsets are in characters (Unicode code points), of which "\\r\\n" is two, as in Label Studio and here.

    Attributes:
        articles: how many are exported, the first by id.
    """

    articles: PositiveInt

    def __call__(self, coding: Coding) -> Iterator[tuple[str, bytes]]:
        names = name_codes(coding)
        sides, tasks = dict.fromkeys(names.sides), []
        for coded in coding.read_articles(self.articles, "statements"):
            codes = [list_codes(statement, names) for statement in coded.statements]
            sides |= dict.fromkeys(one.side for one in codes if one.side)
            tasks.append(_write_task(coded, codes))
        yield "label_studio/labelling.xml", write_interface(names, sides)
        yield "label_studio/tasks.json", (json.dumps(tasks, ensure_ascii=False, indent=1) + "\n").encode()


def write_interface(names: CodeNames, sides: Iterable[str]) -> bytes:
    """Write the labelling interface, in which a coder selects a region and ticks what is said of it.

    Args:
        names: of frames and stances.
        sides: that a speaker can be on.
    """
    view = etree.Element("View")
    etree.SubElement(view, "Style").text = _STYLE
    etree.SubElement(view, "Header", value="$title")
    labels = etree.SubElement(view, "Labels", name=FRAMES, toName="text", choice="multiple")
    for frame in (*map(names.name_frame, names.frames), NO_FRAME):
        etree.SubElement(labels, "Label", value=frame)
    etree.SubElement(view, "Text", name="text", value="$text", valueType="text")
    details = etree.SubElement(view, "View", visibleWhen="region-selected")
    etree.SubElement(details, "Header", value="Speaker", size="5")
    per_region = {"toName": "text", "perRegion": "true"}
    etree.SubElement(details, "TextArea", name=SPEAKER, maxSubmissions="1", editable="true", **per_region)
    stances = [names.name_stance(target, stance) for target in names.targets for stance in (FAVOURS, OPPOSES)]
    for name, header, choice, values in (
        (SIDE, "Side", "single", sides),
        (STANCES, "Stances", "multiple", stances),
    ):
        etree.SubElement(details, "Header", value=header, size="5")
        control = etree.SubElement(details, "Choices", name=name, choice=choice, showInline="true", **per_region)
        for value in values:
            etree.SubElement(control, "Choice", value=value)
    content: bytes = etree.tostring(view, encoding="utf-8", pretty_print=True)
    return content


def _write_task(coded: CodedArticle, codes: Iterable[StatementCodes]) -> dict[str, Any]:
    regions = zip(coded.statements, codes, strict=True)
    results = [result for statement, own in regions for result in _write_region(statement, own)]
    data = {name: coded.article[name] or "" for name in ("article_id", "title", "outlet", "published", "text")}
    return {"data": data, "predictions": [{"model_version": _VERSION, "result": results}]}


def _write_region(statement: Row, codes: StatementCodes) -> Iterator[dict[str, Any]]:
    labels = list(codes.frames) or [NO_FRAME]
    yield _write_result(statement, FRAMES, "labels", text=statement["text"], labels=labels)
    if codes.speaker:
        yield _write_result(statement, SPEAKER, "textarea", text=[codes.speaker])
    if codes.side:
        yield _write_result(statement, SIDE, "choices", choices=[codes.side])
    if codes.stances:
        yield _write_result(statement, STANCES, "choices", choices=list(codes.stances))


def _write_result(statement: Row, control: str, type_: str, **value: Any) -> dict[str, Any]:
    """What a control of the interface says of a statement; results with one id are of one region."""
    return {
        "id": f"s{statement['sent_id']}",
        "from_name": control,
        "to_name": "text",
        "type": type_,
        "value": {"start": statement["start"], "end": statement["end"], **value},
    }

"""Reading view: articles cut into plain text and coded statements, with all that is known of each statement."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TypeVar

from rejoinder.actors import Actors
from rejoinder.codebook import Codebook, abbreviate_labels
from rejoinder.report.records import (
    ArticleRecord,
    AttributionRecord,
    BlockRecord,
    FrameRecord,
    SpanRecord,
    StanceRecord,
    StatementRecord,
)
from rejoinder.report.views import (
    ArticleView,
    AttributionNote,
    BlockView,
    FrameNote,
    FrameSign,
    QuotedSpan,
    Segment,
    StanceNote,
    StatementView,
)

_Row = TypeVar("_Row")
_Key = TypeVar("_Key")


class ReadingError(ValueError):
    """Tables that do not fit the article they speak of: one sentence with table, row and repair."""


def explain_unknown_frame(statement_id: str, frame: str, known: Iterable[str]) -> ReadingError:
    """The error of a statement that has a frame which the codebook lacks."""
    return ReadingError(
        f"data/frames: statement {statement_id!r} has frame {frame!r}, which the codebook lacks"
        f" (it has {', '.join(known)}); run `dvc repro frames`."
    )


@dataclass(frozen=True, kw_only=True)
class CodedRows:
    """Rows of the tables about some articles, grouped for look-up.

    Attributes:
        statements: by article_id, in order of the text.
        attributions: by attribution_id.
        frames, stances: by statement_id.
    """

    statements: Mapping[str, Sequence[StatementRecord]]
    attributions: Mapping[str, AttributionRecord]
    frames: Mapping[str, Sequence[FrameRecord]]
    stances: Mapping[str, Sequence[StanceRecord]]

    @cached_property
    def nested(self) -> dict[tuple[str, int], list[AttributionRecord]]:
        """The attributions inside another one, by article_id and sent_id."""
        rows = (self.attributions[name] for name in sorted(self.attributions))
        return group_rows((row for row in rows if row["parent"]), lambda row: (row["article_id"], row["sent_id"]))


def group_rows(rows: Iterable[_Row], key: Callable[[_Row], _Key]) -> dict[_Key, list[_Row]]:
    """Rows by what `key` gives for them, in their order.

    Returns:
        Lists of rows, by key in order of first appearance.
    """
    groups: dict[_Key, list[_Row]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return dict(groups)


def assign_signs(codebook: Codebook) -> dict[str, FrameSign]:
    """Number, label and sign of each frame, by its name."""
    labels = [frame.label for frame in codebook.frames.values()]
    return {
        name: FrameSign(number=number, label=label, sign=sign)
        for number, (name, label, sign) in enumerate(
            zip(codebook.frames, labels, abbreviate_labels(labels), strict=True), 1
        )
    }


def lay_out_article(
    article: ArticleRecord, number: int, coding: CodedRows, codebook: Codebook, actors: Actors
) -> ArticleView:
    """Lay out one article.

    Args:
        article: its row.
        number: its place on the page, from 1.
        coding: the rows about its statements.
        codebook: for the frames' signs.
        actors: for the targets' labels.

    Raises:
        ReadingError: a statement that does not lie in a block of the article, or says other words than its span.
    """
    frame_signs = assign_signs(codebook)
    statements = [
        _view_statement(row, f"a{number}-s{row['sent_id']}", article["text"], coding, frame_signs, actors)
        for row in coding.statements.get(article["article_id"], ())
    ]
    blocks = tuple(_view_block(block, article["text"], statements) for block in article["blocks"])
    placed = {statement.row["statement_id"] for block in blocks for statement in block.statements}
    for statement in statements:
        if statement.row["statement_id"] not in placed:
            raise ReadingError(
                f"data/statements: statement {statement.row['statement_id']!r} lies in no block of its article;"
                " run `dvc repro statements`."
            )
    return ArticleView(anchor=f"a{number}", row=article, blocks=blocks)


def _view_block(block: BlockRecord, text: str, statements: Sequence[StatementView]) -> BlockView:
    parts: list[str | StatementView] = []
    position = block["start"]
    for statement in statements:
        start, end = statement.row["start"], statement.row["end"]
        if position <= start and end <= block["end"]:
            parts += [text[position:start], statement]
            position = end
    parts.append(text[position : block["end"]])
    return BlockView(kind=block["kind"], parts=tuple(part for part in parts if part != ""))


def _view_statement(
    row: StatementRecord,
    anchor: str,
    text: str,
    coding: CodedRows,
    frame_signs: Mapping[str, FrameSign],
    actors: Actors,
) -> StatementView:
    if text[row["start"] : row["end"]] != row["text"]:
        raise ReadingError(
            f"data/statements: statement {row['statement_id']!r} expected {row['text']!r} at [{row['start']},"
            f" {row['end']}), got {text[row['start'] : row['end']]!r}; run `dvc repro statements`."
        )
    scores = [
        _note_frame(score, text, frame_signs)
        for score in coding.frames.get(row["statement_id"], ())
        if score["decision"] is not None
    ]
    scores.sort(key=lambda note: note.frame.number)
    decided = [note for note in scores if note.decision]
    source = coding.attributions.get(row["attribution_id"] or "")
    return StatementView(
        anchor=anchor,
        row=row,
        segments=tuple(_cut_segments(row, decided, text)),
        frames=tuple(note.frame for note in decided),
        scores=tuple(scores),
        stances=tuple(
            _note_stance(stance, text, actors)
            for stance in coding.stances.get(row["statement_id"], ())
            if stance["label"] is not None
        ),
        attribution=_note_attribution(source, text) if source else None,
        inner=tuple(_note_attribution(inner, text) for inner in _find_nested(row, coding)),
    )


def _find_nested(row: StatementRecord, coding: CodedRows) -> Iterator[AttributionRecord]:
    """The attributions of a sentence that lie, at any depth, in the one its speaker comes from, in their order."""
    for inner in coding.nested.get((row["article_id"], row["sent_id"]), ()):
        outer = inner["parent"]
        while outer and outer != row["attribution_id"]:
            outer = coding.attributions[outer]["parent"]
        if outer:
            yield inner


def _cut_segments(row: StatementRecord, decided: Sequence[FrameNote], text: str) -> Iterator[Segment]:
    """The statement's text, cut wherever evidence begins or ends."""
    start, end = row["start"], row["end"]
    edges = {start, end} | {
        edge for note in decided for quote in note.evidence for edge in (quote.start, quote.end) if start < edge < end
    }
    for left, right in pairwise(sorted(edges)):
        covering = (note.frame for note in decided if any(q.start <= left and right <= q.end for q in note.evidence))
        yield Segment(text=text[left:right], frames=tuple(covering))


def _note_frame(row: FrameRecord, text: str, frame_signs: Mapping[str, FrameSign]) -> FrameNote:
    if row["frame"] not in frame_signs:
        raise explain_unknown_frame(row["statement_id"], row["frame"], frame_signs)
    return FrameNote(
        frame=frame_signs[row["frame"]],
        score=row["score"] or 0.0,  # a person decided where a model gave none
        threshold=row["threshold"],
        decision=row["decision"],
        uncertain=bool(row["uncertain"]),
        evidence=_quote_spans(row["evidence"], text),
        rule=row["rule"] or "",
    )


def _note_stance(row: StanceRecord, text: str, actors: Actors) -> StanceNote:
    target = actors.targets.get(row["target"])
    return StanceNote(
        target=target.label if target else row["target"],
        score=row["score"],
        label=row["label"],
        evidence=_quote_spans(row["evidence"], text),
        rule=row["rule"] or "",
    )


def _note_attribution(row: AttributionRecord, text: str) -> AttributionNote:
    return AttributionNote(
        id=row["attribution_id"],
        speaker=row["speaker"] or "",
        rule=row["rule"],
        kind=row["kind"],
        act=row["act"],
        resolution=row["resolution"] or "",
        source=_quote_spans(row["source"], text),
        cue=_quote_spans(row["cue"], text),
        content=_quote_spans(row["content"], text),
    )


def _quote_spans(spans: Sequence[SpanRecord] | None, text: str) -> tuple[QuotedSpan, ...]:
    bounds = ((span["start"], span["end"]) for span in spans or ())
    return tuple(QuotedSpan(text=text[start:end], start=start, end=end) for start, end in bounds)

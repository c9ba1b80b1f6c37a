"""Reading view: an article cut into plain text and coded statements, with all that is known of each statement."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from rejoinder.actors import Actors
from rejoinder.codebook import Codebook, abbreviate_labels
from rejoinder.report.view import (
    Article,
    AttributionNote,
    Block,
    Choice,
    FrameNote,
    Letter,
    Piece,
    Quote,
    Row,
    StanceNote,
    Statement,
)


class ReadingError(ValueError):
    """Tables that do not fit the article they speak of: one sentence with table, row and repair."""


@dataclass(frozen=True, kw_only=True)
class Coding:
    """Rows of the tables about some articles, grouped for look-up.

    Attributes:
        statements: by article_id, in order of the text.
        attributions: by attribution_id.
        frames, stances: by statement_id.
    """

    statements: Mapping[str, Sequence[Row]]
    attributions: Mapping[str, Row]
    frames: Mapping[str, Sequence[Row]]
    stances: Mapping[str, Sequence[Row]]

    @cached_property
    def nested(self) -> dict[tuple[str, int], list[Row]]:
        """The attributions inside another one, by article_id and sent_id."""
        made: dict[tuple[str, int], list[Row]] = {}
        for name in sorted(self.attributions):
            row = self.attributions[name]
            if row["parent"]:
                made.setdefault((row["article_id"], row["sent_id"]), []).append(row)
        return made


def group(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    """Rows by the value of a column, in their order."""
    made: dict[str, list[Row]] = {}
    for row in rows:
        made.setdefault(row[column], []).append(row)
    return made


def letters(codebook: Codebook) -> dict[str, Letter]:
    """Number, label and sign of each frame, by its name."""
    labels = [frame.label for frame in codebook.frames.values()]
    return {
        name: Letter(number=number, label=label, sign=sign)
        for number, (name, label, sign) in enumerate(
            zip(codebook.frames, labels, abbreviate_labels(labels), strict=True), 1
        )
    }


def read_article(article: Row, number: int, coding: Coding, codebook: Codebook, actors: Actors) -> Article:
    """Lay out one article.

    Raises:
        ReadingError: a statement that does not lie in a block of the article, or says other words than its span.
    """
    signs = letters(codebook)
    statements = [
        _statement(row, f"a{number}-s{row['sent_id']}", article["text"], coding, signs, actors)
        for row in coding.statements.get(article["article_id"], ())
    ]
    blocks = tuple(_block(block, article["text"], statements) for block in article["blocks"])
    placed = {s.row["statement_id"] for block in blocks for s in block.statements}
    for statement in statements:
        if statement.row["statement_id"] not in placed:
            raise ReadingError(
                f"data/statements: statement {statement.row['statement_id']!r} lies in no block of its article;"
                " run `dvc repro statements`."
            )
    return Article(anchor=f"a{number}", row=article, blocks=blocks)


def _block(block: Row, text: str, statements: Sequence[Statement]) -> Block:
    parts: list[str | Statement] = []
    at = block["start"]
    for statement in statements:
        start, end = statement.row["start"], statement.row["end"]
        if at <= start and end <= block["end"]:
            parts += [text[at:start], statement]
            at = end
    return Block(kind=block["kind"], parts=tuple(p for p in [*parts, text[at : block["end"]]] if p != ""))


def _statement(
    row: Row, anchor: str, text: str, coding: Coding, signs: Mapping[str, Letter], actors: Actors
) -> Statement:
    if text[row["start"] : row["end"]] != row["text"]:
        raise ReadingError(
            f"data/statements: statement {row['statement_id']!r} expected {row['text']!r} at [{row['start']},"
            f" {row['end']}), got {text[row['start'] : row['end']]!r}; run `dvc repro statements`."
        )
    scores = [_frame(r, text, signs) for r in coding.frames.get(row["statement_id"], ())]
    scores.sort(key=lambda note: note.frame.number)
    decided = [note for note in scores if note.decision]
    source = coding.attributions.get(row["attribution_id"] or "")
    return Statement(
        anchor=anchor,
        row=row,
        pieces=tuple(_pieces(row, decided, text)),
        frames=tuple(note.frame for note in decided),
        scores=tuple(scores),
        stances=tuple(_stance(r, text, actors) for r in coding.stances.get(row["statement_id"], ())),
        attribution=_attribution(source, text) if source else None,
        inner=tuple(_attribution(inner, text) for inner in _nested(row, coding)),
    )


def _nested(row: Row, coding: Coding) -> Iterator[Row]:
    """The attributions of a sentence that lie, at any depth, in the one its speaker comes from, in their order."""
    for inner in coding.nested.get((row["article_id"], row["sent_id"]), ()):
        outer = inner["parent"]
        while outer and outer != row["attribution_id"]:
            outer = coding.attributions[outer]["parent"]
        if outer:
            yield inner


def _pieces(row: Row, decided: Sequence[FrameNote], text: str) -> Iterator[Piece]:
    """The statement's text, cut wherever evidence begins or ends."""
    start, end = row["start"], row["end"]
    edges = {start, end} | {
        edge for note in decided for quote in note.evidence for edge in (quote.start, quote.end) if start < edge < end
    }
    for left, right in pairwise(sorted(edges)):
        over = (n.frame for n in decided if any(q.start <= left and right <= q.end for q in n.evidence))
        yield Piece(text=text[left:right], frames=tuple(over))


def _frame(row: Row, text: str, signs: Mapping[str, Letter]) -> FrameNote:
    if row["frame"] not in signs:
        raise ReadingError(
            f"data/frames: statement {row['statement_id']!r} has frame {row['frame']!r}, which the codebook lacks"
            f" (it has {', '.join(signs)}); run `dvc repro frames`."
        )
    return FrameNote(
        frame=signs[row["frame"]],
        score=row["score"],
        threshold=row["threshold"],
        decision=row["decision"],
        evidence=_quotes(row["evidence"], text),
        rule=row["rule"] or "",
    )


def _stance(row: Row, text: str, actors: Actors) -> StanceNote:
    target = actors.targets.get(row["target"])
    return StanceNote(
        target=target.label if target else row["target"],
        score=row["score"],
        label=row["label"],
        evidence=_quotes(row["evidence"], text),
        rule=row["rule"] or "",
    )


def _attribution(row: Row, text: str) -> AttributionNote:
    return AttributionNote(
        id=row["attribution_id"],
        speaker=row["speaker"] or "",
        rule=row["rule"],
        kind=row["kind"],
        act=row["act"],
        resolution=row["resolution"] or "",
        source=_quotes(row["source"], text),
        cue=_quotes(row["cue"], text),
        content=_quotes(row["content"], text),
    )


def _quotes(spans: Sequence[Row] | None, text: str) -> tuple[Quote, ...]:
    return tuple(Quote(text=text[s["start"] : s["end"]], start=s["start"], end=s["end"]) for s in spans or ())


def choices(articles: Sequence[Article], codebook: Codebook, actors: Actors) -> dict[str, list[Choice]]:
    """What statements can be filtered by: frames in the codebook's order, sides in the actors', speakers by count."""
    statements = [s for article in articles for s in article.statements]
    frames = Counter(letter.number for s in statements for letter in s.frames)
    made = [
        Choice(value=str(letter.number), label=letter.label, count=frames[letter.number], letter=letter)
        for letter in letters(codebook).values()
    ]
    made.append(Choice(value="0", label="no frame", count=sum(not s.frames for s in statements)))
    return {
        "frame": made,
        "side": _numbered(Counter(s.row["side"] or "" for s in statements), list(actors.sides), "no side"),
        "speaker": _numbered(Counter(s.row["speaker"] or "" for s in statements), [], "no speaker"),
    }


def _numbered(counts: Counter[str], first: Sequence[str], missing: str) -> list[Choice]:
    """Values in the order of `first`, then by falling count and name, the missing one last."""
    place = {value: number for number, value in enumerate(first)}
    order = sorted(counts, key=lambda v: (v == "", place.get(v, len(place)), -counts[v], v))
    return [Choice(value=str(n), label=v or missing, count=counts[v]) for n, v in enumerate(order)]

"""What was found in an article, as rows of the tables of attributions and of statements."""

from collections.abc import Sequence

from rejoinder.statements.model import Attribution, Span, Speaker
from rejoinder.statements.rows import ArticleToCode, AttributionRow, SpanRow, SpeakerColumns, StatementRow
from rejoinder.statements.units import Unit
from rejoinder.syntax import Sentence


def build_rows(
    article: ArticleToCode,
    sentences: Sequence[Sentence],
    extracted: Sequence[Attribution],
    speakers: Sequence[Speaker],
    units: Sequence[Unit],
) -> tuple[list[AttributionRow], list[StatementRow]]:
    """Rows of both tables for one article, in order; a unit without an attribution is the outlet's.

    Args:
        article: its row of the articles table.
        sentences: its parse, in order.
        extracted: its attributions.
        speakers: of the attributions, in the same order.
        units: of the sentences, in the same order.
    """
    ids = [f"{article['article_id']}/a{number:04d}" for number in range(1, len(extracted) + 1)]
    attribution_rows = [
        _build_attribution(article, ids, i, attribution, speaker)
        for i, (attribution, speaker) in enumerate(zip(extracted, speakers, strict=True))
    ]
    outlet = name_outlet(article)
    statement_rows = []
    for sentence, unit in zip(sentences, units, strict=True):
        speaker = outlet if unit.attribution is None else speakers[unit.attribution]
        attribution_id = None if unit.attribution is None else ids[unit.attribution]
        statement_rows.append(_build_statement(article, sentence, unit, speaker, attribution_id))
    return attribution_rows, statement_rows


def name_outlet(article: ArticleToCode) -> Speaker:
    """Who narrates an article."""
    return Speaker(name=article["outlet"] or "the outlet", kind="outlet", resolution="outlet")


def _build_attribution(
    article: ArticleToCode, ids: Sequence[str], index: int, attribution: Attribution, speaker: Speaker
) -> AttributionRow:
    return {
        "attribution_id": ids[index],
        "article_id": article["article_id"],
        "sent_id": attribution.sent_id,
        "source": _build_spans(attribution.source),
        "cue": _build_spans(attribution.cue),
        "content": _build_spans(attribution.content),
        "kind": attribution.kind,
        "act": attribution.act,
        "rule": attribution.rule,
        "parent": None if attribution.parent is None else ids[attribution.parent],
        **build_speaker(speaker),
    }


def _build_statement(
    article: ArticleToCode, sentence: Sentence, unit: Unit, speaker: Speaker, attribution_id: str | None
) -> StatementRow:
    return {
        "statement_id": f"{article['article_id']}/{sentence.sent_id:04d}",
        "article_id": article["article_id"],
        "sent_id": sentence.sent_id,
        "block": sentence.block,
        "unit": article["blocks"][sentence.block]["kind"],
        "start": sentence.start,
        "end": sentence.end,
        "text": article["text"][sentence.start : sentence.end],
        "form": unit.form,
        "attribution_id": attribution_id,
        "rule": unit.rule,
        **build_speaker(speaker),
    }


def build_speaker(speaker: Speaker) -> SpeakerColumns:
    """The columns that tell of a speaker."""
    return {
        "speaker": speaker.name,
        "speaker_kind": speaker.kind,
        "organisation": speaker.organisation,
        "role": speaker.role,
        "side": speaker.side,
        "resolution": speaker.resolution,
    }


def _build_spans(spans: Sequence[Span]) -> list[SpanRow]:
    return [{"start": start, "end": end} for start, end in spans]

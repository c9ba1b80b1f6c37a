"""Stage `statements`: who says what, by rules on the parses, and each sentence as one coding unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from rejoinder import engine, paths, schema, tables
from rejoinder.actors import Actors
from rejoinder.config import Run
from rejoinder.statements.attributions import CueLexicon, extract_attributions, read_cue_lexicon
from rejoinder.statements.model import Attribution, Span, Speaker
from rejoinder.statements.speakers.gazetteer import Gazetteer, read_gazetteer
from rejoinder.statements.speakers.resolve import resolve
from rejoinder.statements.units import Unit, units
from rejoinder.syntax import Sentence, build_sentences

Row = dict[str, Any]
_ACTS = ("speech", "thought", "intention", "feeling", "perception")
_BASELINE_RULES = "quotation"


@dataclass(frozen=True)
class Language:
    """The word lists of a language: cues of attribution, and names of countries, offices and bodies."""

    lexicon: CueLexicon
    gazetteer: Gazetteer


def read_language(folder: Path) -> Language:
    """Read the word lists that both options work with from their folder."""
    return Language(read_cue_lexicon(folder), read_gazetteer(folder))


@dataclass(frozen=True, kw_only=True)
class Syntactic:
    """Attribution by rules on dependency trees (after Pareti 2015; Newell et al. 2018), direct and indirect.

    Attributes:
        language: folder of the word lists (CSV).
        acts: which acts make somebody the speaker of a coding unit: speech, thought, intention, feeling, perception.
        minor_share: share of a sentence's words, in [0, 1], that an attribution other than quotation or main-clause
            speech must cover to make the sentence its speaker's.
    """

    language: str
    acts: list[str]
    minor_share: float

    def __post_init__(self) -> None:
        _check(self.acts, self.minor_share)

    def __call__(
        self, article: Mapping[str, Any], parse: Sequence[Sentence], language: Language, actors: Actors
    ) -> tuple[list[Row], list[Row]]:
        """Rows of the attributions and of the statements table for one article, in order."""
        found = extract_attributions(article["text"], article["blocks"], parse, language.lexicon)
        return _coded(self.acts, self.minor_share, found, article, parse, language, actors)


@dataclass(frozen=True, kw_only=True)
class Quotes:
    """The baseline: quotation marks only. What is reported without them is the outlet's.

    Attributes:
        language: folder of the word lists (CSV).
        minor_share: as for `Syntactic`; here it only tells direct from mixed units.
    """

    language: str
    minor_share: float

    def __post_init__(self) -> None:
        _check([], self.minor_share)

    def __call__(
        self, article: Mapping[str, Any], parse: Sequence[Sentence], language: Language, actors: Actors
    ) -> tuple[list[Row], list[Row]]:
        """Rows of the attributions and of the statements table for one article, in order."""
        found = extract_attributions(article["text"], article["blocks"], parse, language.lexicon)
        kept = _only(found, [a.kind == "direct" and a.rule.startswith(_BASELINE_RULES) for a in found])
        return _coded(_ACTS, self.minor_share, kept, article, parse, language, actors)


def _check(acts: Sequence[str], minor_share: float) -> None:
    unknown = [act for act in acts if act not in _ACTS]
    if unknown:
        raise ValueError(f"key 'acts' must list some of {', '.join(_ACTS)}. Got {unknown[0]!r} instead; correct it.")
    if not 0 <= minor_share <= 1:
        raise ValueError(f"key 'minor_share' must lie in [0, 1]. Got {minor_share!r} instead; correct it.")


def _only(found: Sequence[Attribution], keep: Sequence[bool]) -> list[Attribution]:
    """The attributions to keep, their parents renumbered; a parent that goes leaves its children without one."""
    places = {old: new for new, old in enumerate(i for i, kept in enumerate(keep) if kept)}
    return [
        replace(a, parent=places.get(a.parent) if a.parent is not None else None)
        for a, kept in zip(found, keep, strict=True)
        if kept
    ]


def _coded(
    acts: Sequence[str],
    minor_share: float,
    found: Sequence[Attribution],
    article: Mapping[str, Any],
    parse: Sequence[Sentence],
    language: Language,
    actors: Actors,
) -> tuple[list[Row], list[Row]]:
    speakers = resolve(article, parse, found, language.gazetteer, actors)
    coded = units(article["blocks"], parse, found, speakers, acts=frozenset(acts), minor_share=minor_share)
    names = [f"{article['article_id']}/a{number:04d}" for number in range(1, len(found) + 1)]
    rows = [_attribution(article, names, i, a, s) for i, (a, s) in enumerate(zip(found, speakers, strict=True))]
    outlet = Speaker(name=article.get("outlet") or "the outlet", kind="outlet", resolution="outlet")
    statements = []
    for sentence, unit in zip(parse, coded, strict=True):
        speaker = outlet if unit.attribution is None else speakers[unit.attribution]
        name = None if unit.attribution is None else names[unit.attribution]
        statements.append(_statement(article, sentence, unit, speaker, name))
    return rows, statements


def _attribution(
    article: Mapping[str, Any], names: Sequence[str], index: int, attribution: Attribution, speaker: Speaker
) -> Row:
    parent = attribution.parent
    return {
        "attribution_id": names[index],
        "article_id": article["article_id"],
        "sent_id": attribution.sent_id,
        "source": _spans(attribution.source),
        "cue": _spans(attribution.cue),
        "content": _spans(attribution.content),
        "kind": attribution.kind,
        "act": attribution.act,
        "rule": attribution.rule,
        "parent": None if parent is None else names[parent],
        "resolution": speaker.resolution,
    } | _who(speaker)


def _statement(
    article: Mapping[str, Any], sentence: Sentence, unit: Unit, speaker: Speaker, attribution: str | None
) -> Row:
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
        "attribution_id": attribution,
        "rule": unit.rule,
    } | _who(speaker)


def _who(speaker: Speaker) -> Row:
    return {
        "speaker": speaker.name,
        "speaker_kind": speaker.kind,
        "organisation": speaker.organisation,
        "role": speaker.role,
        "side": speaker.side,
    }


def _spans(spans: Sequence[Span]) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in spans]


@dataclass(frozen=True)
class _Code:
    """The stage's work on one partition."""

    method: Syntactic | Quotes
    language: Language
    actors: Actors

    def __call__(self, inputs: engine.Tables) -> engine.Tables:
        grouped = groupby(build_sentences(inputs["parses"]), key=lambda sentence: sentence.article_id)
        parses = {article_id: list(parse) for article_id, parse in grouped}
        found: list[Row] = []
        statements: list[Row] = []
        for article in inputs["articles"].to_pylist():
            parse = parses.get(article["article_id"], [])
            rows, coded = self.method(article, parse, self.language, self.actors)
            found += rows
            statements += coded
        return {
            "attributions": tables.build_table(found, schema.ATTRIBUTIONS),
            "statements": tables.build_table(statements, schema.STATEMENTS),
        }


def main(run: Run) -> None:
    """Code data/articles and data/parses into data/attributions and data/statements, partition by partition."""
    method: Syntactic | Quotes = run.load("statements")
    job = engine.Job(
        stage="statements",
        inputs={"articles": paths.ARTICLES, "parses": paths.PARSES},
        outputs={
            "attributions": (paths.ATTRIBUTIONS, schema.ATTRIBUTIONS),
            "statements": (paths.STATEMENTS, schema.STATEMENTS),
        },
        compute=_Code(method, read_language(Path(method.language)), run.load("actors")),
        fingerprint=engine.fingerprint("statements", run),
    )
    engine.run_job(job, run)

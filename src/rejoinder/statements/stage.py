"""Stage `statements`: who says what, by rules on the parses, and each sentence as one coding unit."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import Annotated, Literal, Protocol, get_args

from pydantic import Field

from rejoinder import engine, paths, schema, tables
from rejoinder.actors import Actors, list_known_sides
from rejoinder.config import Run
from rejoinder.config.ranges import InputFolder, Share
from rejoinder.corrections.apply import CorrectionRow
from rejoinder.corrections.file import read_corrections, require_sides
from rejoinder.corrections.model import Corrections
from rejoinder.statements.attributions import CueLexicon, extract_attributions, read_cue_lexicon
from rejoinder.statements.coded_rows import build_rows, build_speaker, name_outlet
from rejoinder.statements.corrected import StatementCorrector
from rejoinder.statements.model import Attribution
from rejoinder.statements.rows import ArticleToCode, AttributionRow, SpeakerColumns, StatementRow
from rejoinder.statements.speakers import Gazetteer, find_issuer, read_gazetteer, resolve_name, resolve_speakers
from rejoinder.statements.unfitted import describe_unfitted, read_speakers
from rejoinder.statements.units import code_units
from rejoinder.syntax import Sentence, build_sentences

Act = Literal["speech", "thought", "intention", "feeling", "perception", "event"]
_ACTS = get_args(Act)
_BASELINE_RULES = "quotation"


@dataclass(frozen=True)
class Language:
    """The word lists of a language.

    Attributes:
        lexicon: cues of attribution.
        gazetteer: names of countries, offices and bodies.
    """

    lexicon: CueLexicon
    gazetteer: Gazetteer


def read_language(folder: Path) -> Language:
    """Read the word lists that both options work with.

    Args:
        folder: of the CSV files, by default seeds/language.

    Raises:
        ValueError: a file is missing, or one of its lines cannot be used.
    """
    return Language(read_cue_lexicon(folder), read_gazetteer(folder))


class StatementMethod(Protocol):
    """What an option of this stage does with one article."""

    language: str

    def __call__(
        self, article: ArticleToCode, sentences: Sequence[Sentence], language: Language, actors: Actors
    ) -> tuple[list[AttributionRow], list[StatementRow]]:
        """Code one article.

        Args:
            article: its row of the articles table.
            sentences: its parse, in order.
            language: the word lists.
            actors: the sides of the debate.

        Returns:
            Its rows of the attributions and of the statements table, each in order.
        """


@dataclass(frozen=True, kw_only=True)
class Syntactic:
    """Attribution by rules on dependency trees (after Pareti 2015; Newell et al. 2018), direct and indirect.

    Attributes:
        language: folder of the word lists (CSV).
        acts: which acts make somebody the speaker of a coding unit: speech, thought, intention, feeling, perception,
            event (an act of speech that is told without what was said: "signed a treaty").
        minor_share: share of a sentence's words, in [0, 1], that an attribution other than quotation or main-clause
            speech must cover to make the sentence its speaker's.
    """

    language: InputFolder
    acts: Annotated[list[Act], Field(min_length=1)]
    minor_share: Share

    def __call__(
        self, article: ArticleToCode, sentences: Sequence[Sentence], language: Language, actors: Actors
    ) -> tuple[list[AttributionRow], list[StatementRow]]:
        """Rows of the attributions and of the statements table for one article, in order."""
        is_spoken = bool(article.get("speaker") or article.get("side"))
        issuer = find_issuer(article["outlet"] or "", language.gazetteer)
        extracted = extract_attributions(
            article["text"], article["blocks"], sentences, language.lexicon, is_spoken=is_spoken, issuer=issuer
        )
        speakers = resolve_speakers(article, sentences, extracted, language.gazetteer, actors)
        units = code_units(
            article["blocks"], sentences, extracted, speakers, acts=self.acts, minor_share=self.minor_share
        )
        return build_rows(article, sentences, extracted, speakers, units)


@dataclass(frozen=True, kw_only=True)
class Quotes:
    """The baseline: quotation marks only. What is reported without them is the outlet's.

    Attributes:
        language: folder of the word lists (CSV).
        minor_share: as for `Syntactic`; here it only tells direct from mixed units.
    """

    language: InputFolder
    minor_share: Share

    def __call__(
        self, article: ArticleToCode, sentences: Sequence[Sentence], language: Language, actors: Actors
    ) -> tuple[list[AttributionRow], list[StatementRow]]:
        """Rows of the attributions and of the statements table for one article, in order."""
        extracted = _select_quotations(
            extract_attributions(article["text"], article["blocks"], sentences, language.lexicon)
        )
        speakers = resolve_speakers(article, sentences, extracted, language.gazetteer, actors)
        units = code_units(article["blocks"], sentences, extracted, speakers, acts=_ACTS, minor_share=self.minor_share)
        return build_rows(article, sentences, extracted, speakers, units)


def _select_quotations(extracted: Sequence[Attribution]) -> list[Attribution]:
    """The direct quotations, their parents renumbered; a parent that goes leaves its children without one."""
    quotations = [i for i, a in enumerate(extracted) if a.kind == "direct" and a.rule.startswith(_BASELINE_RULES)]
    renumbered: dict[int | None, int] = {old: new for new, old in enumerate(quotations)}
    return [replace(extracted[i], parent=renumbered.get(extracted[i].parent)) for i in quotations]


@dataclass(frozen=True)
class StatementCoding:
    """The stage's work on one partition: tables of articles and parses in, attributions and statements out.

    Of articles that corrections touch, the machine's own statements come out, too.

    Attributes:
        method: the chosen option.
        language: the word lists.
        actors: the sides of the debate.
        corrections: of people.
    """

    method: StatementMethod
    language: Language
    actors: Actors
    corrections: Corrections = field(default_factory=Corrections)

    def __call__(self, inputs: engine.Tables) -> engine.Tables:
        by_article = groupby(build_sentences(inputs["parses"]), key=lambda sentence: sentence.article_id)
        parses = {article_id: list(sentences) for article_id, sentences in by_article}
        attribution_rows: list[AttributionRow] = []
        statement_rows: list[StatementRow] = []
        machine_rows: list[StatementRow] = []
        applied: list[CorrectionRow] = []
        for article in inputs["articles"].to_pylist():
            sentences = parses.get(article["article_id"], [])
            of_attributions, of_statements = self.method(article, sentences, self.language, self.actors)
            corrected, of_corrections = self._correct(article, of_statements)
            attribution_rows += of_attributions
            statement_rows += corrected
            machine_rows += of_statements if of_corrections else []
            applied += of_corrections
        return {
            "attributions": tables.build_table(attribution_rows, schema.ATTRIBUTIONS),
            "statements": tables.build_table(statement_rows, schema.STATEMENTS),
            "machine": tables.build_table(machine_rows, schema.STATEMENTS),
            "corrections": tables.build_table(applied, schema.CORRECTIONS),
        }

    def _correct(
        self, article: ArticleToCode, rows: list[StatementRow]
    ) -> tuple[list[StatementRow], list[CorrectionRow]]:
        selected = self.corrections.select(article["article_id"])
        if not selected:
            return rows, []

        def read_speaker(name: str) -> SpeakerColumns:
            return build_speaker(resolve_name(name, self.language.gazetteer, self.actors))

        return StatementCorrector(build_speaker(name_outlet(article)), read_speaker)(rows, selected)


def main(run: Run) -> None:
    """Code data/articles and data/parses into data/attributions and data/statements, partition by partition."""
    method: StatementMethod = run.load("statements")
    actors: Actors = run.load("actors")
    corrections = read_corrections(paths.CORRECTIONS_FILE)
    require_sides(corrections, list_known_sides(actors), paths.CORRECTIONS_FILE)
    articles = (
        id_
        for name in tables.list_partitions(paths.ARTICLES)
        for id_ in _read_column(paths.ARTICLES, name, "article_id")
    )
    job = engine.Job(
        stage="statements",
        inputs={"articles": paths.ARTICLES, "parses": paths.PARSES},
        outputs={
            "attributions": (paths.ATTRIBUTIONS, schema.ATTRIBUTIONS),
            "statements": (paths.STATEMENTS, schema.STATEMENTS),
            "machine": (paths.MACHINE / paths.STATEMENTS.name, schema.STATEMENTS),
            "corrections": (paths.CORRECTIONS, schema.CORRECTIONS),
        },
        compute=StatementCoding(method, read_language(Path(method.language)), actors, corrections),
        fingerprint=engine.fingerprint("statements", run, without=[paths.CORRECTIONS_FILE]),
        article_hashes=corrections.hash_by_article(articles),
    )
    engine.run_job(job, run)
    if corrections.all:
        fitted = set(tables.read(paths.CORRECTIONS)["line"].to_pylist())
        unfitted = [one for one in corrections.all if one.line not in fitted]
        if unfitted:
            print(describe_unfitted(unfitted, read_speakers(paths.STATEMENTS)))


def _read_column(dataset: Path, partition: str, column: str) -> list[str]:
    values: list[str] = tables.read_partition(dataset, partition, [column])[column].to_pylist()
    return values

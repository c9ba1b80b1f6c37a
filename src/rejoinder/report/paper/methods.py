"""The methods section of a paper, written from the options of a run and from what was measured."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rejoinder.formats.latex import escape_latex
from rejoinder.report.pages import spell_date
from rejoinder.report.paper.facts import FrameAgreement, StudyFacts
from rejoinder.report.references import Reference

# What was done, by the class of the option; a class of the study's own is named.
_HOW = {
    "rejoinder.parser.Compact": "Sentences, words and Universal Dependencies trees are those of the parser bundled with"
    " Rejoinder, which reads the states of its encoder.",
    "rejoinder.parser.Hub": "Sentences, words and Universal Dependencies trees are those of Stanza’s official models.",
    "rejoinder.statements.Syntactic": "Who says what was told by rules on these trees: direct and indirect speech,"
    " its source and its cue; each source was then resolved to a person or body, and to a side.",
    "rejoinder.statements.Quotes": "Only what stands in quotation marks was attributed to speakers.",
    "rejoinder.frames.TunedFrames": "Frames were assigned by a neural network that was tuned on statements coded by"
    " this codebook.",
    "rejoinder.frames.CoderFrames": "Frames were assigned by a classifier on sentence embeddings and cues, fitted to"
    " the study’s training statements.",
    "rejoinder.frames.CueFrames": "Frames were assigned by the codebook’s cues, with negation resolved by syntax.",
    "rejoinder.frames.AskedFrames": "Frames were assigned by a language model that was asked by the codebook’s"
    " definitions; `rejoinder ask` describes which, and its requests and answers are kept with the study.",
    "rejoinder.stances.TunedStances": "The speaker’s stance toward each target was read by the same network.",
    "rejoinder.stances.Lexical": "The speaker’s stance toward each target is the polarity of the words that govern it.",
    "rejoinder.stances.AskedStances": "The speaker’s stance toward each target was told by a language model;"
    " `rejoinder ask` describes which, and its requests and answers are kept with the study.",
}
_LIMITS = (
    "All codes are a machine’s unless this section says otherwise, and their errors are not random: they should be"
    " checked on a coded sample before shares are compared.",
)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the section: its heading and its sentences."""

    heading: str
    sentences: tuple[str, ...]


def write_methods(facts: StudyFacts) -> list[Paragraph]:
    """Write the section, in the order of the analysis."""
    return [
        Paragraph("Corpus", tuple(_describe_corpus(facts))),
        Paragraph("Who says what", tuple(_describe_speakers(facts))),
        Paragraph("Frames", tuple(_describe_frames(facts))),
        Paragraph("Stances", tuple(_describe_stances(facts))),
        Paragraph("Validation", tuple(_describe_validation(facts))),
        Paragraph("Reproduction", tuple(_describe_software(facts))),
        Paragraph("Limits", _LIMITS),
    ]


def _describe_corpus(facts: StudyFacts) -> Iterator[str]:
    counts = facts.counts
    first, last = spell_date(facts.doubts.first), spell_date(facts.doubts.last)
    span = "" if not first else f", published on {first}" if first == last else f", published from {first} to {last}"
    outlets = f" of {_count(facts.outlets, 'outlet')}" if facts.outlets else ""
    yield f"The corpus holds {_count(counts.articles, 'article')}{outlets}{span}."
    if facts.undated:
        yield f"{_count(facts.undated, 'article')} without a date {_be(facts.undated)} in no analysis over time."
    yield "By genre these are: " + ", ".join(f"{genre} {number:,}" for genre, number in counts.genres.items()) + "."
    yield f"The unit of analysis is the statement, one sentence long; there are {counts.statements:,}."
    if counts.uncoded:
        yield f"Of lines that are no statement, such as credits, {counts.uncoded:,} {_be(counts.uncoded)} not coded."
    if facts.left_out:
        yield f"What was left out, {_count(facts.left_out, 'item')}, is listed in the report with the reasons."


def _describe_speakers(facts: StudyFacts) -> Iterator[str]:
    yield from _how(facts, "parses")
    yield from _how(facts, "statements")
    counts = facts.counts
    yield f"Of the statements {counts.quoted_percent} % are quoted wholly or in part."
    yield f"{counts.speakers:,} speakers are told apart."
    sideless, guessed = (_share(part, counts.statements) for part in (facts.doubts.sideless, facts.doubts.guessed))
    yield f"The speaker’s side is not known for {sideless} of the statements, and a guess from hints for {guessed}."


def _describe_frames(facts: StudyFacts) -> Iterator[str]:
    labels = [frame.label for frame in facts.codebook.frames.values()]
    yield f"The codebook has {_count(len(labels), 'frame')}: {', '.join(labels)}."
    yield f"Its source: {_end(facts.codebook.source)}"
    yield from _how(facts, "frames")
    if facts.accuracies:
        measured = "; ".join(f"{accuracy.label}: {accuracy.numbers}" for accuracy in facts.accuracies)
        yield f"On coded statements of other texts that it had not learnt from, this gives {measured}."
    given = sum(count.statements for count in facts.counts.frames)
    uncertain = sum(count.uncertain for count in facts.counts.frames)
    yield f"Of the {given:,} frames given, {_share(uncertain, given)} lie near the threshold and are marked uncertain."


def _describe_stances(facts: StudyFacts) -> Iterator[str]:
    yield from _how(facts, "stances")
    stances = facts.doubts.stances
    if stances:
        yield (
            f"Of {_count(stances, 'stance')}, {_share(facts.doubts.implied, stances)} are toward a target that the"
            " statement does not name, which is a guess from its article."
        )


def _describe_validation(facts: StudyFacts) -> Iterator[str]:
    if not facts.agreements:
        yield "No gold coding of these articles was at hand, so the codes are not validated."
    for agreement in facts.agreements:
        yield _compare(agreement)
    if facts.is_corrected:
        yield (
            "Shares of frames are corrected for the machine’s errors by a coded random sample (prediction-powered"
            " inference)."
        )
    if facts.corrections:
        yield f"{_count(facts.corrections, 'value')} {_be(facts.corrections)} corrected by people after the machine."


def _compare(agreement: FrameAgreement) -> str:
    between = f"Between {agreement.first} and {agreement.second}"
    n = f"n = {_count(agreement.n, 'statement')}"
    if agreement.alpha is None:
        return f"{between}, Krippendorff’s alpha is not defined ({n})."
    interval = (
        f"95 % interval {agreement.low:.2f} to {agreement.high:.2f}"
        if agreement.low is not None and agreement.high is not None
        else "no interval, as too few articles were coded"
    )
    return f"{between}, Krippendorff’s alpha, the mean over frames, is {agreement.alpha:.2f} ({interval}; {n})."


def _describe_software(facts: StudyFacts) -> Iterator[str]:
    cite = facts.citation
    yield (
        f"The analysis was run with Rejoinder {cite.version} and the random seed {facts.seed}; sha256 of program, seeds"
        f" and options {cite.fingerprint[:16]}, of the articles {cite.all_inputs[:16]}."
    )
    models = ", ".join(f"{name} {sha256[:16]}" for name, sha256 in facts.models.items())
    yield f"The sha256 of its bundled models begin with: {models}."
    chosen = ", ".join(f"{option.group}: {option.option}" for option in facts.options)
    yield f"Its options were {chosen}."


def _how(facts: StudyFacts, group: str) -> Iterator[str]:
    for option in facts.options:
        if option.group == group:
            yield _HOW.get(option.target, f"Stage {group} ran the study’s own option {option.option}, {option.target}.")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'s' * (number != 1)}"


def _be(number: int) -> str:
    return "is" if number == 1 else "are"


def _share(part: int, of: int) -> str:
    return f"{round(100 * part / of)} %" if of else "0 %"


def _end(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def format_markdown(paragraphs: Sequence[Paragraph], facts: StudyFacts) -> str:
    """The section with its references, in Markdown."""
    parts = [f"## {paragraph.heading}\n\n{' '.join(paragraph.sentences)}" for paragraph in paragraphs]
    works = [f"- {reference.text} {reference.url} ({reference.use})" for reference in facts.references]
    return "\n\n".join(["# Methods", *parts, "## References", "\n".join(works)])


def format_latex(paragraphs: Sequence[Paragraph]) -> str:
    """The section in LaTeX, to be read in by an article."""
    parts = [
        rf"\paragraph{{{escape_latex(paragraph.heading)}.}} {escape_latex(' '.join(paragraph.sentences))}"
        for paragraph in paragraphs
    ]
    return "\n\n".join([r"\section{Methods}", *parts])


def format_references(references: Sequence[Reference]) -> str:
    """The works behind the methods, in LaTeX, to be read in by an article."""
    works = [rf"\item {escape_latex(work.text)} \url{{{work.url}}} ({escape_latex(work.use)})" for work in references]
    return "\n".join([r"\section*{References}", r"\begin{itemize}", *works, r"\end{itemize}"])

"""The methods section, the checklist and the article tell what the run did and measured."""

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from rejoinder.codebook import Codebook, Frame
from rejoinder.corpus.doubts import Doubts
from rejoinder.report.accuracies import FrameAccuracy
from rejoinder.report.exhibits import FigureExhibit
from rejoinder.report.key_figures import FrameCount, KeyFigures
from rejoinder.report.paper import (
    FrameAgreement,
    StudyFacts,
    format_article,
    format_latex,
    format_references,
    list_checks,
    write_methods,
)
from rejoinder.report.provenance import Citation, Option
from rejoinder.report.references import Reference
from rejoinder.report.views import FrameSign

_GROUPS = {
    "parses": "rejoinder.parser.Compact",
    "statements": "rejoinder.statements.Syntactic",
    "frames": "rejoinder.frames.TunedFrames",
    "stances": "rejoinder.stances.TunedStances",
}
FACTS = StudyFacts(
    counts=KeyFigures(
        articles=40,
        statements=200,
        quoted=90,
        speakers=31,
        uncoded=12,
        unframed=150,
        frames=(FrameCount(FrameSign(number=1, sign="D", label="Denial"), 50, 5),),
        genres={"news": 38, "speech": 2},
    ),
    outlets=3,
    doubts=Doubts(guessed=20, sideless=10, stances=80, implied=8, first="2013-03-12", last="2014-01-02"),
    undated=0,
    left_out=4,
    accuracies=[FrameAccuracy(label="Denial", numbers="F1 0.68, n 100, 30 with it", note="")],
    models={"models/en": "ab" * 32},
    agreements=[
        FrameAgreement(first="machine", second="pass-1", n=120, alpha=0.75, low=0.6, high=0.85),
        FrameAgreement(first="pass-1", second="pass-2", n=120, alpha=0.9, low=None, high=None),
    ],
    is_corrected=True,
    corrections=1,
    options=[Option(group=g, option="x", file="conf/x.yaml", text="", target=t) for g, t in _GROUPS.items()],
    codebook=Codebook(
        unit="a sentence",
        source="made up",
        frames={"denial": Frame(label="Denial", definition="d", include=[], exclude=[], examples=[])},
    ),
    citation=Citation(
        title="A study of 100 % of the dam_s",
        authors=("Lund, Bo", "{Harbour Board}"),
        version="0.1.0",
        released="",
        url="",
        doi="",
        sources=3,
        fingerprint="cd" * 32,
        inputs=(),
        all_inputs="ef" * 32,
    ),
    references=[Reference(("rejoinder",), "all", "Lund, B. (2020). Dams & nets.", "https://example.org/a_b%3C")],
    seed=13,
)


def read(facts: StudyFacts, heading: str) -> str:
    return next(" ".join(p.sentences) for p in write_methods(facts) if p.heading == heading)


def answer(facts: StudyFacts, words: str) -> str:
    return next(check.answer for check in list_checks(facts) if words in check.question)


def test_the_corpus_is_described_by_its_size_dates_and_what_was_left_out() -> None:
    text = read(FACTS, "Corpus")
    assert "40 articles of 3 outlets, published from 12\u00a0March\u00a02013 to 2\u00a0January\u00a02014" in text
    assert "there are 200" in text
    assert "4 items" in text


def test_articles_of_one_day_are_published_on_it() -> None:
    assert "published on 12\u00a0March\u00a02013." in read(
        replace(FACTS, doubts=replace(FACTS.doubts, last=FACTS.doubts.first)), "Corpus"
    )


def test_shares_that_are_guesses_are_told() -> None:
    assert "not known for 5 % of the statements, and a guess from hints for 10 %" in read(FACTS, "Who says what")
    assert "10 % are toward a target that the statement does not name" in read(FACTS, "Stances")
    assert "10 % lie near the threshold" in read(FACTS, "Frames")


def test_an_option_of_the_study_itself_is_named() -> None:
    own = [replace(o, target="mine.Frames") if o.group == "frames" else o for o in FACTS.options]
    assert "Stage frames ran the study’s own option x, mine.Frames." in read(replace(FACTS, options=own), "Frames")


@pytest.mark.parametrize(
    ("group", "heading", "target"),
    [("frames", "Frames", "rejoinder.frames.AskedFrames"), ("stances", "Stances", "rejoinder.stances.AskedStances")],
)
def test_a_language_model_is_no_option_of_the_study_itself(group: str, heading: str, target: str) -> None:
    asked = [replace(o, target=target) if o.group == group else o for o in FACTS.options]
    text = read(replace(FACTS, options=asked), heading)
    assert "by a language model" in text
    assert "own option" not in text


def test_a_letter_that_the_font_of_the_article_lacks_is_an_error() -> None:
    assert r"\else\usepackage{fontspec}\tracinglostchars=3 \fi" in format_article(FACTS, [], [])


def test_agreement_is_given_with_its_interval_or_why_there_is_none() -> None:
    text = read(FACTS, "Validation")
    assert "is 0.75 (95 % interval 0.60 to 0.85; n = 120 statements)" in text
    assert "is 0.90 (no interval, as too few articles were coded; n = 120 statements)" in text


def test_a_study_without_gold_coding_says_that_it_is_not_validated() -> None:
    assert "the codes are not validated" in read(replace(FACTS, agreements=[]), "Validation")


def test_the_checklist_is_answered_from_what_was_measured() -> None:
    assert answer(FACTS, "more than one coder") == "yes"
    assert answer(FACTS, "Do coders agree") == "yes"
    bare = replace(FACTS, agreements=[], is_corrected=False)
    assert {answer(bare, words) for words in ("more than one coder", "agree", "validated", "corrected")} == {"no"}
    few = replace(FACTS, agreements=[replace(FACTS.agreements[1], n=21, alpha=0.7)])
    assert {answer(few, words) for words in ("more than one coder", "Do coders agree")} == {"partly"}


@pytest.mark.skipif(
    not shutil.which("pdflatex"), reason="pdflatex is not installed (Debian: texlive-latex-recommended)"
)
def test_the_article_compiles(tmp_path: Path) -> None:
    pdf = Path("reports/figures/score.pdf").read_bytes()
    figure = FigureExhibit(
        name="score", title="A & B", caption="50 % of $5_000.", alt="", uri="", width=1, height=1, data=None, files=()
    )
    paper = tmp_path / "paper"
    paper.mkdir()
    for name in ("figures", "tables"):
        (tmp_path / name).mkdir()
    (tmp_path / "figures/score.pdf").write_bytes(pdf)
    (tmp_path / "tables/numbers.tex").write_text(
        "\\newcommand{\\rejoinderStatements}{2}\\newcommand{\\rejoinderShareFramed}{1}"
    )
    for name in ("sides_frames", "codebook"):
        (tmp_path / f"tables/{name}.tex").write_bytes(Path(f"reports/tables/{name}.tex").read_bytes())
    (paper / "article.tex").write_text(format_article(FACTS, [figure], ["sides_frames", "codebook"]), encoding="utf-8")
    (paper / "methods.tex").write_text(format_latex(write_methods(FACTS)), encoding="utf-8")
    (paper / "references.tex").write_text(format_references(FACTS.references), encoding="utf-8")
    run = subprocess.run(
        ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "article.tex"],
        cwd=paper,
        capture_output=True,
        text=True,
        errors="replace",
    )
    assert run.returncode == 0, run.stdout[-1500:]
    assert (paper / "article.pdf").stat().st_size > 10_000

"""A LaTeX article that holds the figures, tables and numbers of a run, to be written on."""

from collections.abc import Sequence

from rejoinder.formats.latex import escape_latex
from rejoinder.report.exhibits import FigureExhibit
from rejoinder.report.paper.facts import StudyFacts

_TABLES = ("sides_frames", "stances", "agreement", "prevalence")  # of the results; the others are in reports/tables
_HEAD = r"""% Write on a copy, such as reports/my_paper: `dvc repro` removes what is in reports/paper and makes it anew.
% Compile it there, twice: pdflatex article.tex. Where names are in other scripts than Latin: lualatex article.tex, with
% \setmainfont{...} below naming a font that has them; a letter that the font lacks is an error.
\documentclass[a4paper]{article}
\usepackage{iftex}
\ifpdftex\usepackage[T1]{fontenc}\usepackage{lmodern}\else\usepackage{fontspec}\tracinglostchars=3 \fi
\usepackage{booktabs,graphicx,longtable,pdflscape,hyperref}
\usepackage[margin=15mm]{geometry}
\input{../tables/numbers}"""


def format_article(facts: StudyFacts, figures: Sequence[FigureExhibit], tables: Sequence[str]) -> str:
    """Write the article; it lies beside methods.tex and references.tex, in a folder beside those of figures and tables.

    Args:
        facts: of the run.
        figures: of the report, in order.
        tables: names of the tables that there are, in any order.
    """
    shown = [rf"\input{{../tables/{name}}}" for name in _TABLES if name in tables]
    return "\n".join(
        [
            _HEAD,
            rf"\title{{{escape_latex(facts.citation.title)}}}",
            rf"\author{{{escape_latex(', '.join(name.strip('{}') for name in facts.citation.authors))}}}",
            r"\date{}",
            r"\begin{document}",
            r"\maketitle",
            r"\section{Introduction}",
            r"\input{methods}",
            r"\section{Results}",
            r"Of \rejoinderStatements{} statements, \rejoinderShareFramed{} carry a frame.",
            *map(_format_figure, figures),
            r"\begin{landscape}",
            *shown,
            r"\end{landscape}",
            r"\section{Discussion}",
            r"\input{references}",
            r"\appendix",
            r"\section{Codebook}",
            r"\begin{landscape}",
            r"\input{../tables/codebook}",
            r"\end{landscape}",
            r"\end{document}",
        ]
    )


def _format_figure(figure: FigureExhibit) -> str:
    caption = escape_latex(f"{figure.title}. {figure.caption}")
    return "\n".join(
        [
            r"\begin{figure}[p]\centering",
            rf"\includegraphics{{../figures/{figure.name}.pdf}}",
            rf"\caption{{{caption}}}\label{{fig:{figure.name}}}",
            r"\end{figure}",
        ]
    )

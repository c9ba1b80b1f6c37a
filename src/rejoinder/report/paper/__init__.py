"""The beginning of a paper: a methods section and a checklist written from the run, and an article that holds them."""

from rejoinder.report.paper.article import format_article
from rejoinder.report.paper.checklist import format_checklist, list_checks
from rejoinder.report.paper.facts import FrameAgreement, StudyFacts, read_agreements
from rejoinder.report.paper.methods import (
    Paragraph,
    format_latex,
    format_markdown,
    format_references,
    write_methods,
)

__all__ = [
    "FrameAgreement",
    "Paragraph",
    "StudyFacts",
    "format_article",
    "format_checklist",
    "format_latex",
    "format_markdown",
    "format_references",
    "list_checks",
    "read_agreements",
    "write_methods",
]

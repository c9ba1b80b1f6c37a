"""Whom to ask, and how."""

from rejoinder.articles.layout.patterns import any_of
from rejoinder.articles.layout.rules.line_rule import LINE, TAIL, UNREPORTED, build_rule

_CONTACT = any_of(
    "(?:(?:for )?(?:press|media) )?(?:contacts?|enquiries|inquiries|queries)(?: (?:for )?(?:the )?media)?",
    "(?:for )?(?:further|more) (?:information|details) / press (?:service|office|officer) / media (?:centre|office)",
    "notes? (?:to|for) editors?",
)

CONTACTS = (
    build_rule("contact", rf"{_CONTACT}\s*(?:[:,|][^\n]*)?", LINE | TAIL),
    build_rule(
        "contact",
        rf"{UNREPORTED}(?i:contact (?:us|our|the (?:newsroom|author|editor))|write to us)\b[^\n]*",
        LINE | TAIL,
    ),
    build_rule(
        "contact",
        rf"{UNREPORTED}{any_of('e-?mail (?:us|letters|the) / phone: / tel[:.] / telephone:')}[^\n]*",
        LINE | TAIL,
    ),
    build_rule("contact", r"[^\n]{0,80}\b[\w.+-]+@[\w-]+\.\w[\w.]*\.?"),
)

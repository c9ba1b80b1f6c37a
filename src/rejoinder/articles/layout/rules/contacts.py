"""Whom to ask, and how."""

from rejoinder.articles.layout.patterns import any_of
from rejoinder.articles.layout.rules.line_rule import LINE, TAIL, UNREPORTED, build_rule

_CONTACT = any_of(
    "(?:(?:for )?(?:press|media) )?(?:contacts?|enquiries|inquiries|queries)(?: (?:for )?(?:the )?media)?",
    "(?:for )?(?:further|more) (?:information|details) / press (?:service|office|officer) / media (?:centre|office)",
    "notes? (?:to|for) editors?",
)
_CALL = any_of("call / ring / text / phone / whats ?app / e-?mail / message / write to / reach")
_NEWSROOM = any_of("us / our \\w+(?: \\w+)? / the (?:newsroom|editor|author|reporter|news ?desk)")

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
    build_rule(
        "contact",
        rf"{UNREPORTED}{_CALL}(?:(?:,| or|,? and) {_CALL})* {_NEWSROOM}(?: on| at|:| via)[^\n]*[\d@][^\n]*",
        LINE | TAIL,
    ),
    build_rule("contact", r"[^.!?\n]{0,80}?(?:\+|\b0|\(0)\d?[\d ()/.-]{6,}\d"),  # a number to call
    build_rule(
        "contact",
        r"(?i:for (?:more|further|additional|other|full)) (?!than)[^.!?\n]{0,80}\b(?:(?i:please),? "
        r"(?i:visit|contact|see|call|e-?mail|go to|consult)|(?i:visit|see|contact|go to|call):? \S*\w[.@]\w)"
        r"[^\n]{0,160}",
        LINE | TAIL,
    ),
    build_rule(
        "contact",
        rf"{UNREPORTED}(?i:letters|submissions|contributions|comments) (?i:to the editor|for publication|intended for)"
        r"[^\n]{0,40} (?:must|should|may|can|are)\b[^\n]{0,160}",
    ),
)

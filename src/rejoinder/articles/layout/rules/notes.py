"""What is said of the text itself: when it was published, corrected or ends, where its data are from, whose it is."""

from rejoinder.articles.layout.letters import FAREWELL
from rejoinder.articles.layout.patterns import AGO, DATE, MONTH, NAME, NAMES, TIME, any_of
from rejoinder.articles.layout.rules.line_rule import HEAD, LINE, TAIL, UNREPORTED, build_rule

_THIS_TEXT = any_of(
    "(?:the|this) (?:interview|transcript|conversation|article|story) / these answers",
    "this (?:text|report|remarks|version|post|piece|page|video)",
)
_DEVELOPING = any_of("(?:this|it)(?: is|[’']s) an? (?:developing|breaking|evolving) (?:news )?story")
_DISCLAIMER = any_of(
    "(?:the )?(?:views|opinions) (?:and opinions )?expressed (?:in|by|here|above|are) / this material may not be",
    "all rights reserved / the post [^\\n]{3,150} appeared first on / distributed by [^\\n]{2,40} on behalf of",
    "(?:here[’']s|here is) (?:a|the) (?:recap|summary|round-?up) of / we(?:[’']ll| will) have more on this",
)
_PRINTED = any_of(  # what an outlet sets above a speech or a letter that it prints
    "(?:the )?(?:following|below|here) (?:is|are) (?:[\\w-]+ ){0,4}"
    "(?:text|transcript|version|extracts?|excerpts?|remarks)\\b(?! (?:that|which|who|whose)\\b)",
    "we (?:print|publish|reproduce|carry|reprint)\\b[^.!?:\\n]*\\b(?:below|here|in full|unabridged)",
    "(?:the|this) (?:open )?(?:letter|speech|statement|address|text) (?:below|printed here|that follows)",
)
_CORRECTED = (
    "in an? (?:earlier )?(?:story|article|report|column|item|caption) (?:published|posted|sent|about|on|of)\\b"
    "[^\\n]*\\b(?:erroneously|incorrectly|mistakenly|wrongly|misstated|misspelled|misidentified)"
)
_PUBLISHED = any_of("(?:last |first )?(?:updated?|posted|published|modified|revised|issued)(?: ?on(?:line)?)?")
_CLOCK = rf"(?:{TIME}|\d{{1,2}} ?(?i:[ap]\.?m\b\.?|noon))"
_DATED = rf"(?:{DATE}|(?i:{MONTH}) \d{{4}}|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}})"
_WHEN = rf"(?:{_CLOCK}|{_DATED}|{AGO})"
_MOMENT = rf"(?:(?:{_PUBLISHED})\s?[:|]? ?)?(?:(?i:at|on|by|in) )?{_WHEN}"
_MOMENTS = rf"{_MOMENT}(?:[\s,|·•/–—-]+{_MOMENT})*"
_BETWEEN = r"(?: (?:in|on|at|by)\b(?:[^.!?\n\d]{0,40} )?| ?[:|–—-])? ?"
_REST = r"(?:[^.!?\n]|(?<=\d)\.(?=\d)|(?<=[ap])\.(?=m)|(?<=\.m)\.){0,60}"
_ZONE = r"(?:GMT|UTC|[A-Z]{1,3}[SD]?T|Z)(?: ?[+-]\d{1,2})?"
_ZONE_NAME = any_of("(?:\\w+ )?(?:local|eastern|pacific|central|standard)(?: \\w+)? time")
_DELIVERY = any_of(
    "note to editors / (?:as delivered[ ,;:–—-]+)?check against (?:delivery|recording|transmission)",
    "as (?:prepared for )?deliver(?:y|ed) / subject to correction",
    "(?:only )?the (?:spoken|delivered) (?:word|version|text) (?:prevails|applies|counts)",
    "(?:only )?the (?:spoken|delivered) (?:word|version|text) is (?:valid|authoritative|authentic)",
    "(?:un-?official|courtesy|working|provisional|machine|informal) (?:\\w+ )?translation(?: from (?:the )?\\w+)?",
    "for immediate release / [^.!?\\n]{0,40}\\bplease recycle / printed on recycled paper",
)
_MORE = any_of("more to (?:follow|come) / [(]?-*ends?-*[)]? / [–—-]ends?[–—-]? / enditem / [(]more[)]")
_NUMBERED = any_of("(?:press|news|media) release(?: no\\.?)? / communiqué / no[.] / issue / document")
_REMARK = any_of(
    "corrections? / clarifications? / correction appended / editor[’']?s?[’']? note / editors[’'] note",
    "note to (?:editors|readers) / disclaimer / disclosure / author[’']s note / publisher[’']s note / our standards",
    "embargo(?:ed)?",
)
_FIELD = any_of(  # of a record in a database, or of a letter's head
    "load[- ]date / key ?words? / publication[- ]type / document[- ]type / dateline / word count / length",
    "enclosures? / attachments? / our reference / your reference / e-?mail",
)
_FIELD_OR_WORD = any_of(  # likewise, but a sentence could begin so
    "section / subjects? / language / original / classification / to / from / date / venue",
    "(?:in attendance|(?:also )?present|apologies|absent|attendees|participants|witnesses)(?: from)?"
    "(?: \\([^()\\n]+\\))?",
)
_CAPITAL_FIELD = (
    r"(?:BODY|SHOW|SECTION|SUBJECTS?|HEADLINE|LANGUAGE|GUESTS?|ANCHORS?|NETWORK|HOSTS?|TO|FROM|C[cC]|R[eE]|DATE|VENUE"
    r"|TOPICS?)"
)
_NUMBERED_PART = any_of(
    "(?:agenda )?item / min(?:ute)?s?[.]?(?: no[.]?)? / section / annex / part / appendix",
    "(?:session|hearing|sitting)(?: no[.]?)?",
)
_UNENDED = r"(?:[^()\[\].!?…\n]|\.(?=\w))*"
_ORIGIN = any_of("sources? / data / charts? / maps? / graphics? / infographics? / tables?")
_SOURCE = rf"{NAME}(?:[ ,;&]+(?:{NAME}|\d{{4}}|of|for|and|the))*"

NOTES = (
    build_rule("note", rf"(?:{DATE},? (?:\d{{4}},? )?)?{_PUBLISHED}{_BETWEEN}{_WHEN}{_REST}\.?", LINE | TAIL),
    build_rule("note", _MOMENTS),
    build_rule("dateline", rf"{NAME}(?: {NAME}){{0,2}}[,|] ?{_MOMENTS}"),
    build_rule(
        "note",
        r"\d+ ?-?(?i:min(?:ute)?s?[ -]read)"
        r"|(?i:reading time|duration|length):? \d[^.!?\n]{0,20}",
    ),
    build_rule("note", rf"{_REMARK}(?: {_DATED})? ?[(:–—-].*"),
    build_rule(
        "note",
        rf"{UNREPORTED}[(\[]?{_THIS_TEXT} (?:has|have|was|were|appeared) (?:not )?(?:been )?"
        r"(?:lightly |automatically |first |originally )?"
        r"(?:edited|condensed|updated|corrected|amended|shortened|translated|published|changed|in)\b[^\n]*",
        LINE | TAIL,
    ),
    build_rule(
        "note",
        rf"{UNREPORTED}{_THIS_TEXT} is (?:now |no longer |also )*"
        r"(?:archived|closed|available|provided|updated|editable|protected)\b[^\n]{0,120}",
        LINE | TAIL,
    ),
    build_rule("note", rf"{_DISCLAIMER}[^\n]{{0,200}}", LINE | TAIL),
    build_rule("note", rf"{UNREPORTED}{_PRINTED}\b[^\n:]{{0,200}}:?"),
    build_rule("note", rf"{UNREPORTED}{_DEVELOPING}[^\n]{{0,120}}|\((?i:except for the headline)\b[^\n]*", LINE | TAIL),
    build_rule("note", rf"{any_of('an earlier version of this', _CORRECTED)}\b[^\n]*", LINE | TAIL),
    build_rule("note", rf"{_DELIVERY}\.?", LINE | HEAD),
    build_rule("note", rf"\[{TIME}\]"),
    build_rule("note", rf"{TIME}(?: ?[–—-])?(?! ?[(\[]?(?:[A-Z]{{2,4}}\b|a\.?m|p\.?m))", LINE | HEAD),
    build_rule("note", rf"{TIME} ?[(\[](?:{_ZONE}|{_ZONE_NAME})[)\]](?: ?[–—:-])?", LINE | HEAD),
    build_rule("note", rf"{TIME} ?[–—-] [^.!?\n]{{2,90}}"),
    build_rule("note", r"\([$€£¥] ?1 ?= ?[^()]*\)\.?", LINE | HEAD | TAIL),
    build_rule("note", rf"{_MORE}(?:/\w+)?\.?", LINE | TAIL),
    build_rule(
        "note",
        rf"{any_of('end of (?:the )?(?:transcript|text|document|statement)')}\.?|- ?30 ?-|#+"
        r"|[*–— -]+(?i:ends?)[*–— -]+|\[(?i:ends?)\]",
        LINE | TAIL,
    ),
    build_rule(
        "note",
        r"(?:©|\(c\) (?=\d)|(?i:copyright) (?=[©(\d]))[^\n]*"
        rf"|(?i:copyright) (?:{NAMES}|(?i:disclaimer|notice))(?:\. (?i:all rights reserved))?\.?",
        LINE | TAIL,
    ),
    build_rule("note", rf"{_NUMBERED} ?[^.\s]*\d[\w./-]*"),
    build_rule("note", rf"(?:{_ORIGIN}: {_SOURCE}|SOURCE:? {_SOURCE})(?: ?[/|] ?(?:{_ORIGIN}: )?{_SOURCE})*\.?"),
    build_rule("note", FAREWELL),
    build_rule("note", r"Done (?:at|in) [A-Z][^.!?\n]{3,80}(?:day of|\d{4}|languages?)[^.!?\n]*\.?", LINE | TAIL),
    build_rule("note", rf"{_FIELD}:[^\n]*"),
    build_rule("note", rf"{UNREPORTED}{_FIELD_OR_WORD}: ?[^!?\n\"“]{{1,300}}(?<![.,])"),
    build_rule("note", rf"{_NUMBERED_PART} [\dIVX]+[\w./-]*(?: \([a-z]+\))?(?:[:.–—-]+ ?[^.!?\n]{{0,120}})?"),
    build_rule(
        "note",
        rf"{UNREPORTED}(?i:this|the (?:present|verbatim)) (?i:record|document|transcript) "
        r"(?i:contains|reproduces|reflects|represents|was prepared)\b[^\n]{0,200}",
    ),
    build_rule("note", r"(?i:(?:first )?published in) [^.!?\n]{2,60}\b(?i:issue|no|vol|volume)\b\.? ?\d+[^\n]{0,20}"),
    build_rule("note", rf"{_CAPITAL_FIELD}:[^\n]*"),
    build_rule("note", rf"(?![(\[]{NAMES}[)\]])(?:\({_UNENDED}\)|\[{_UNENDED}\])"),
    build_rule("note", r"\[\d{1,3}\] ?[^\n]+"),
)

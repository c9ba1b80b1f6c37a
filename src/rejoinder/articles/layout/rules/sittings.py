"""What a record says of a sitting: who laughs, when it begins and ends."""

import re

from rejoinder.articles.layout.patterns import NAMES, TIME, any_of
from rejoinder.articles.layout.rules.line_rule import HEAD, LINE, TAIL, build_rule

_DIRECTION = any_of(
    "laughter / applause / cross ?talk / cheers / cheering / booing / inaudible / unintelligible / interruptions?",
    "interjections? / pause / silence / music / (?:begin|end|start) (?:of )?(?:video|audio|clip)",
    "video (?:clip|plays)",
    "(?:commercial |ad )?break / as (?:interpreted|translated|delivered|prepared)",
    r"(?:through|via) (?:an )?interpreter / (?:speaking|spoke) (?:in|through) \w+",
    r"off[- ]mi(?:c|ke)(?:rophone)? / in [A-Z][a-z]+(?=\.?[)\]]) / translated from / audio gap",
    "recess",
)
_SITTING = any_of(
    "(?:the )?(?:briefing|meeting|session|sitting|house|hearing|(?:(?:press|news) )?conference|council|interview"
    "|assembly|committee|senate|chamber|parliament)"
)
_SITTING_BEGIN = any_of("(?:was )?(?:convened|opened|resumed|reconvened) / met / began / commenced")
_SITTING_END = any_of(
    "rose / ended / concluded / adjourned / closed / resumed",
    "was (?:concluded|adjourned|closed|suspended|called to order)",
)
_NO_PERSON = r"(?!(?i:i|you|he|she|it|we|they|this|that|these|those|there|but|and)\b)"
STAGE_DIRECTION = re.compile(rf"[(\[]{_DIRECTION}[^()\[\]]*[)\]]\.?")

SITTINGS = (
    build_rule("direction", STAGE_DIRECTION.pattern, LINE | HEAD | TAIL),
    build_rule("direction", rf"[(\[]{_NO_PERSON}[^\W\d_]?[a-z]+(?: [a-z]+){{0,4}}\.?[)\]]"),  # "(Salute)"
    build_rule("direction", r"[(\[](?:BEGIN|END) [^()\[\]]+[)\]]"),
    build_rule("direction", rf"(?i:end|ends|begin|begins|start)\s+{TIME}"),
    build_rule(
        "direction",
        rf"[(\[]?(?:Whereupon,? [^\n()]{{0,40}})?{_SITTING} {_SITTING_END}"
        r"(?: (?:at|on|until)\b[^\n]{0,60})?\.?[)\]]?",
        LINE | TAIL,
    ),
    build_rule("direction", rf"{_SITTING} {_SITTING_BEGIN} (?:on [^\n]{{0,40}} )?at \d[^\n]{{0,30}}", LINE | TAIL),
    build_rule("direction", rf"[(\[]{_SITTING} {_SITTING_BEGIN} [^()\[\]\n]{{2,120}}[)\]]"),
    build_rule(
        "direction", rf"[(\[]?(?:(?i:the) )?{NAMES} (?i:took|resumed|(?:was )?in) the [Cc]hair\.?[)\]]?", LINE | TAIL
    ),
    build_rule(
        "direction",
        any_of("question (?:accordingly )?put / the house divided / motion (?:made|agreed to) / bill read an? ")
        + r"[^\n]{0,60}",
    ),
    build_rule("direction", r"Next question:[^\n]*", LINE | TAIL),
)

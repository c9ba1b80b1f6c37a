"""Who wrote, took or made an article, and which agency it is from."""

from rejoinder.articles.layout.patterns import BY_NAMES, MEDIUM, NAME, NAMES, any_of
from rejoinder.articles.layout.rules.line_rule import HEAD, LINE, TAIL, build_rule

_TASK = any_of(
    "reporting / report / writing / written / editing / edited / compiled / translated / produced / text",
    "words / authors? / authori[sz]ed",
    "interview",
)
_INITIALS = r"[a-z]{2,4}(?:[/-][a-z]{2,4})+"
_DELIVERED = r"(?i:(?:inputs?|files|material|reports?|agency (?:inputs?|reports?)) from )"
_AGENCY = r"(?:(?!END\b|MORE\b)[A-Z]{2,6}|Reuters|Xinhua|Bloomberg|[Aa]gencies)"
_PLATFORM = any_of("twitter / x / facebook / instagram / linkedin / telegram / threads / mastodon / bluesky / tiktok")

WRITERS = (
    build_rule(
        "credit",
        rf"[(\[]?\s*(?i:additional )?{_TASK}(?: (?:and|by|additional|{_TASK}))*(?: from (?:the )?\w+)? by:? {NAME}.*",
        LINE | TAIL,
    ),
    build_rule("credit", rf"{_TASK}: {NAMES}\.?(?: {MEDIUM}: .*| \(\w+\)| \| .*)?", LINE | TAIL),
    build_rule("credit", rf"\((?i:additional )?{_TASK}\b[^()]*\)\.?", LINE | HEAD | TAIL),
    build_rule("credit", r"[^.!?\n]{0,40}\b(?i:compiled|written|edited|reported) by (?:our|the) [^.!?\n]{2,40}"),
    build_rule("credit", rf"With {NAME} {NAME}(?:(?:,| and) {NAMES})*\.?"),
    build_rule("credit", r"(?i:by-?line): ?[^\n]*"),
    build_rule("credit", rf"{BY_NAMES}(?: {NAME}| and| AND| in| at| for|,| of| our| the| aboard| [a-z]+){{0,16}}"),
    build_rule("credit", rf"(?i:by) {NAME}(?:(?:,| in| and) {NAMES})?"),
    build_rule("credit", r"(?:--)?(?i:with) (?:additional )?(?:reporting|assistance) (?:by|from) .*", LINE | TAIL),
    build_rule(
        "credit",
        rf"[(\[]?With {_DELIVERED}\w[^.!?()\n]{{1,60}}\.?[)\]]?|With {_AGENCY}(?:[,/ ]+{_AGENCY})*",
        LINE | TAIL,
    ),
    build_rule("credit", rf"(?:{MEDIUM}|(?i:photographed)) by {NAMES}\b.*"),
    build_rule("credit", rf"{NAMES},? (?:with|and) (?:{MEDIUM}|reporting) by {NAMES}"),
    build_rule("credit", rf"(?i:from )(?:our|a) (?:\w+ )*{any_of('correspondents? / reporters? / staff')}\b[^.!?]*"),
    build_rule(
        "credit", r"[^!?\n]{3,160} contributed (?:reporting )?to this (?:report|story|article)\b[^.!?\n]{0,40}\."
    ),
    build_rule(
        "credit", r"[^.!?\n]{3,120} contributed (?:reporting )?to this (?:report|story|article)\b[^.!?\n]{0,40}\.", TAIL
    ),
    build_rule(
        "credit",
        r"[^.!?\n]{0,40}\b(?:writers?|reporters?|correspondents?|staff)\b[^.!?\n]{0,120} contributed\.",
        LINE | TAIL,
    ),
    build_rule("credit", r"[^.!?\n]{3,120} contributed reporting\.", LINE | TAIL),
    build_rule("credit", rf"{NAMES} reported from {NAMES}(?:,? and {NAMES} (?:reported )?from {NAMES})?\."),
    build_rule("credit", rf"Special (?:to|for) {NAMES}"),
    build_rule(
        "credit", r"(?:Some i|I)nformation (?:for|in) this (?:report|story|article) came from [^.]*\.", LINE | TAIL
    ),
    build_rule(
        "credit",
        rf"{NAME}(?: {NAME}){{0,3}} (?:covers|writes (?:about|on|for)|reports (?:on|for)) "
        r"(?!her\b|his\b|its\b|their\b|up\b)[^!?\n]*",
    ),
    build_rule("credit", r"[^!?\n]{0,100}\b(?:can be reached at|tweets at)\b.*"),
    build_rule("credit", rf"(?i:follow) {NAMES} (?i:on) {_PLATFORM}\b[^\n]{{0,80}}", LINE | TAIL),
    build_rule("credit", rf"(?:{_PLATFORM}|(?i:e-?mail)): ?@?\S+"),
    build_rule("credit", rf"(?!The ){NAMES} in {NAMES},? (?:writes|reports)[:.]?"),
    build_rule("credit", rf"(?:[A-Z]{{3,4}} )?{_INITIALS}(?: \([^()\n]{{2,60}}\))?\.?|[A-Z]{{3,4}} ■", LINE | TAIL),
    build_rule("credit", r"(?<=[.!?\"”’)…]\s)(?:[A-Z]{2,4} ){1,3}[A-Z]{2,4}", TAIL),
    build_rule("credit", rf"\({_AGENCY}(?:[,/ ]+{_AGENCY})*\)|[–—-]+ ?{_AGENCY}|[–—-] ?\w+\.(?:com|org|net)|==\w+"),
)

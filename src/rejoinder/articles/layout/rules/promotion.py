"""What a page offers its readers: other articles, letters, accounts."""

from rejoinder.articles.layout.patterns import NAMES, any_of
from rejoinder.articles.layout.rules.line_rule import LINE, TAIL, UNREPORTED, build_rule

_REFERRAL = any_of(
    "read / see / watch / also / more / related / recommended / subscribe / live / video / audio / what to read",
    "podcast / explore / up next / next up / don[’']t miss / in case you missed it / survey",
)
_SENSES = any_of("listen / hear / join / vote")  # a sentence could begin so
_REFERRED = any_of(
    "more / also / next / now / here / on this(?: story)? / articles? / stor(?:y|ies) / resources?",
    "content / coverage",
    "topics? / news / read / reading / links? / us / too",
)
_APPEAL = any_of(
    "sign up / subscribe(?! to that) / register(?: now| here| for| to|\\Z) / (?:click|tap)(?: here| on| below| to|\\Z)",
    "download(?: the| our| now| this| as|\\Z) / follow (?:us|live|our|@|(?:the )?(?:latest|story)) / like us / find us",
    "join us / (?:kindly |please )?share (?:this|on|via) / (?:tweet|print|email) this",
    "support (?:us|our|quality|independent|[A-Z ]+['’])",
    "donate(?: now| here| to|\\Z)",
    "become a / get (?:our|all the|breaking|unlimited|the (?:best|latest|top|day))",
    "stay (?:up to date|informed|tuned)",
    r"read (?:our|the full|more|next|it) / was this forwarded / what do you think\? / tips\? / got a tip",
    r"have your say",
    "thanks for reading / we are closing (?:this|the) / that[’']s all (?:for|from) / scroll",
    "skip(?: to| ad|\\Z) / loading",
    "(?:advertisement|sponsored)(?: (?:content|post|by|message)|[ ,:–—-]+(?:scroll|continue|story)|\\Z)",
    "promoted content / most read / more (?:on|from|about|news|stories) (?!than)",
    "(?:article|story|text|post|content)s? continues? (?:below|after)",
    "(?:watch|listen to|see|read) the (?:full )?(?:video|interview|clip|report|speech|debate|gallery) (?:below|here)",
    "view (?:on|in|all|this|the|original|more|image|full) / a post shared by / already (?:a|an|have)",
    "not a (?:subscriber|member)",
    "enjoying (?:this|our|what) / have you been affected by",
    "do you have (?:a (?:story|question|tip)|more information)",
    "you can unsubscribe / by (?:signing up|subscribing|clicking|registering|submitting)",
    "a version of this (?:article|story)",
    "print edition / listen to this (?:article|story) / about the author / to (?:view|see|play|read) this",
    "(?:sign|log) in (?:to|or|with) / thank you for (?:signing|subscribing|registering|your interest)",
    "please enter (?:a|your)",
    "if you (?:have been|are) affected by / if you have (?:a story|more information|a tip)",
    "(?:our|independent) journalism needs / be part of our (?:community|readership|audience)",
    "keep up (?:to date|with us)",
    "refresh (?:the|this|your) page / a message from (?:our )?(?:sponsor|advertiser|partner)s?",
    "more [a-z]+ (?:in|on|from) our (?:\\w+ )?(?:website|site|app|blog|newsletter|series|section|archive|pages)",
    "for (?:more|the latest) (?:news|stories|coverage|on this|on the)",
)
_LEAD_IN = r"(?:(?:[•*▪►‣>»→-]|>>) ?)?"
_ADDRESS = r"(?:https?://|www\.|pic\.twitter\.com/)\S+"
_PUBLICATION = "source|newspaper|magazine|encyclopa?edia|agency|website|portal|network|newsletter"

PROMOTION = (
    build_rule("promotion", rf"{_LEAD_IN}{_REFERRAL}(?: {_REFERRED})*\s*[:|>»] ?[^\n.!?]{{2,140}}[.!?]?", LINE | TAIL),
    build_rule("promotion", rf"{_LEAD_IN}{_SENSES}: ?[A-Z\d\"“‘'][^\n.!?]{{2,140}}[.!?]?", LINE | TAIL),
    build_rule(
        "promotion", r"(?i:tags?|topics?|keywords|filed under|posted (?:in|under)|tagged|categories)\s*:.*", LINE | TAIL
    ),
    build_rule("promotion", rf"(?![a-z]){UNREPORTED}{_LEAD_IN}{_APPEAL}(?!\w)[^\n]{{0,160}}(?<!”)", LINE | TAIL),
    build_rule(
        "promotion", rf"[^\n]{{3,100}}[.!?:] {any_of('sign up / subscribe / (?:read|see|watch) our')}\b[^\n]{{0,60}}"
    ),
    build_rule("promotion", r"[^\n.!?:]{0,40}(?i:newsletter): [^\n]{2,140}"),
    build_rule("promotion", r"[^.!?\n]{2,90}[,:] (?i:(?:see )?page \d+|back page)\.?", LINE | TAIL),
    build_rule(
        "promotion",
        r"[^.!?\n]{2,80}\b(?:available|ordered|found|read|seen|watched|downloaded)\b[^.!?\n]{0,30} (?:on|in|at|from) "
        r"(?:our|the|this) (?:website|site|app|web site|image bank|media bank|newsletter|podcast|channel)\.",
        LINE | TAIL,
    ),
    build_rule(
        "promotion",
        r"(?i:listen|watch|read|hear|catch|follow|get|download|find|stream|join)\b[^.!?\n]{0,80}"
        r" (?i:in|on|via|from|through) (?i:our|the) (?i:app|website|site|(?:\w+ )?channel|podcast|newsletter)\.?",
        LINE | TAIL,
    ),
    build_rule(
        "promotion", rf"{any_of('advert / ad / sponsored / promoted / classifieds? / vacanc(?:y|ies)')}: [^\n]{{2,140}}"
    ),
    build_rule(
        "promotion", rf"{any_of('poll / quiz / vote / survey / your view')}: [^\n]{{2,140}}\?[^\n]{{0,40}}", LINE | TAIL
    ),
    build_rule("promotion", rf"From {NAMES}, (?i:the|your) [^.?\n]*\b(?i:{_PUBLICATION})\b[^.?\n]*"),
    build_rule("promotion", rf"{_ADDRESS}(?:\s+{_ADDRESS})*"),
)

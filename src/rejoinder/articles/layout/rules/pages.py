"""What frames the text of a page: headings, buttons, notices of the site, numbers of pages, tables."""

from rejoinder.articles.layout.patterns import NAME, UPPER, any_of
from rejoinder.articles.layout.rules.line_rule import HEAD, LINE, TAIL, UNREPORTED, build_rule

_SECTION = any_of(
    "key (?:points|developments|events|moments) / at a glance / what we know(?: so far)? / highlights",
    "summary / in brief / in short / what you need to know / (?:key )?takeaways / main points / the story so far",
    "how we got here / collated results",
    "contents / index / in this article / comments? / replies / background / reactions?",
    "live (?:updates|reporting|feed) / latest (?:updates|news|headlines|posts) / (?:newest|oldest) first",
    "pinned(?: post)?",
    "(?:most|more) (?:popular|read|viewed|shared|watched) / trending(?: now)?",
    "you (?:may|might)(?: also)? (?:also )?like",
    "(?:recommended|related|popular|top|similar|featured) (?:stories|articles|news|posts|topics|videos|content|links)",
    "more on this (?:story|topic|subject) / what to read(?: next)? / about us / who we are / our team",
    "quick links / useful links / top stories / more stories / what[’']s new",
)
_BUTTON = any_of(
    "share / save / print / e-?mail / copy link / facebook / twitter / whatsapp / telegram / linkedin",
    "reddit / bookmark",
    "tweet / pin it / listen / gift / republish / comments?(?: \\d+)? / \\d+ comments? / like / reply",
    "retweet / follow",
    "search / menu / home / close / back / next / previous / log ?in / sign ?in / register / subscribe / newsletters?",
    "play(?: video| audio)? / pause / mute / unmute / full ?screen / expand / collapse / download",
    "(?:next|previous|older|newer) (?:article|story|post|page|slide)s? / back to (?:top|home|news|the top)",
    "(?:leave|post|add|write|view|show|read|see|join) (?:a |your |all |the )?(?:comments?|reply|replies|discussion)",
    "terms(?: (?:of|and|&) (?:use|service|conditions))? / privacy(?: (?:policy|notice|settings))?",
    "cookies?(?: (?:policy|settings))?",
    "accessibility / contact us / advertise(?: with us)? / site ?map / help / faq / rss / about / careers",
    "corrections / purchase licen[sc]ing rights",
    "embedded (?:content|video|post|tweet) / external (?:content|video) / view all",
    r"[\d.,]+[km]? (?:comments?|shares?|views?|likes?|replies|reactions|retweets|reads?)",
)
_NOTICE = any_of(
    "(?:this|the) (?:video|content|page|audio|post|image|media|feature|site|website|embed)\\b[^\\n]{0,40}"
    "(?:not available|unavailable|not supported|cannot be (?:loaded|played)|uses cookies|requires javascript)",
    "your browser (?:does|is|has)",
    "(?:to|please) (?:view|see|watch|enable|use|continue)\\b[^\\n]{0,60}"
    "\\b(?:cookies|javascript|browser|subscri|log ?in|sign in)",
    "comments? (?:are|have been|on this \\w+ are) (?:now )?(?:closed|no longer|disabled|turned off|moderated)",
    "we and our (?:\\d+ )?partners (?:store|process|access|collect)\\b",
    "accept (?:all )?cookies / we and our partners use cookies / we use cookies / sorry, (?:this|your|we)",
)
_VERB = (
    r"SAYS?|SAID|WILL|WON['’]T|IS|ARE|WAS|WERE|HAS|HAVE|NOT|CANNOT|MUST|DENIES|VOWS|WARNS|URGES|CALLS|CLAIMS|REJECTS"
    r"|ACCUSES|CONDEMNS|KILLS?|KILLED|DEAD"
)
_NO_FLASH = rf"(?!(?!WHAT|HOW|WHY|WHERE|WHEN|ABOUT)[^\n]*\b(?:{_VERB})\b)"  # "UN SAYS 30 DEAD" is a statement
_BLANK = r"(?:…{2,}|\.{6,}|_{4,})"
_TOKEN_OF_FIGURES = r"[-+–]?[$€£]?\d[\d.,:/-]*%?"

PAGES = (
    build_rule("furniture", r"[\W_]+"),
    build_rule("furniture", rf"(?:[^\W\d_][^\n:.!?…_]{{0,30}}(?:: ?)?{_BLANK}\s*)+"),  # "Signed: ....... Date: ......."
    build_rule("furniture", r"[\u25a0-\u25ff]+", TAIL),
    build_rule("furniture", r"(?=[^\n]*\d)[A-Z\d](?:[A-Z\d/.-]*\d)?[A-Z\d/-]*(?: \([A-Z]\))?"),  # number of a document
    build_rule(
        "furniture",
        r"(?i:(?:page|slide|image|photo) )?\d{1,3} ?(?:/|of) ?\d{1,3}|(?i:page) \d{1,4}|\d{1,3}|[-–—] ?\d{1,3} ?[-–—]",
    ),
    build_rule(
        "furniture",
        r"(?i:show|view|load|see) (?i:[\d.,]* ?(?:all |more )*(?:replies|comments|posts))",
        LINE | TAIL,
    ),
    build_rule("furniture", rf"(?:[•*▪►] ?)?{_SECTION}\s*:?|About {NAME}(?: {NAME}){{1,4}}"),
    build_rule("furniture", rf"[\[(]?{_BUTTON}(?:[\s,/|·•]+{_BUTTON})*[\])]?"),
    build_rule("furniture", rf"{UNREPORTED}{_NOTICE}[^\n]{{0,160}}"),
    build_rule(
        "furniture",
        rf"(?:{UPPER}[\w’'&-]*(?: [\w’'&-]+){{0,3}} ?[>»›/→] ?){{2,}}{UPPER}[^\n.!?]{{0,60}}"
        r"|(?i:home) ?[>»›/|][^\n.!?]*",
    ),
    build_rule("furniture", r"(?i:key points|key developments|at a glance|in brief):|REPLIES(?= [A-Z@])", HEAD),
    build_rule("furniture", r"(?i:index|contents|in this (?:issue|briefing|edition))\b[^\n:]{0,40}:[^\n]*"),
    build_rule("furniture", rf"\d{{1,2}}[.)] [A-Z][A-Z’'&-]+(?: [A-Z][A-Z’'&-]*)+(?= {UPPER}?[a-z]|\s*[\"“])", HEAD),
    build_rule("furniture", rf"{_NO_FLASH}(?:\d{{1,2}}[.)] )?{UPPER}[^a-z\n:;]{{2,60}}:?(?<![.!?,])"),
    build_rule("table", rf"{any_of('brief scores / scores / results / standings / weather')}\s*:.*", LINE | TAIL),
    build_rule("table", r"[^\n]*\t[^\n]*(?<![.!?…\"”’')\]])|[^\n|]+(?: \| [^\n|]+){2,}"),
    build_rule("table", rf"(?:[^\W\d][\w&.’'-]* ){{1,4}}{_TOKEN_OF_FIGURES}(?: {_TOKEN_OF_FIGURES})+"),
)

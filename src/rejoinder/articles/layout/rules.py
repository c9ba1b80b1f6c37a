"""The forms of lines that are no statement, by kind, as news layout has them."""

import re
from dataclasses import dataclass
from enum import Flag, auto

from rejoinder.articles.layout.patterns import DATE, NAME, NAMES, TIME, UPPER, any_of

_TASK = any_of(
    "reporting / report / writing / written / editing / edited / compiled / translated / produced / text / authors?",
    "interview",
)
_MEDIUM = any_of(
    "photos? / photographs? / pictures? / images? / videos? / graphics? / maps? / illustrations? / cartoon"
)
_IMAGE_CREDIT = any_of(
    rf"{_MEDIUM}(?: credit| by|:|/)",
    rf"(?:submitted|file|handout|courtesy|archive|library|stock) {_MEDIUM}",
    r"getty images / handout / via (?:ap|afp|reuters) / epa-efe / /(?:afp|ap|reuters|epa)\b / \bphoto\b / \bpicture\b",
)
_DIRECTION = any_of(
    "laughter / applause / crosstalk / cheers / cheering / booing / inaudible / unintelligible / interruptions?",
    "interjections? / pause / silence / music / (?:begin|end|start) (?:of )?(?:video|audio|clip) / video clip",
    "commercial break / break / as (?:interpreted|translated|delivered|prepared)",
    r"(?:through|via) (?:an )?interpreter / (?:speaking|spoke) (?:in|through) \w+ / off[- ]mic(?:rophone)? / audio gap",
    "recess",
)
_SITTING = any_of(
    "(?:the )?(?:briefing|meeting|session|sitting|house|hearing|(?:(?:press|news) )?conference|council|interview)"
)
_SITTING_END = any_of(
    "rose / ended / concluded / adjourned / closed / resumed",
    "was (?:concluded|adjourned|closed|suspended|called to order)",
)
_THIS_TEXT = any_of(
    "(?:the|this|these) (?:interview|transcript|conversation|article|story|report|text|remarks|version|post|answers)"
)
_REFERRAL = any_of(
    "read / see / watch / listen / also / hear / more / related / recommended / subscribe / live / video / audio",
    "podcast / explore / up next / next up / don[’']t miss / in case you missed it / join / vote / survey",
)
_REFERRED = any_of(
    "more / also / next / now / here / on this(?: story)? / articles? / stor(?:y|ies) / resources?",
    "content / coverage",
    "topics? / news / read / reading / links? / us / too",
)
_APPEAL = any_of(
    "sign up / subscribe / register / click / tap here / download / follow (?:us|live|our|the|@) / like us / find us",
    "join us / share (?:this|on|via) / (?:tweet|print|email) this / support (?:us|our|the|quality|[A-Z ]+['’])",
    "donate",
    "become a / get (?:the|our|all|breaking|unlimited) / stay (?:up to date|informed|tuned) / have your say",
    r"read (?:our|the full|more|next|it) / was this forwarded / what do you think\? / tips\? / got a tip",
    "thanks for reading / we are closing (?:this|the) / that[’']s all (?:for|from) / scroll / skip / loading",
    "advertisement / sponsored / most read / more (?:on|from|about|news|stories)",
)
_CONTACT = any_of(
    "(?:(?:for )?(?:press|media) )?(?:contacts?|enquiries|inquiries|queries)(?: (?:for )?(?:the )?media)?",
    "(?:for )?(?:further|more) (?:information|details) / press (?:service|office|officer) / media (?:centre|office)",
    "notes? (?:to|for) editors?",
)
_PUBLISHED = any_of("(?:last |first )?(?:updated|posted|published|modified|revised|issued)")
_DELIVERY = any_of("note to editors / check against delivery / as (?:prepared for )?delivery")
_MORE = any_of("more to (?:follow|come) / [(]?ends?[)]? / enditem / [(]more[)]")
_NUMBERED = any_of("(?:press|news|media) release / communiqué / no[.] / issue / document")
_REMARK = any_of(
    "corrections? / clarifications? / correction appended / editor[’']?s?[’']? note / editors[’'] note",
    "note to (?:editors|readers) / disclaimer / disclosure / author[’']s note / publisher[’']s note / our standards",
    "embargo(?:ed)?",
)
_SECTION = any_of(
    "key points / key developments / at a glance / what we know(?: so far)? / highlights / summary / in brief",
    "contents",
    "index / in this article / comments? / replies / background / reactions?",
)


class Place(Flag):
    """Where a line may stand: by itself, at the head of a paragraph, or at its tail, behind the end of a sentence."""

    LINE = auto()
    HEAD = auto()
    TAIL = auto()


LINE, HEAD, TAIL = Place


@dataclass(frozen=True)
class LineRule:
    """A form of line that is no statement.

    Attributes:
        kind: of block.
        pattern: the form.
        places: where it may stand.
    """

    kind: str
    pattern: re.Pattern[str]
    places: Place


def _rule(kind: str, pattern: str, places: Place = LINE) -> LineRule:
    return LineRule(kind, re.compile(pattern, re.DOTALL), places)


_CREDITS = (
    _rule(
        "credit", rf"[(\[]?\s*(?i:additional )?{_TASK}(?: (?:and|by|additional|{_TASK}))* by:? {NAME}.*", LINE | TAIL
    ),
    _rule("credit", rf"{_TASK}: {NAMES}\.?(?: {_MEDIUM}: .*| \(\w+\)| \| .*)?", LINE | TAIL),
    _rule("credit", rf"\((?i:additional )?{_TASK}\b[^()]*\)\.?", LINE | HEAD | TAIL),
    _rule("credit", rf"(?:[A-Z]+ )?(?i:by)(?: {NAME}| and| AND| in| at| for|,| of| our| the| aboard| [a-z]+){{2,16}}"),
    _rule("credit", r"(?:--)?(?i:with) (?:additional )?(?:reporting|assistance) (?:by|from) .*", LINE | TAIL),
    _rule("credit", rf"(?:{_MEDIUM}|(?i:photographed)) by {NAMES}\b.*"),
    _rule("credit", rf"{NAMES},? (?:with|and) (?:{_MEDIUM}|reporting) by {NAMES}"),
    _rule("credit", rf"(?i:from )(?:our|a) (?:\w+ )*{any_of('correspondents? / reporters? / staff')}\b[^.!?]*"),
    _rule("credit", r"[^!?\n]{3,160} contributed (?:reporting )?to this (?:report|story|article)\."),
    _rule("credit", r"[^.!?\n]{3,120} contributed (?:reporting )?to this (?:report|story|article)\.", TAIL),
    _rule("credit", r"(?:Some i|I)nformation (?:for|in) this (?:report|story|article) came from [^.]*\.", LINE | TAIL),
    _rule("credit", rf"{NAME}(?: {NAME}){{0,3}} (?:covers|writes (?:about|on|for)|reports (?:on|for))\b[^!?\n]*"),
    _rule("credit", r"[^!?\n]{0,100}\b(?:can be reached at|tweets at)\b.*"),
    _rule("credit", r"(?:[A-Z]{3,4} )?[a-z]{2,4}(?:[/-][a-z]{2,4})+\.?|[A-Z]{3,4} ■", LINE | TAIL),
    _rule("credit", r"(?:[A-Z]{2,4} ){1,3}[A-Z]{2,4}", TAIL),
    _rule("credit", r"[–—-] ?\w+\.(?:com|org|net)|==\w+"),
)
_CAPTIONS = (
    _rule("caption", rf"FILE ?[-–—:(].*|\[{any_of('file')}[^\]]*\]|\[{_MEDIUM}\b[^\]]*\]"),
    _rule("caption", rf"(?:{_MEDIUM}|{any_of('(?:image )?caption / in pictures')})\s*[:|].*", LINE | TAIL),
    _rule("caption", rf"[^\n]{{3,400}}[(\[][^()\[\]]*{_IMAGE_CREDIT}[^()\[\]]*[)\]]\.?"),
    _rule("caption", rf"[^\n.!?]{{3,200}}[.!?]?[\"”'’)]* (?:{_MEDIUM}|(?i:credit))(?: credit| by)?: ?[^\n]{{2,60}}"),
    _rule("caption", r"[^\n]{3,300}\. Getty Images\.?"),
)
_PROMOTION = (
    _rule("promotion", rf"(?:[•*▪►>-] ?)?{_REFERRAL}(?: {_REFERRED})*\s*[:|>»] ?[^\n.!?]{{2,140}}[.!?]?", LINE | TAIL),
    _rule("promotion", r"(?i:tags?|topics?|keywords|filed under|categories)\s*:.*", LINE | TAIL),
    _rule("promotion", rf"{_APPEAL}(?!\w)[^\n]{{0,160}}", LINE | TAIL),
    _rule("promotion", rf"[^\n]{{3,100}}[.!?:] {any_of('sign up / subscribe')}\b[^\n]{{0,60}}"),
    _rule("promotion", r"[^.!?\n]{2,90}[,:] (?i:(?:see )?page \d+|back page)\.?", LINE | TAIL),
    _rule(
        "promotion",
        r"[^.!?\n]{2,80}\b(?:available|ordered|found|read|seen|watched|downloaded)\b[^.!?\n]{0,30} (?:on|in|at|from) "
        r"(?:our|the|this) (?:website|site|app|web site|image bank|media bank|newsletter|podcast|channel)\.",
        LINE | TAIL,
    ),
)
_CONTACTS = (
    _rule("contact", rf"{_CONTACT}\s*[:,|][^\n]*", LINE | TAIL),
    _rule("contact", r"(?i:contact (?:us|our|the (?:newsroom|author|editor))|write to us)\b[^\n]*", LINE | TAIL),
    _rule("contact", rf"{any_of('e-?mail (?:us|letters|the) / phone / tel / telephone')}\b[^\n]*", LINE | TAIL),
    _rule("contact", r"[^\n]{0,80}\b[\w.+-]+@[\w-]+\.\w[\w.]*\.?"),
)
_NOTES = (
    _rule(
        "note",
        rf"(?:{DATE},? (?:\d{{4}},? )?)?{_PUBLISHED}"
        r"(?: (?:in|on|at|by)| ?[:|–—-])?[^.!?\n]{0,60}?\d[^.!?\n]{0,50}",
        LINE | TAIL,
    ),
    _rule("note", rf"{_REMARK} ?[(:–—-].*"),
    _rule(
        "note",
        rf"{_THIS_TEXT} (?:has|have|was|were) (?:been )?(?:lightly |automatically |(?:first|originally) )?"
        r"(?:edited|condensed|updated|corrected|amended|shortened|translated|published|changed)\b[^\n]*",
        LINE | TAIL,
    ),
    _rule("note", rf"{any_of('an earlier version of this')}\b[^\n]*", LINE | TAIL),
    _rule("note", rf"{_DELIVERY}\.?", LINE | HEAD),
    _rule("note", rf"{TIME}(?: ?[–—-])?(?! ?(?:GMT|a\.?m|p\.?m))", LINE | HEAD),
    _rule("note", rf"{TIME} ?[–—-] [^.!?\n]{{2,90}}"),
    _rule("note", r"\([$€£¥] ?1 ?= ?[^()]*\)\.?", LINE | HEAD | TAIL),
    _rule("note", rf"{_MORE}(?:/\w+)?\.?", LINE | TAIL),
    _rule("note", rf"{any_of('end of (?:the )?(?:transcript|text|document|statement)')}\.?|- ?30 ?-|#+", LINE | TAIL),
    _rule("note", rf"(?:©|\(c\) (?=\d)|(?i:copyright)\b)[^\n]*|{any_of('all rights reserved')}\.?", LINE | TAIL),
    _rule("note", rf"{_NUMBERED} ?[^.\s]*\d[\w./-]*"),
    _rule("note", r"Done at \w[^.!?\n]{3,80}(?:day of|\d{4})[^.!?\n]*\.?", LINE | TAIL),
)
STAGE_DIRECTION = re.compile(rf"[(\[]{_DIRECTION}[^()\[\]]*[)\]]\.?")
_DIRECTIONS = (
    _rule("direction", STAGE_DIRECTION.pattern, LINE | HEAD | TAIL),
    _rule("direction", r"[(\[](?:BEGIN|END)\b[^()\[\]]*[)\]]"),
    _rule(
        "direction",
        rf"[(\[]?{_SITTING} {_SITTING_END}(?: (?:at|on|until)\b[^\n]{{0,60}})?\.?[)\]]?",
        LINE | TAIL,
    ),
    _rule(
        "direction",
        any_of("question (?:accordingly )?put / the house divided / motion (?:made|agreed to) / bill read an? ")
        + r"[^\n]{0,60}",
    ),
    _rule("direction", r"Next question:[^\n]*", LINE | TAIL),
)
_FURNITURE = (
    _rule("furniture", r"[\W_]+"),
    _rule("furniture", r"(?i:page )?\d{1,3} ?(?:/|of) ?\d{1,3}|(?i:page) \d{1,4}|\d{1,3}"),
    _rule(
        "furniture",
        r"(?i:show|view|load|see) (?i:[\d.,]* ?(?:all |more )*(?:replies|comments|posts))",
        LINE | TAIL,
    ),
    _rule("furniture", rf"(?:[•*▪►] ?)?{_SECTION}\s*:?"),
    _rule("furniture", r"(?i:key points|key developments|at a glance|in brief):|REPLIES(?= [A-Z@])", HEAD),
    _rule("furniture", r"(?i:index|contents|in this (?:issue|briefing|edition))\b[^\n:]{0,40}:[^\n]*"),
    _rule("furniture", rf"\d{{1,2}}[.)] [A-Z][A-Z’'&-]+(?: [A-Z][A-Z’'&-]*)+(?= {UPPER}?[a-z]|\s*[\"“])", HEAD),
    _rule("furniture", rf"(?:\d{{1,2}}[.)] )?{UPPER}[^a-z\n:;]{{2,60}}(?<![.!?:,])"),
    _rule("table", rf"{any_of('brief scores / scores / results / standings / weather')}\s*:.*", LINE | TAIL),
    _rule("table", r"[^\n]*\t[^\n]*|[^\n|]+(?: \| [^\n|]+){2,}"),
)
RULES: tuple[LineRule, ...] = (
    *_CREDITS,
    *_CAPTIONS,
    *_PROMOTION,
    *_CONTACTS,
    *_NOTES,
    *_DIRECTIONS,
    *_FURNITURE,
)

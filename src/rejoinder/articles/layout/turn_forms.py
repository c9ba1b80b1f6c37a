"""The forms of labels that open turns: a name or an office, what stands behind it in brackets, and a mark at its end.

Houses differ in the mark: a colon ("MR. PRICE:", "Mr. Adler (Norvane):"), a full stop behind a name in capitals ("Mr.
ADLER. I rise"), a full stop and a dash ("Ana Lind (Selt). – I rise"), a dash, or the end of a line with the words below
it. A form is sure where nothing but a label looks so; the others are labels where a text has several of them.
"""

import re
from dataclasses import dataclass

from rejoinder.articles.layout.patterns import AGO, DATE, NAME, TIME, UPPER

_LINK = r"(?:(?:of|for|the|and|to|in|on|de|da|do|del|van|von|der|bin|al|la|y|pro) ){0,2}"
_NAMES = rf"{NAME}(?: (?:[&/] )?{_LINK}{NAME}){{0,8}}"
_CAPITALS = (
    r"[^\W\d_a-zà-ÿ]{2,}(?:-[^\W\d_a-zà-ÿ]{2,})*[.’'-]?(?: [^\W\d_a-zà-ÿ][^\Wa-zà-ÿ]*[.’'-]?[^\W\da-zà-ÿ]*){0,6}"
)
_HONORIFIC = (
    r"(?:(?:H\.? ?E|(?:The )?(?:Rt\.? |Right )?Hon(?:ou?rable)?)\.? )?\(?"
    r"(?:Mr|Mrs|Ms|Mx|Miss|Mme|Dr|Prof|Eng|Sir|Dame|Lord|Lady|Baroness|Senator|Sen|Rep|Gen|Col|Judge|Justice|Madam|Hon"
    r"|Cllr|Councillor|Deputy|Ambassador|Shri|Smt)\.?\)?"
)
_AFFILIATION = r"\s[(\[](?:[^()\[\]\n]|\([^()\n]{1,60}\)){1,80}[)\]]"  # "(Ms. Lind (Selt North, Lab))"
_ROLE = r"(?:, [^.:!?\n\"“]{2,80})?"
_DASHED_ROLE = r"(?: [–—-] [^.:!?\n\"“]{2,60}){2}"
_ADDRESSEE = rf"(?: to (?:the )?{_NAMES})?(?: (?:replied|asked|answered|responded))?"
_CHAIR = (
    r"(?:(?:Acting|Deputy|Vice|Temporary)[ -])?(?:President|Chair(?:man|woman|person)?|Speaker|Secretary-General"
    r"|Moderator)"
)
_ASKS = (
    r"(?:Q|Question|QUESTION|Interviewer|INTERVIEWER|Reporter|REPORTER|Journalist|JOURNALIST|Correspondent"
    r"|Audience(?: question| member)?)(?: ?\d{1,2})?"
)
_UNNUMBERED_ANSWERS = "(?:A|Answer|ANSWER)"  # "A9:" may be a road
_ANSWERS = rf"{_UNNUMBERED_ANSWERS}(?: ?\d{{1,2}})?"
_SOME = r"(?:An?|Some|Several|Many|Other) (?i:hon(?:ou?rable)?\.? )?(?i:members?|senators?|deputies)"
_CLOCK = r"(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]? ?)"
_BEFORE = rf"[*_]{{0,3}}{_CLOCK}?(?:Q?\d{{1,3}}[.)]? (?={NAME} ))?"
_AFTER = rf"[*_]{{0,3}}(?: {_CLOCK})?"

_SURE_COLON = re.compile(
    rf"{_BEFORE}(?:(?:{_ASKS}|{_UNNUMBERED_ANSWERS})(?: from [^:\n]{{2,50}}|{_AFFILIATION})?[:.]"
    rf"|{_HONORIFIC} {_NAMES}(?:{_AFFILIATION}){{0,2}}{_ROLE}{_ADDRESSEE}:"
    rf"|{_CAPITALS}(?:{_AFFILIATION}){{0,2}}{_ROLE}:"
    rf"|The {_NAMES}(?:{_AFFILIATION})?:|{_SOME}:"
    rf"|{_NAMES}(?:{_AFFILIATION}){{1,2}}{_ROLE}{_ADDRESSEE}:|{_NAMES}{_DASHED_ROLE}:){_AFTER}(?=\s|\Z)"
    r"|Q(?=\s+[A-Z])"
)
_SURE_STOP = re.compile(
    rf"{_BEFORE}(?:{NAME} ){{1,3}}(?:[^\W\d_a-z][\w’'-]*)?[^\W\d_a-zà-ÿ]{{2,}}(?:[ -][^\W\d_a-zà-ÿ]{{2,}}){{0,3}}"
    rf"(?: (?:of|pro) {NAME}(?: {NAME})?| pro tempore)?\.(?=\s+[^\W\d_a-z])"
)
_SURE_DASH = re.compile(rf"{_BEFORE}{_NAMES}(?:{_AFFILIATION})?{_ROLE}\. ?[–—−-](?=\s)")
_SURE_LINE = re.compile(
    rf"{_BEFORE}(?:(?:{_NAMES}|{_CAPITALS})(?:{_AFFILIATION}){{1,3}}|{_HONORIFIC} {_NAMES}|{_CAPITALS}"
    rf"|{_NAMES} +{_CLOCK})"
)
_LIKELY_COLON = re.compile(
    rf"{_BEFORE}(?:(?:{_NAMES} [–—-] {_NAMES}|{_NAMES}{_ROLE}{_ADDRESSEE}|{_NAMES} \d{{1,2}}(?:{_AFFILIATION})?):"
    rf"|{_ANSWERS}[:.]){_AFTER}(?=\s|\Z)"
)
_LIKELY_DASH = re.compile(rf"{_BEFORE}{_NAMES} [—–](?=\s)")
_LIKELY_LINE = re.compile(
    rf"{_BEFORE}(?:(?:The |An )?{_NAMES}|{_NAMES}(?: ?-- ?[^.:!?\n\"“]{{2,60}}){{1,2}})"  # a list has the form, too
)
RECORD = re.compile(  # the labels of a verbatim record, which no report has
    rf"(?:{_HONORIFIC} {_NAMES}(?:{_AFFILIATION}){{1,2}}|The {_CHAIR}(?:{_AFFILIATION})?):(?=\s)"
)
_HANDLE = r"@\w{2,40}"
_WHEN = rf"(?:{DATE}(?:,? \d{{4}})?|{TIME}|{AGO})"
_JOINT = r" ?[,·•|–—-]? ?"
_MOMENTS = rf"(?:{_JOINT}{_WHEN})*"
_PLATFORM = (
    r"(?:(?:on )?(?:Facebook|Instagram|X|Twitter|Threads|Bluesky|Telegram|LinkedIn|YouTube|TikTok|Weibo|WhatsApp))"
)
_AUTHOR = rf"(?:(?i:rt|comment|reply|posted|thread) )?(?:(?i:by) )?{NAME}(?: (?:[^\s.:;,@]+|{NAME})){{0,8}}"
_BY_HANDLE = rf"\(?{_HANDLE}\)?(?: \({_NAMES}\))?(?:, [^\n.:]{{2,60}})?"
_HANDLES = rf"{_HANDLE}(?:(?:,|,? and) (?:{_HANDLE}|\d+ \w+))*"
_LATELY = rf"(?:{AGO}|{DATE}(?:,? \d{{4}})?(?:,| at) {TIME})"
BELOW_NAME = (
    rf"(?:(?i:replying to )?{_HANDLES}|{_LATELY}|(?:{_PLATFORM}{_JOINT})?{_WHEN}){_MOMENTS}"  # on a line of its own
)
_SMALL_WORD = r" (?!(?:of|from|for|the|and|in|at|to|de|da|do|del|van|von|der|bin|al|la|y)\b)[^\W\d_A-Z]\w*"
_NO_HEADLINE = rf"(?![^\n·•|]*?{_SMALL_WORD})"  # "Three dead in Selt", "2 hours ago"
_USER = rf"(?:{_NAMES}|(?:u/)?[\w-]{{3,30}})"
POST = re.compile(  # who posts: a handle or a name with one, where and when
    rf"(?:RT )?{_HANDLE}(?::|{_JOINT}{_WHEN}(?:,? {TIME})?)(?=\s|\Z)"
    rf"|{_AUTHOR}\s(?:{_BY_HANDLE}|{_PLATFORM}{_JOINT}{_WHEN}){_MOMENTS}:?(?:\n{BELOW_NAME})?(?=\s*(?:\n|\Z))"
    rf"|{_NAMES} {_BY_HANDLE}{_JOINT}{_WHEN}(?=\s)"
    rf"|{_NAMES} {_HANDLE}(?=\s+{UPPER})"
    rf"|{_NO_HEADLINE}(?:[^\n.!?:;]|(?<=\b[A-Z])\.){{2,60}}(?: ?[·•|] ?|\n){_LATELY}(?=\s*(?:\n|\Z))"
    rf"|(?i:(?:comment|reply) (?:by|from)) {_USER}{_MOMENTS}:(?=\s|\Z)"
    rf"|{_USER} \({_LATELY}\):?(?=\s|\Z)"
    rf"|(?:(?i:posted )?by )?(?:u/)?[\w-]{{3,30}}"
    rf"(?: (?:wrote|writes|posted|replied|says|said)(?:(?: on)?{_JOINT}{_WHEN})*:|{_JOINT}{AGO})(?=\s*(?:\n|\Z))"
)
NUMBERED_POST = re.compile(r"\d{1,2}/\d{0,2}\s")

ROLES = {
    "question": re.compile(rf"{_BEFORE}{_ASKS}(?: from [^:\n]+|{_AFFILIATION})?\W*"),
    "answer": re.compile(rf"{_BEFORE}{_ANSWERS}(?:{_AFFILIATION})?\W*"),
}
_ASIDE = re.compile(r"[(\[](?:[^()\[\]]|\([^()]*\))*[)\]]|\d{1,2}(?::\d{2}){1,2}|(?:,|--).*", re.DOTALL)
_WORD = re.compile(r"[^\W_](?:[\w’'-]*\w)?")


@dataclass(frozen=True)
class LabelForm:
    """A way in which a house marks its labels.

    Attributes:
        sure: labels that nothing else looks like.
        likely: others, which are labels where a text has several.
        alone: a label fills its line, and the words stand below.
    """

    sure: re.Pattern[str]
    likely: re.Pattern[str]
    alone: bool = False


COLON = LabelForm(_SURE_COLON, _LIKELY_COLON)
LINE = LabelForm(_SURE_LINE, _LIKELY_LINE, alone=True)
BEFORE_WORDS = (COLON, LabelForm(_SURE_STOP, _SURE_STOP), LabelForm(_SURE_DASH, _LIKELY_DASH))


def read_surname(label: str) -> str:
    """The last word of a label's name, by which its speaker is known again."""
    words = _WORD.findall(_ASIDE.sub(" ", label))
    return words[-1].casefold() if words else ""

"""The forms of a line that heads a speech, a statement or a release, and of the name in it of whoever speaks."""

import re

from rejoinder.articles.layout.patterns import DATE, NAME, UPPER, any_of

_KIND = any_of(
    "(?:(?:joint|open|final|opening|closing|concluding|introductory|keynote|maiden|prepared|official|press|media|full|public"
    "|written|oral|general|live|recorded|pre-recorded|national|inaugural|farewell|welcome|welcoming|acceptance|special|televised|radio|video|annual"
    "|new year[’']?s?|christmas|easter|eid|ramadan|(?:independence|national|republic|victory|unity) day|budget"
    "|state of the (?:nation|union)) )*"
    "(?:statement|remarks|address|speech|message|communiqu[eé]|declaration|lecture|testimony|letter|letters(?= dated)"
    "|briefing|note verbale|aide-m[eé]moire|d[eé]marche)"
)
_DATED = r"(?: dated [^\n]{4,24}?)?"
_SITTING = r"(?i:(?:the )?(?:\w+ ){0,3}(?:meeting|session|summit) of )?"
MEETING = re.compile(r"(?i:the )?(?:[\w-]+ ){0,3}(?i:meeting|session|summit|conference)")  # which is no speaker
_SPOKEN_KIND = any_of("speech / address / remarks / lecture / testimony / (?:\\w+ )?statement")
_GIVEN = any_of(
    "statement / remarks / address / speech / message / letter / e?-?mail / lecture / testimony / comments? / quote",
    "toast / argument / homily / sermon / eulogy / explanation of vote / right of reply / reply",
    "delivered / read(?: out)? / spoken / presented / given / preached",
)
_BY = any_of("by / of / from / (?:as )?delivered by / made by / given by / issued by / attributable to / on behalf of")
_OFFICES = ("minister", "secretary", "commissioner", "representative", "envoy", "adviser", "spokesperson", "state")
_TOPIC = (
    any_of(
        "on / at / to / in / following / regarding / concerning / before / during / after / about / upon / under",
        "with / as / made / delivered / read",
    )
    + rf"|{''.join(f'(?<!(?i:{office}) )' for office in _OFFICES)}(?i:for)"
)
_TOPIC = f"(?:{_TOPIC})"
_SPEAKER = rf"(?:the |an? )?{UPPER}[^\n]*?|the [^\n]+?"
_AFTER_SPEAKER = rf"(?=,? {_TOPIC}\b|\s*\(|,? (?:dated )?{DATE}\s*\Z|\s*\Z)"
_AFTER_KIND = rf"(?=\s*(?:\Z|[(|,–—-])| {_TOPIC}\b)"
_HONORIFIC = (
    r"(?:H\.? ?E\.?|(?:His|Her|The) (?:Rt\.?|Right|Hon\w*|Excellency|Majesty|Royal|Serene)|Mr|Mrs|Ms|Mme|Mx|Dr|Sir|Dame"
    r"|Hon|Madam)\b\.?"
)
_TEXT_OF = r"(?:[^\n:]{2,60}(?::| [|–—]) )?" + any_of(
    "(?:(?:the )?(?:\\w+ )?(?:text|transcript|translation|record) of )?(?:the |an? |his |her )?"
)
_MADE = rf"(?: {_TOPIC} [^\n:]{{1,60}})?"
_OFFICE = r"(?:, [^\n,]*\b(?:of|for)\b[^\n,]*?)?"
_DESCRIBED = r"(?:[a-z-]+ ){0,4}"  # "chief executive Ana Lind"
_ESSAY = r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Mm]e|[Uu]s|[Ww]hy|[Hh]ow|[Ww]hat)\b"
_UNTOLD = rf"(?![^\n]*{_ESSAY})"  # no "What I learned from a speech by Ana Lind"
_OFFICE_IN_CAPITALS = (
    r"(?:[PF]M|President|Minister|Secretary|Chancellor|Ambassador|Governor|Commissioner|Premier|King|Queen)"
)
_NAMED = rf"(?:{NAME}|of|for|the|and|to)"  # a word of an office or a name

# Forms of a head, then forms that may as well head a report: a text below these speaks in the first person.
HEADS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_TEXT_OF}{_KIND}{_DATED} {_BY} {_SITTING}(?P<speaker>{_SPEAKER}){_AFTER_SPEAKER}",
        rf"(?:\w+ )?{_SPOKEN_KIND}{_MADE}: (?P<speaker>{NAME}(?: {_NAMED})* {NAME}"
        rf"(?: \([^()\n]*\)|{_OFFICE})?)(?=,|\s*\Z)",
        rf"(?P<speaker>{UPPER}[^\n:]*): {_KIND}\b",
        rf"{_TEXT_OF}(?P<speaker>{UPPER}[^\n:]*?)['’]s? (?:\w+ ){{0,2}}{_KIND}{_AFTER_KIND}",
        rf"(?P<speaker>{_HONORIFIC} {NAME}[^\n:.!?]*, {UPPER}[^\n:.!?]*?)(?=\s*\(|\s*\Z)",
    )
)
LIKELY_HEADS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_UNTOLD}(?:[^\n]*?\b)?{_GIVEN}(?:(?: [^\n:]*?)?? (?i:by)|(?: to [^\n:]*?)?? (?i:from)) "
        rf"(?P<speaker>{_DESCRIBED}{NAME} {UPPER}[^\n]*?){_AFTER_SPEAKER}",
        rf"{_UNTOLD}(?:[^\n]*?\b)?{_GIVEN} (?i:of) (?P<speaker>{_DESCRIBED}{NAME} {UPPER}[^\n]*?){_AFTER_SPEAKER}",
        rf"(?P<speaker>{NAME} {_NAMED} (?:{_NAMED} )*{NAME}) (?:at|to|before|in|on) (?:the|an?) "
        rf"[^\n]*\b(?:{DATE}|\d{{4}})(?:[ ,][^\n]{{0,40}})?\s*\Z",
        rf"{_UNTOLD}(?P<speaker>(?:{NAME} |for ){{0,4}}{_OFFICE_IN_CAPITALS}(?: (?:for )?{NAME}){{0,3}}) "
        rf"(?i:speech|address|remarks|statement) {_TOPIC}\b[^\n]*\b(?:{DATE}|\d{{4}})\s*\Z",
    )
)
_JOINT = any_of(
    "(?:joint|trilateral|tripartite|quadrilateral) (?:(?:press|media|final|ministerial|leaders[’']?) )*"
    "(?:statement|communiqu[eé]|declaration|announcement)"
)
_SEVERAL = r"(?=[^\n:]*(?:,| and |\w[–—/-]\w))"
_ACT = any_of(
    "(?:issue|sign|release|adopt|make|announce|publish|agree|draft|plan|seek|prepare|back|hail|slam|reject|condemn|urge"
    "|welcome|approve|present|unveil|deliver)(?:e?[sd])?"
)
_PARTY = rf"(?!{_ACT}\b){NAME}"  # "Selt, Norvane Issue Joint Statement" is a headline
_PARTIES = rf"(?:the )?{_PARTY}(?:(?:,? and|,| of| for)?(?: the)? {_PARTY}| ?[–—/] ?{_PARTY})*"
JOINT_HEADS = (  # of what several say together
    re.compile(rf"{_TEXT_OF}{_JOINT}{_DATED} (?:{_BY}|(?i:between)) {_SITTING}(?P<speaker>{_SPEAKER}){_AFTER_SPEAKER}"),
    re.compile(rf"{_TEXT_OF}{_SEVERAL}(?P<speaker>{_PARTIES}):? {_JOINT}{_AFTER_KIND}"),
    re.compile(rf"{_JOINT}: {_SEVERAL}(?P<speaker>{_PARTIES})(?=\s*\Z)"),
)
# of a single post, no "Jazz @CityHall"
POST_TITLE = re.compile(rf"(?:(?:{NAME} ){{1,6}}\(@\w{{2,40}}\)|@\w{{2,40}}):?")
HEADS_WITHIN = (HEADS[0],)
BY_LINE = re.compile(rf"(?i:by) (?P<speaker>{UPPER}[^\n]*?){_AFTER_SPEAKER}")
RELEASE = re.compile(any_of("(?:press|media|news) (?:release|statement|communiqu[eé])"))
LABELLED_RELEASE = re.compile(rf"(?P<label>{RELEASE.pattern}\s?[:|–—]) +(?=\S)")
BARE_HEAD = re.compile(rf"{_KIND}{_AFTER_KIND}|{RELEASE.pattern}\b")
ACTS = re.compile(  # "Statement by Lind angers Selt" and "The message of Lind was short" are no heads
    rf"{UPPER}\w* [a-z]{{3,}}(?:s|ed)(?: {UPPER}|\Z)|\b(?:is|are|was|were|has|have|will)\b"
)
_HOLDS = any_of("president / minister / secretary / ambassador / governor / director / representative / commissioner")
OFFICE_HOLDER = re.compile(
    rf"(?P<speaker>{_HONORIFIC} {NAME}[^\n.!?:]*|[^\n.!?:]*\b{_HOLDS} {NAME} {NAME}[^\n.!?:]*"
    rf"|{NAME}(?: {NAME}){{1,3}}, [^\n.!?:]*\b{_HOLDS}\b[^\n.!?:]*)\Z"
)

"""Captions, and credits of photographs."""

from rejoinder.articles.layout.patterns import MEDIUM, NAME, NAMES, UPPER, any_of
from rejoinder.articles.layout.rules.line_rule import LINE, TAIL, UNREPORTED, build_rule

_IMAGE_CREDIT = any_of(
    rf"{MEDIUM}(?: credit| by|:|/)",
    rf"(?:submitted|file|handout|courtesy|archive|library|stock) {MEDIUM}",
    r"getty images / handout / via (?:ap|afp|reuters) / epa-efe / /(?:afp|ap|reuters|epa)\b / \bphoto\b / \bpicture\b",
)
_BANK = any_of("getty(?: images)? / shutterstock / alamy / istock / wikimedia commons / unsplash")
_AGENCY = rf"(?:[A-Z]{{2,}}|Getty|Anadolu|Xinhua)(?: {NAME})?"

_TAKER = rf"{NAME}(?: {NAME}){{0,4}}"
_CREDITED = rf"(?:(?:(?i:file|archive|courtesy): ?)?{_TAKER} ?[/:] ?{_TAKER}|Credit:? {_TAKER})"
_SHOWN = any_of("shows? / showing / taken / provided / released / made / shot")

IMAGES = (
    build_rule("caption", rf"FILE ?[-–—:(].*|\[{any_of('file')}[^\]]*\]|\[{MEDIUM}\b[^\]]*\]"),
    build_rule("caption", rf"(?:{MEDIUM}|{any_of('(?:image )?caption / in pictures')})\s*[:|].*", LINE | TAIL),
    build_rule(
        "caption", rf"(?:{MEDIUM}|(?i:media)) {any_of('captions? / sources? / copyright / credits?')}[:,]? [^\n]*"
    ),
    build_rule("caption", rf"[^\n]{{3,400}}[(\[][^()\[\]]*{_IMAGE_CREDIT}[^()\[\]]*[)\]]\.?"),
    build_rule(
        "caption", rf"[^\n.!?]{{3,200}}[.!?]?[\"”'’)]* (?:{MEDIUM}|(?i:credit))(?: credit| by)?: ?[^\n]{{2,60}}"
    ),
    build_rule("caption", r"[^\n]{3,300}\. Getty Images\.?"),
    build_rule("caption", rf"{UNREPORTED}(?:In )?[Tt]his (?:[\w-]+ )*{MEDIUM}\b[^\n]*\b{_SHOWN}\b[^\n]*"),
    build_rule("caption", rf"[^\n]{{3,400}}[.!?][\"”]? (?:{NAME}(?: {NAME}){{1,3}}/{_TAKER}|Credit:? {_TAKER})"),
    build_rule("caption", rf"[^\n]{{3,400}}(?:©|\(c\)) ?{NAMES}(?: ?/ ?{NAMES})?"),
    build_rule("caption", rf"[^\n]{{3,400}}[.!?][\"”]? [(\[]{_CREDITED}[)\]]"),
    build_rule("caption", rf"[(\[]{_CREDITED}[)\]]", LINE | TAIL),
    build_rule("caption", rf"[^\n]{{3,400}}[.!?][\"”]? {_AGENCY} ?/ ?{UPPER}[\w .’'-]{{2,40}}"),
    build_rule("caption", rf"[^\n.!?]{{3,300}}[.!?]? ?(?:[|/] ?{NAME} {NAME} ?/ ?|(?:©|\(c\)) ?){_AGENCY}"),
    build_rule("caption", rf"(?:{NAME}(?: {NAME}){{0,3}} ?(?:/|via|on) ?)?{_BANK}(?: ?[/|] ?{NAME})*", LINE | TAIL),
)

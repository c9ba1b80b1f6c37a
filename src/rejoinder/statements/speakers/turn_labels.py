"""Labels of turns that give an office or part of a name: where the person's full name stands in the text."""

import re
from functools import lru_cache

from rejoinder.statements.model import Span
from rejoinder.statements.speakers.attendance import find_who_presides
from rejoinder.statements.speakers.gazetteer import Gazetteer

_NAME = r"[^\W\d_a-z][\w.’'-]*"
_NAME_END = r"[^\W\d_a-z](?:[\w.’'-]*\w)?"
_BEFORE_NAME = "(?i:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Hon|Deputy|Senator|Sen|Rep)"
_BRACKETED = rf"\s\((?:{_BEFORE_NAME}\.? )?(?P<name>{_NAME}(?: {_NAME}){{1,4}})(?:\s\([^()\n]*\))?\)"
_OFFICE_AND_NAME = re.compile(rf"(?P<office>[^()]+){_BRACKETED}(?:\s\([^()]*\))*\W*")
_BRACKETED_HOLDER = rf"(?: (?i:of|for) [^,.:()\n]{{2,60}})?{_BRACKETED}"
_HOLDER = (
    rf"(?:(?: (?:of|for) [^,.:\n]{{2,60}}?)?,)? (?P<name>{_NAME_END}(?: {_NAME_END}){{1,3}})"
    r"(?=[,.:)]|\s*\n| on\b| at\b)"
)
_SURNAME = rf" (?P<name>{_NAME_END})(?=[,.:)’']|\s*\n| [a-z])"
_ARTICLE = re.compile(r"\A(?i:the )")
_ADDRESSED = re.compile(r"(?i:mr|madam|mrs|ms|hon)\.? (?P<office>\w+(?: \w+)?)")
_PRESIDING = re.compile(
    r"(?i:(?:the )?(?:(?:acting|deputy|temporary|vice)[ -]){0,2}"
    r"(?P<office>speaker|president|chair(?:man|woman|person)?|moderator))"
)
_LABEL_WORD = re.compile(r"[^\W\d_][\w.’'-]*,?")
_SHORTEST_NAME, _LONGEST_NAME = 2, 5  # words
_OFFICE_WORDS = 6
_INITIALS = 3  # letters at most
_LABELS_KEPT = 1024


def find_name_of_label(text: str, label: Span, gazetteer: Gazetteer) -> Span:
    """Find the name of who holds the office that a label gives.

    Args:
        text: of the article.
        label: half-open span of the label, without its colon.
        gazetteer: of offices and places.

    Returns:
        The span of the name: in the label's brackets ("The Minister for Dams (Ian Adler)"), above it ("Briefing by the
        Spokesperson, Ana Lind"), or wherever it is written in full; the label's own where there is none.
    """
    bracketed = _OFFICE_AND_NAME.fullmatch(text, *label)
    if bracketed:
        is_place = gazetteer.find_place(bracketed["name"].split()) is not None
        return label if is_place or not is_office(bracketed["office"], gazetteer) else bracketed.span("name")
    office = _ARTICLE.sub("", text[slice(*label)])
    if is_office(office, gazetteer):
        return _find_holder(text, office, label, gazetteer) or label
    fuller = _find_fuller_name(text, text[slice(*label)].partition(",")[0].partition(" (")[0].strip())
    return fuller or _cut_office_off(text, label, gazetteer) or label


def _find_holder(text: str, office: str, label: Span, gazetteer: Gazetteer) -> Span | None:
    """The name of who holds an office: in the nearest label above that has it, else above all its turns.

    Who is named in a turn of the same label holds another: "The President: I call the President of Selt, Ana Lind."
    """
    written = rf"\b(?i:{re.escape(office)})"
    bracketed = [*re.finditer(rf"{written}{_BRACKETED_HOLDER}", text[: label[0]])]
    labelled = [*re.finditer(rf"(?m)^{written} (?P<name>{_NAME_END})(?=:)", text[: label[0]])]
    first = re.search(rf"(?m)^{re.escape(text[slice(*label)])}(?=\W*:)", text[: label[1] + 1])
    above = text[: first.start() if first else label[0]]
    described = re.search(rf"{written}{_HOLDER}", above) or re.search(rf"{written}{_SURNAME}", above)
    holders = [*bracketed[-1:], *labelled[-1:], *filter(None, (described,))]
    if holders or not _PRESIDING.fullmatch(office):
        return holders[0].span("name") if holders else None
    return find_who_presides(text, label[0], gazetteer)


def _cut_office_off(text: str, label: Span, gazetteer: Gazetteer) -> Span | None:
    """The name in a label that an office follows without a comma, as where they stood on two lines."""
    words = list(_LABEL_WORD.finditer(text, *label))
    for k in range(_SHORTEST_NAME, min(len(words), _LONGEST_NAME + 1)):
        before = [word[0] for word in words[:k]]
        is_name = all(_is_of_name(word, gazetteer) for word in before) and gazetteer.find_place(before) is None
        if is_name and is_office(text[words[k].start() : label[1]].partition(",")[0], gazetteer):
            return words[0].start(), words[k - 1].end()
    return None


def _is_of_name(word: str, gazetteer: Gazetteer) -> bool:
    is_common = _is_office_word(word, gazetteer) or bool(gazetteer.classify_body(word.lower(), word))
    return word[:1].isupper() and not word.endswith(",") and not is_common


@lru_cache(maxsize=_LABELS_KEPT)
def _find_fuller_name(text: str, name: str) -> Span | None:
    """A fuller form of a name in the text: "Ana Lind" for "LIND", "ANA", "AL" and "ANA LIND"."""
    word = rf"(?i:{re.escape(name)})(?!\w)"
    forms = [rf"\b{_NAME} {word}(?! [^\W\d_a-z])", rf"\b{word} {_NAME_END}"]
    if " " in name:
        forms = [word] if name.isupper() else []
    elif name.isupper() and 1 < len(name) <= _INITIALS:
        forms.append(r"\b" + " ".join(rf"{re.escape(sign)}[^\W\d_]*[a-z][\w’'-]*" for sign in name) + r"(?!\w)")
    matches = (match for form in forms for match in re.finditer(form, text))
    return next((match.span() for match in matches if not match[0].isupper()), None)


def is_office(phrase: str, gazetteer: Gazetteer) -> bool:
    """Whether a phrase is an office and nobody's name: "The Minister for Dams", "Deputy Speaker".

    Behind "the" any word may tell which office of a kind it is: "The Permanent Under-Secretary".
    """
    words = _ARTICLE.sub("", phrase).split()
    core = words[: next((n for n, word in enumerate(words) if word.lower() in ("for", "of")), len(words))]
    telling = core[-1:] if _ARTICLE.match(phrase) else core
    return 0 < len(core) <= _OFFICE_WORDS and all(_is_office_word(word, gazetteer) for word in telling)


def is_addressed_office(label: str, gazetteer: Gazetteer) -> bool:
    """Whether a label gives the office of who presides, as members address them: "Mr Speaker", "Madam Chair"."""
    match = _ADDRESSED.fullmatch(label)
    return match is not None and is_office(match["office"], gazetteer)


def gives_no_name(text: str, label: Span, gazetteer: Gazetteer) -> bool:
    """Whether a label gives only the office of who presides, whom the text does not name: "The Speaker"."""
    match = _PRESIDING.fullmatch(text, *label)
    return match is not None and _find_holder(text, match["office"], label, gazetteer) is None


def _is_office_word(word: str, gazetteer: Gazetteer) -> bool:
    form = word.rpartition("-")[2].title() if word.isupper() else word.rpartition("-")[2]
    title = gazetteer.titles.get(form)
    noun = gazetteer.find_person_noun(form.lower(), form)
    is_office = noun is not None and noun.kind != "person"  # "Baker" is a surname, too
    return is_office or (title is not None and title.kind != "honorific")

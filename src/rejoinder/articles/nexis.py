"""Option `nexis`: Nexis Uni's delivery as Word files, many articles in one."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rejoinder.articles.deliveries import Delivered, Delivery
from rejoinder.articles.documents import word_paragraphs
from rejoinder.articles.model import ArticleError

Line = tuple[str, str]  # a paragraph's style and text
_END = "End of Document"
_BODY = "Body"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_DATE = re.compile(rf"(?:{_MONTH} \d{{1,2}}, \d{{4}}|\d{{1,2}} {_MONTH},? \d{{4}})(?: \w+day)?", re.IGNORECASE)
_FIELD = re.compile(r"(Length|Byline|Language|Copyright):?\s+(.*)", re.DOTALL)
_AFTER_BODY = re.compile(r"Graphic|Classification|Load-Date:.*", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Nexis(Delivery):
    """Word files as Nexis Uni delivers them: a cover, then articles that each end with "End of Document".

    An article has its headline, source and date on a line each, lines such as "Length: 543 words", then "Body" and its
    paragraphs. Headline, by-line and body make the text; highlight, section, graphic and classification do not.
    """

    endings: ClassVar[tuple[str, ...]] = (".docx",)

    def cut(self, content: bytes) -> Iterator[Delivered | tuple[str, str]]:
        documents = list(_documents([(s, t.replace("\xa0", " ")) for s, t in word_paragraphs(content)]))
        if not any(whole for _, whole in documents):
            raise ArticleError(f"no line {_END!r}, expected one after each article as Nexis Uni delivers them")
        for number, (lines, whole) in enumerate(documents, 1):
            place = f"document {number}"
            texts = [text for _, text in lines]
            if not whole:
                yield place, f"no line {_END!r} after it, the file is torn; deliver it again"
            elif _BODY not in texts:
                yield place, f"no line {_BODY!r}, so no text; it may be a picture or a notice"
            else:
                at = texts.index(_BODY)
                yield _delivered(place, lines[:at], texts[at + 1 :])


def _documents(lines: Sequence[Line]) -> Iterator[tuple[list[Line], bool]]:
    """The lines of each document, and whether it has an end."""
    held: list[Line] = []
    for line in lines:
        if line[1] == _END:
            yield held, True
            held = []
        else:
            held.append(line)
    if held:
        yield held, False


def _delivered(place: str, head: Sequence[Line], after: Sequence[str]) -> Delivered | tuple[str, str]:
    dated = [n for n, (_, text) in enumerate(head) if _DATE.match(text)]
    headed = [n for n, (style, _) in enumerate(head) if style.startswith("Heading")]
    if not headed and (not dated or dated[-1] < 2):
        return place, "neither a line styled as heading nor headline, source and date on three lines"
    title = headed[-1] if headed else dated[-1] - 2
    day = next((n for n in dated if n > title), None)
    stated = {m[1]: m[2] for m in (_FIELD.fullmatch(text) for _, text in head[title + 1 :]) if m}
    stop = next((n for n, text in enumerate(after) if _AFTER_BODY.fullmatch(text)), len(after))
    language = next((m[2] for m in map(_FIELD.fullmatch, after[stop:]) if m and m[1] == "Language"), "")
    if not stop:
        return place, f"nothing after the line {_BODY!r}"
    return Delivered(
        place=place,
        title=head[title][1],
        body=after[:stop],
        outlet=head[title + 1][1] if day != title + 1 and title + 1 < len(head) else "",
        published=_DATE.match(head[day][1])[0] if day is not None else "",  # type: ignore[index]  # it matched above
        length=stated.get("Length", ""),
        credit=stated.get("Byline", ""),
        language=stated.get("Language", "") or language.partition(";")[0],
        rights=f"Copyright {stated['Copyright']}" if "Copyright" in stated else "",
    )

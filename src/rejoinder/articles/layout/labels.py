"""Labels that newsrooms set before a headline or a paragraph: "Exclusive:", "UPDATE 1-", "Opinion |"."""

import re

from rejoinder.articles.layout.patterns import any_of

_LABEL_WORDS = any_of(
    "exclusive / breaking(?: news)? / updated? / warning / analysis / factbox / fact ?check / explainer / explained",
    "opinion / comment / commentary / editorial / column / interview / feature / profile / insight / in[ -]depth",
    "timeline / live / live updates / live blog / watch / videos? / photos? / pictures / in pictures / map / graphic",
    "gallery / podcast / listen / transcript / full text / full transcript / in full / q&a / q and a / special report",
    "investigation / obituary / review / preview / recap / report / just in / developing / alert / urgent",
    "(?:the )?latest / flash / brief / newsflash / correction / corrected / refile / wrapup / wrap / roundup / focus",
    "spotlight / thread / false / true / misleading / (?:mostly|partly|half)[ -](?:false|true) / missing context",
    "perspective / viewpoint / letters? / blog / (?:press|media|news) release / press statement / read / must read",
)
_LABEL = re.compile(rf"[•*▪►]?\s?{_LABEL_WORDS}(?: \d{{1,2}})?(?:\s?[:|–—](?=\s)|-(?=\w)|\s-(?=\s))")
_ALONE = re.compile(_LABEL_WORDS)


def is_label(line: str) -> bool:
    """Whether a line is nothing but a label."""
    return _ALONE.fullmatch(line) is not None


def find_label(text: str, start: int, end: int) -> int | None:
    """Find where the label ends that a title or a paragraph opens with; None without one."""
    match = _LABEL.match(text, start, end)
    return match.end() if match and text[match.end() : end].strip() else None

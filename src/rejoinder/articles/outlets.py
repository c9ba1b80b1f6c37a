"""Whose own words a text is, by its outlet's name and its headline: those of a paper in its editorial."""

import re

_OWN_WORDS = re.compile(
    r"(?P<name>[^()\[\]]*\w)\s*[(\[](?:[^()\[\]\s]+ )?(?i:commentary|editorial|leading article)[)\]]"
)
_EDITORIAL = re.compile(r"(?i:editorial) ?(?:[:/|]|[–—-] )")  # before a headline; no "Editorial roundup"
_EDITION = re.compile(r"\s*[(\[][^()\[\]]*\b(?i:edition|version)[)\]]\Z")  # no part of an outlet's name


def find_speaking_outlet(outlet: str, title: str = "") -> str:
    """Find the outlet whose own words a text is.

    Args:
        outlet: as stated: "Karran Press Service (agency commentary)".
        title: of the text: "Editorial: The port we deserve".

    Returns:
        Its name; "" for a text that neither calls an editorial.
    """
    match = _OWN_WORDS.fullmatch(outlet)
    if match:
        return match["name"]
    return _EDITION.sub("", outlet) if _EDITORIAL.match(title) else ""

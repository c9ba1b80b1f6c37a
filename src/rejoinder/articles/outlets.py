"""What an outlet's name says of a text beside the name."""

import re

_OWN_WORDS = re.compile(
    r"(?P<name>[^()\[\]]*\w)\s*[(\[](?:[^()\[\]\s]+ )?(?i:commentary|editorial|leading article)[)\]]"
)


def find_speaking_outlet(outlet: str) -> str:
    """Find the outlet whose own words a text is: "Karran Press Service (agency commentary)"; "" elsewhere."""
    match = _OWN_WORDS.fullmatch(outlet)
    return match["name"] if match else ""

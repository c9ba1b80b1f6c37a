"""Texts in XML."""

import re

_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # https://www.w3.org/TR/xml/#charsets


def clear_for_xml(text: str) -> str:
    """Write a space for each character that XML cannot hold; offsets stay."""
    return _NO_XML.sub(" ", text)

"""Types of the settings that several options of `articles` share."""

import codecs
from encodings.aliases import aliases
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from rejoinder.config.ranges import require_one_of


def _check_encoding(name: str) -> str:
    try:
        codecs.lookup(name)
    except LookupError:
        require_one_of(name, aliases.values(), "encoding of Python")
    return name


EncodingName = Annotated[str, AfterValidator(_check_encoding)]
LanguageCode = Annotated[str, StringConstraints(pattern="^[a-z]{2}$")]  # of ISO 639-1

"""Types of settings that say which values there may be; pydantic checks them when an option is read."""

from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import Annotated, NoReturn

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

Share = Annotated[float, Field(ge=0, le=1)]
PositiveShare = Annotated[float, Field(gt=0, le=1)]
OpenShare = Annotated[float, Field(gt=0, lt=1)]
Several = Annotated[int, Field(ge=2)]
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]
FilledText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


def refuse(problem: str, options: Iterable[str] = ()) -> NoReturn:
    """Refuse a value.

    Args:
        problem: what is wrong with it, as in "'Persia' is not a country".
        options: right values; the nearest is proposed.

    Raises:
        PydanticCustomError: always.
    """
    raise PydanticCustomError("refused", "{problem}", {"problem": problem, "options": sorted(options)})


def require_one_of(value: str, options: Collection[str], what: str) -> str:
    """Check that a value is one of those that there are, for types whose options are known only at run time.

    Args:
        value: as written.
        options: right values.
        what: they are, as in "country of seeds/language/countries.csv".

    Raises:
        PydanticCustomError: it is none of them.
    """
    if value not in options:
        refuse(f"{value!r} is no {what}", options)
    return value


def _require_path(exists: Callable[[Path], bool], what: str) -> Callable[[str], str]:
    def check(value: str) -> str:
        path = Path(value)
        if value and exists(path):
            return value
        refuse(f"there is no {what} {value!r}", (str(near) for near in path.parent.glob("*") if exists(near)))

    return check


InputFile = Annotated[str, AfterValidator(_require_path(Path.is_file, "file"))]
InputFolder = Annotated[str, AfterValidator(_require_path(Path.is_dir, "folder"))]
OptionalFolder = Annotated[str, AfterValidator(lambda value: value and _require_path(Path.is_dir, "folder")(value))]

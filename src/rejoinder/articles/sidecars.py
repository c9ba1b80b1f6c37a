"""Sidecars: what `NAME.yaml` states of the article beside it."""

import datetime
import difflib
from collections.abc import Iterable
from dataclasses import fields, replace
from pathlib import Path, PurePath

import yaml

from rejoinder.articles.errors import ArticleError
from rejoinder.articles.layout import GENRES
from rejoinder.articles.model import InputArticle, Metadata

ENDING = ".yaml"


def parse_sidecar(path: str, text: str) -> Metadata:
    """Parse and check one sidecar.

    Args:
        path: of the sidecar, for the message.
        text: of the sidecar.

    Raises:
        ArticleError: not a YAML mapping, an unknown key, a value that is no text, or a date that is none.
    """
    try:
        loaded = yaml.load(text, yaml.BaseLoader) or {}  # BaseLoader: all values are text
    except yaml.YAMLError as error:
        raise ArticleError(f"{path}: not valid YAML: {' '.join(str(error).split())}; mend the file.") from None
    if not isinstance(loaded, dict):
        raise ArticleError(f"{path}: expected lines such as 'outlet: Reuters', got {loaded!r}; mend the file.")
    keys = [field.name for field in fields(Metadata)]
    for key, value in loaded.items():
        if key not in keys:
            near = difflib.get_close_matches(str(key), keys, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(keys)}."
            raise ArticleError(f"{path}: unknown key {key!r}; {hint}")
        if not isinstance(value, str):
            raise ArticleError(f"{path}: key {key!r} must be text. Got {value!r} instead; put it in quotation marks.")
    _check_date(path, loaded.get("published", ""))
    if loaded.get("genre", "") not in ("", *GENRES):
        raise ArticleError(
            f"{path}: key 'genre' must be one of {', '.join(GENRES)}. Got {loaded['genre']!r} instead; correct it."
        )
    return Metadata(**loaded)


def read_sidecar(path: Path) -> Metadata:
    """Read and check one sidecar.

    Raises:
        ArticleError: not UTF-8, or what `parse_sidecar` raises.
    """
    try:
        return parse_sidecar(str(path), path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise ArticleError(f"{path}: not valid YAML: {error}; mend the file.") from None


def find_sidecar(path: str) -> Metadata:
    """Read the sidecar of a file; a file without one states nothing.

    Raises:
        ArticleError: what `read_sidecar` raises.
    """
    sidecar = Path(path).with_suffix(ENDING)
    return read_sidecar(sidecar) if _exists(sidecar) else Metadata()


def exclude_sidecars(folder: str, names: Iterable[str]) -> list[str]:
    """List the files of a folder but for the sidecars.

    Args:
        folder: path of the folder.
        names: of its files.

    Returns:
        Paths in alphabetical order.

    Raises:
        ArticleError: a sidecar without its article.
    """
    paths = [PurePath(folder, name) for name in sorted(names)]
    articles = [path for path in paths if path.suffix != ENDING]
    described = {path.stem for path in articles}
    for path in paths:
        if path.suffix == ENDING and path.stem not in described:
            raise ArticleError(f"{path.as_posix()}: a sidecar without its article; name it like the file it describes.")
    return [path.as_posix() for path in articles]


def fill_from_sidecar(article: InputArticle, sidecar: Metadata) -> InputArticle:
    """Complete an article of a file of many.

    Args:
        article: what it states itself stays.
        sidecar: what the file's sidecar states of all of its articles.
    """
    shared = ("outlet", "published", "language", "rights", "genre", "speaker", "side")
    return replace(article, **{key: getattr(article, key) or getattr(sidecar, key) for key in shared})


def _exists(sidecar: Path) -> bool:
    try:
        return sidecar.exists()
    except OSError:  # the article's name is as long as can be, its sidecar's is too long
        return False


def _check_date(path: str, value: str) -> None:
    try:
        if value:
            datetime.date.fromisoformat(value)
    except ValueError:
        raise ArticleError(
            f"{path}: key 'published' must be a date such as 2013-03-12. Got {value!r} instead; correct it."
        ) from None

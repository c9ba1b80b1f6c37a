"""Sidecars: what `NAME.yaml` says of the article beside it."""

import datetime
import difflib
from collections.abc import Iterable
from dataclasses import fields, replace
from pathlib import Path, PurePath

import yaml

from rejoinder.articles.model import Article, ArticleError, Sidecar

ENDING = ".yaml"


def name(path: str) -> str:
    """What a sidecar and its article have in common: the path without its ending."""
    return PurePath(path).with_suffix("").as_posix()


def parse(path: str, text: str) -> Sidecar:
    """Check one sidecar's text.

    Raises:
        ArticleError: not a YAML mapping, an unknown key, a value that is no text, or a date that is none.
    """
    try:
        loaded = yaml.load(text, yaml.BaseLoader) or {}  # BaseLoader: all values are text
    except yaml.YAMLError as error:
        raise ArticleError(f"{path}: not valid YAML: {' '.join(str(error).split())}; mend the file.") from None
    if not isinstance(loaded, dict):
        raise ArticleError(f"{path}: expected lines such as 'outlet: Reuters', got {loaded!r}; mend the file.")
    known = [f.name for f in fields(Sidecar)]
    for key, value in loaded.items():
        if key not in known:
            near = difflib.get_close_matches(str(key), known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}."
            raise ArticleError(f"{path}: unknown key {key!r}; {hint}")
        if not isinstance(value, str):
            raise ArticleError(f"{path}: key {key!r} must be text. Got {value!r} instead; put it in quotation marks.")
    _check_date(path, loaded.get("published", ""))
    return Sidecar(**loaded)


def read_sidecar(path: Path) -> Sidecar:
    """Read and check one sidecar.

    Raises:
        ArticleError: not UTF-8, or what `parse` raises.
    """
    try:
        return parse(str(path), path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise ArticleError(f"{path}: not valid YAML: {error}; mend the file.") from None


def read_sidecars(files: Iterable[Path]) -> dict[str, Sidecar]:
    """The sidecars among `files`, by the name they share with another of them.

    Raises:
        ArticleError: a sidecar without its article, or what `read_sidecar` raises.
    """
    others, found = set[str](), dict[str, Path]()
    for path in files:
        if path.suffix == ENDING:
            found[name(path.as_posix())] = path
        else:
            others.add(name(path.as_posix()))
    for orphan in sorted(set(found) - others):
        raise ArticleError(f"{found[orphan]}: a sidecar without its article; name it like the file it describes.")
    return {shared: read_sidecar(path) for shared, path in sorted(found.items())}


def fill(article: Article, sidecar: Sidecar) -> Article:
    """An article of a file of many, with what the file's sidecar says of all of them where it says nothing itself."""
    shared = ("outlet", "published", "language", "rights")
    return replace(article, **{key: getattr(article, key) or getattr(sidecar, key) for key in shared})


def _check_date(path: str, value: str) -> None:
    try:
        if value:
            datetime.date.fromisoformat(value)
    except ValueError:
        raise ArticleError(
            f"{path}: key 'published' must be a date such as 2013-03-12. Got {value!r} instead; correct it."
        ) from None

"""Stage `crate`: hash what is in the study's folder, and write ro-crate-metadata.json beside it."""

import hashlib
import platform
from collections.abc import Iterable
from importlib.metadata import distribution, requires, version
from pathlib import Path

import yaml
from packaging.requirements import Requirement

from rejoinder import __version__, config, paths, tables
from rejoinder.crate.description import describe_study
from rejoinder.crate.study import ArticleList, Environment, Study, StudyFile
from rejoinder.formats.citation import CITATION, parse_citation, read_citation
from rejoinder.runtime.checksums import hash_lines, list_files

_LISTED = 1000  # articles
_COLUMNS = ["article_id", "title", "outlet", "published", "language", "url", "rights", "sha256"]
_UNTRACKED = (
    Path("dvc.lock"),
    Path("requirements.lock"),
)  # DVC writes the former after this stage, none tracks the latter
_NEEDED = {"date-released": "datePublished", "license": "license"}  # of a crate, and what a citation calls them


def main() -> None:
    """Read what is in the study's folder, write ro-crate-metadata.json."""
    citation = parse_citation(read_citation())
    texts = paths.SEEDS / "articles"
    study = Study(
        citation=citation,
        workflow=_hash_file(paths.PIPELINE),
        settings=_hash_files([paths.PARAMS, *_list_options()]),
        inputs=_hash_files(file for file in list_files(paths.SEEDS) if not file.is_relative_to(texts)),
        outputs=_hash_files(list_files(paths.REPORTS)),
        records=[*_hash_files([CITATION]), *_name_untracked()],
        articles=_read_articles(),
        environment=_read_environment(),
    )
    tables.write_text(paths.CRATE, describe_study(study))
    if missing := [key for key in _NEEDED if not citation.get(key)]:
        print(f"crate: {CITATION} has no {' and no '.join(missing)}; add what is missing before you publish the crate")
    print(f"crate: {len(study.outputs)} file(s) of {paths.REPORTS} and {study.articles.count} article(s) described")


def _list_options() -> list[Path]:
    """The files of the options that params.yaml chooses, but for the engine's."""
    choices = yaml.safe_load(paths.PARAMS.read_text(encoding="utf-8"))
    return [paths.CONF / group / f"{option}.yaml" for group, option in choices.items() if group != config.PLACELESS]


def _hash_files(files: Iterable[Path]) -> list[StudyFile]:
    return [_hash_file(file) for file in files if file.exists()]


def _hash_file(file: Path) -> StudyFile:
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return StudyFile(path=file.as_posix(), size=file.stat().st_size, sha256=digest)


def _name_untracked() -> list[StudyFile]:
    return [StudyFile(path=file.as_posix(), size=0, sha256="") for file in _UNTRACKED if file.exists()]


def _read_articles() -> ArticleList:
    rows = tables.read(paths.ARTICLES, _COLUMNS).sort_by("article_id")
    hashes = zip(rows["sha256"].to_pylist(), rows["article_id"].to_pylist(), strict=True)
    return ArticleList(
        first=rows.slice(0, _LISTED).to_pylist(),
        count=len(rows),
        sha256=hash_lines(f"{sha256}  {article_id}" for sha256, article_id in hashes),
    )


def _read_environment() -> Environment:
    files = list_files(paths.CODE)
    code = hash_lines(f"{file.read_text(encoding='utf-8').strip()}  {file.as_posix()}" for file in files)
    named = [Requirement(text) for text in requires("rejoinder") or ()]
    names = [distribution(one.name).name for one in named if not one.marker or one.marker.evaluate({"extra": ""})]
    return Environment(
        version=__version__,
        code=code,
        python=".".join(platform.python_version_tuple()[:2]),
        packages={name: version(name).partition("+")[0] for name in sorted(names, key=str.lower)},
    )

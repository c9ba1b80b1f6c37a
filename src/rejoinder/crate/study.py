"""What a crate describes: a study's files, its articles, and what its run was made with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class StudyFile:
    """A file of the study.

    Attributes:
        path: from the study's folder.
        size: in bytes.
        sha256: of its bytes; "" of one that changes after the crate is written.
    """

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class ArticleList:
    """The articles of a run.

    Attributes:
        first: rows of data/articles without their texts, the first by id.
        count: of all.
        sha256: over the lines "hash  id" of all, as the report prints it.
    """

    first: Sequence[Mapping[str, Any]]
    count: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Environment:
    """What the run was made with.

    Attributes:
        version: the program's.
        code: sha256 over the hashes of its modules.
        python: version of Python without its last part, which changes no result.
        packages: versions of the packages that the program names, by name.
    """

    version: str
    code: str
    python: str
    packages: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Study:
    """A study.

    Attributes:
        citation: the fields of CITATION.cff.
        workflow: dvc.yaml.
        settings: params.yaml and the options in use.
        inputs: seeds without texts of articles.
        outputs: what is in reports/.
        records: other files at the top.
    """

    citation: Mapping[str, Any]
    workflow: StudyFile
    settings: Sequence[StudyFile]
    inputs: Sequence[StudyFile]
    outputs: Sequence[StudyFile]
    records: Sequence[StudyFile]
    articles: ArticleList
    environment: Environment

"""Files of texts, from where they are into the study: copied, never moved, never over another file."""

import filecmp
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rejoinder import paths
from rejoinder.add.kinds import tell_kind
from rejoinder.articles import input_files, sidecars
from rejoinder.articles.errors import ArticleError
from rejoinder.articles.model import LeftOutItem

TEXTS = paths.SEEDS / "articles"


@dataclass(frozen=True)
class FileToAdd:
    """A file of texts, or the sidecar of one.

    Attributes:
        source: where it is.
        target: where it belongs in the study.
        kind: as `tell_kind` has it; "" for a sidecar.
    """

    source: Path
    target: Path
    kind: str


def examine(places: Sequence[Path]) -> Iterator[FileToAdd | LeftOutItem]:
    """Tell what is in files and folders; hidden files aside.

    Args:
        places: of a folder the files keep their place in it.

    Yields:
        Each file, its sidecar after it; or, where it is not recognised, why.

    Raises:
        ArticleError: a place that does not exist, or a sidecar that is not in order.
    """
    for place in places:
        if not place.exists():
            raise ArticleError(f"{place}: expected a file or folder of texts, found nothing there; correct the path.")
        folder = place if place.is_dir() else place.parent
        described = set[Path]()
        for path in _list_visible(place):
            if path in described:
                continue
            flaw = input_files.find_flaw(str(path), str(folder))
            try:
                kind = "" if flaw else tell_kind(path)
            except ArticleError as error:
                flaw = str(error)
            if flaw:
                yield LeftOutItem(item=input_files.escape_name(str(path)), reason=flaw)
                continue
            target = TEXTS / path.relative_to(folder)
            yield FileToAdd(path, target, kind)
            sidecar = path.with_suffix(sidecars.ENDING)
            if sidecar.exists() and sidecar not in described:
                sidecars.read_sidecar(sidecar)
                described.add(sidecar)
                yield FileToAdd(sidecar, target.with_suffix(sidecars.ENDING), "")


def _list_visible(place: Path) -> list[Path]:
    """A file, or all in a folder and its subfolders, sidecars last in each."""
    if not place.is_dir():
        return [place]
    inside = [path for path in place.rglob("*") if not path.is_dir()]
    visible = [path for path in inside if not any(part.startswith(".") for part in path.relative_to(place).parts)]
    return sorted(visible, key=lambda path: (path.parent, path.suffix == sidecars.ENDING, path.name))


def copy_files(files: Sequence[FileToAdd]) -> int:
    """Copy files into the study; those that are there with the same bytes stay.

    Returns:
        How many were copied.

    Raises:
        ArticleError: another file has the name of one; nothing is copied then.
    """
    sources: dict[Path, Path] = {}
    for file in files:
        present = sources.setdefault(file.target, file.target if file.target.exists() else file.source)
        if not filecmp.cmp(file.source, present, shallow=False):
            raise ArticleError(
                f"{file.source}: {TEXTS} would have another file of the name {file.target.relative_to(TEXTS)} "
                f"({present}); rename one of them, nothing has been copied."
            )
    new = [(target, source) for target, source in sources.items() if target != source]
    for target, source in new:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial = target.with_name(f".{target.name}")  # so that a copy that is broken off is no article
        shutil.copyfile(source, partial)
        partial.replace(target)
    return len(new)


def list_texts() -> list[Path]:
    """List the files that are in the study, sidecars aside."""
    return [Path(path) for path in input_files.list_paths(str(TEXTS))] if TEXTS.exists() else []

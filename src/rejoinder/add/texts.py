"""Brings texts into the study: copies them, and sets the option that reads them."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from rejoinder import check, config, paths
from rejoinder.add.files import TEXTS, FileToAdd, copy_files, examine, list_texts
from rejoinder.add.kinds import choose_option, tell_kind
from rejoinder.add.settings import set_values
from rejoinder.add.table import find_settings, print_settings, write_settings
from rejoinder.articles.errors import ArticleError
from rejoinder.articles.model import LeftOutItem

_EXAMPLE = TEXTS / "reuters-2013-03-12-china-us-cyber-talks.txt"
_SHIPPED = {  # the example and its sidecar, and the SHA-256 of their bytes
    _EXAMPLE: "717d9bbed9ab812c590e4251de093de42717e8351428fc4c0cf78c381dc4c828",
    _EXAMPLE.with_suffix(".yaml"): "115b71fe92388ecb0535fa81c1730f22e6150fc20b7a683c038f6cc3477d153a",
}


def add_texts(places: Sequence[Path]) -> None:
    """Copy texts into the study's input folder, set the option that reads them, and print what was done.

    Nothing is changed before all files have been looked at. The example article goes, as it would be counted with the
    others, but only as it was shipped, so that nothing of the researcher's is lost.

    Args:
        places: files, and folders with files.

    Raises:
        ArticleError: nothing that is recognised, kinds that no option reads together, tables without a column of texts
            in common, or another file of the same name.
        ConfigError: the folder is no study, or its settings cannot be read.
    """
    chosen = config.compose_run().choices["articles"]
    examined = list(examine(places))
    files = [one for one in examined if isinstance(one, FileToAdd)]
    unread = [one for one in examined if isinstance(one, LeftOutItem)]
    if not files:
        reasons = "; ".join(f"{one.item}: {one.reason}" for one in unread[:3]) or "no file in it"
        raise ArticleError(f"{places[0]}: expected texts, found none ({reasons}); name files or folders with texts.")
    example = _find_example(files)
    present = [path for path in list_texts() if path not in example]
    option = choose_option(_group_by_kind(files, present), chosen)
    sources = [*present, *(file.source for file in files if file.kind)]
    settings = find_settings(sources, is_set=chosen == option) if option == "table" else None
    copied = copy_files(files)
    if settings:
        write_settings(settings)
    for path in example:
        path.unlink()
    set_values(paths.PARAMS, {("articles",): option})
    print(f"{TEXTS}: {copied} file(s) copied, {len(files) - copied} there already")
    if example:
        print(f"{TEXTS}: the example article is gone, or it would count with yours; `rejoinder new --example` has it")
    if unread:
        print("not copied:", *(f"  {one.item}: {one.reason}" for one in unread), sep="\n")
    print(f"{paths.PARAMS}: articles: {option}")
    if settings:
        print_settings(settings)
    print(check.describe_texts(config.compose_run()))


def _find_example(files: Sequence[FileToAdd]) -> list[Path]:
    """The files of the example article, where they are as shipped and not to be added."""
    present = [path for path in _SHIPPED if path.exists()]
    is_wanted = any(file.target in _SHIPPED for file in files)
    is_edited = any(hashlib.sha256(path.read_bytes()).hexdigest() != _SHIPPED[path] for path in present)
    return [] if is_wanted or is_edited else present


def _group_by_kind(files: Sequence[FileToAdd], present: Sequence[Path]) -> dict[str, list[str]]:
    """Names of the files to add and of those that are in the study, by kind."""
    names: dict[str, list[str]] = defaultdict(list)
    for file in files:
        if file.kind:
            names[file.kind].append(str(file.source))
    for path in present:
        try:
            names[tell_kind(path)].append(str(path))
        except ArticleError:  # the report will list it as left out
            continue
    return names

"""What keeps the house in order, beside ruff, mypy and the layers of import-linter."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.support.project import ROOT, SOURCE

PACKAGE = SOURCE / "rejoinder"
MOST_LOOSE_MODULES = 15
MOST_VAGUE_LOCALS = 0.01  # of all names of locals and parameters
# names that do not say what they hold
VAGUE = {
    "asked", "everything", "found", "given", "kept", "known", "made", "others", "seen", "shown", "taken", "told",
    "wanted", "whole",
}  # fmt: skip


def parse_folder(folder: Path) -> dict[Path, ast.Module]:
    """Syntax trees of all files of a folder."""
    files = sorted(folder.rglob("*.py"))
    return {file.relative_to(ROOT): ast.parse(file.read_text(encoding="utf-8")) for file in files}


def list_locals(tree: ast.Module) -> Iterator[str]:
    """Names of locals and parameters, once for each function that has them."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            stored = {n.id for n in ast.walk(function) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
            yield from (stored | {n.arg for n in ast.walk(function) if isinstance(n, ast.arg)}) - {"self", "cls"}


def test_no_two_classes_share_a_name() -> None:
    trees = parse_folder(PACKAGE).values()
    names = Counter(node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    assert [name for name, count in names.items() if count > 1] == []


def test_locals_say_what_they_hold() -> None:
    trees = parse_folder(PACKAGE) | parse_folder(ROOT / "training")
    names = [(name, file) for file, tree in trees.items() for name in list_locals(tree)]
    vague = Counter(str(file) for name, file in names if name in VAGUE)
    assert vague.total() <= MOST_VAGUE_LOCALS * len(names), vague.most_common()


def test_few_modules_lie_loose_at_the_top() -> None:
    assert len(list(PACKAGE.glob("*.py"))) <= MOST_LOOSE_MODULES


def test_test_modules_do_not_import_each_other() -> None:
    for file, tree in parse_folder(ROOT / "tests").items():
        modules = [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        assert [m for m in modules if m.startswith("tests.") and m.split(".")[1] != "support"] == [], file

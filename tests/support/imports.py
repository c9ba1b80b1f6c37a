"""Which modules of the package a file imports, by its syntax tree."""

import ast
import re
from functools import cache
from pathlib import Path

from tests.support.project import SOURCE

VERSION = SOURCE / "rejoinder" / "__init__.py"  # holds the version alone, which the report shows
_DOTTED = re.compile(r"rejoinder(\.\w+)+")


@cache
def find_module(name: str) -> Path | None:
    """File of an in-package module, None for a name inside a module."""
    path = SOURCE / Path(*name.split("."))
    return next((p for p in (path.with_suffix(".py"), path / "__init__.py") if p.exists()), None)


@cache
def find_imports(file: Path) -> frozenset[Path]:
    """In-package files that a file imports, at its top, inside its functions or by a string that names one."""
    imported = {parent for parent in file.parent.glob("__init__.py") if parent != file}  # packages load first
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        imported |= {path for name in _names(node) if name.split(".")[0] == "rejoinder" and (path := find_module(name))}
    return frozenset(imported - {VERSION})


def _names(node: ast.AST) -> list[str]:
    """Dotted names in a node, some of which are modules."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module:
        return [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and _DOTTED.fullmatch(node.value):
        return [node.value, node.value.rpartition(".")[0]]  # a module, or a class in one
    return []


def find_reached(*names: str) -> set[Path]:
    """Files of the modules and of all they import."""
    stack, reached = [find_module(name) for name in names], set[Path]()
    while stack:
        file = stack.pop()
        if file and file not in reached:
            reached.add(file)
            stack.extend(find_imports(file))
    return reached

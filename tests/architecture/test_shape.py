"""What no linter checks: small modules, small functions, exact numbers, a true map."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "goodoffices"
MODULES = sorted(path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)
EXACT = [path for path in MODULES if path.is_relative_to(SOURCE / "core")]
APPROXIMATE_MARK = "# ~"


def name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_opens_with_a_sentence_and_stays_under_300_lines(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    sentence = ast.get_docstring(ast.parse(source)) or ""
    assert sentence, "say in one sentence what lives here"
    assert source.count("\n") <= 300


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_function_stays_under_40_lines(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    long = [f.name for f in functions(tree) if (f.end_lineno or f.lineno) - f.lineno + 1 > 40]
    assert not long


@pytest.mark.parametrize("path", EXACT, ids=name)
def test_the_core_holds_no_float(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant | ast.Name):
            floating = isinstance(getattr(node, "value", None), float) or getattr(node, "id", "") == "float"
            assert not floating or APPROXIMATE_MARK in lines[node.lineno - 1]


def test_the_map_is_the_folders() -> None:
    drawn = set(re.findall(r"^ *([a-z_/]+)/ ", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"), re.M))
    built = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*")
        if path.is_dir() and (path / "__init__.py").exists() and "migrations" not in path.parts
    }
    assert drawn == built

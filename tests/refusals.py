"""The sentences by which the program says no on a page, gathered from its source so that none waits for a translation."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "src" / "goodoffices"
SHOWN = (
    "analysis/known.py",
    "analysis/linear.py",
    "analysis/partial.py",
    "analysis/scaling.py",
    "core/beginning.py",
    "core/entries.py",
    "core/errors.py",
    "core/interests.py",
    "core/people.py",
    "core/rules",
    "core/terms.py",
    "core/text",
    "documents/paste.py",
    "documents/pasting",
    "monitoring/calendar",
    "monitoring/continuation.py",
    "monitoring/deposits.py",
    "monitoring/exchange.py",
    "monitoring/icalendar.py",
    "monitoring/incidents.py",
    "monitoring/lattice.py",
    "monitoring/lists/persons.py",
    "monitoring/obligations.py",
    "monitoring/reports.py",
    "monitoring/understandings.py",
    "record/ledger/book.py",
    "record/ledger/codec.py",
    "record/ledger/entries.py",
    "record/ledger/file.py",
    "record/ledger/misread.py",
    "record/ledger/tables.py",
    "record/ledger/when.py",
    "record/reading/intake.py",
    "web/demo",
    "web/gate",
    "web/people",
    "web/talks",
    "web/turns.py",
)
"""What pages can show the refusals of."""
UNSHOWN = {
    **dict.fromkeys(("analysis/choices.py", "analysis/conflict.py"), "`stability` alone reads conflicts"),
    "analysis/divide.py": "`divide` alone divides",
    "analysis/drafts.py": "`analyse` alone weighs a draft beside the best",
    "analysis/listing.py": "pages list deals only where there are few",
    "analysis/questions.py": "a passage of a text is open in at least two ways",
    "analysis/seen.py": "what could be deduced is then said to be too much to work out",
    "analysis/wide.py": "pages name no deals to it",
    **dict.fromkeys(
        ("documents/casefile.py", "documents/cases.py"), "case files are read by `analyse` alone"
    ),
    **dict.fromkeys(
        ("documents/elements.py", "documents/genius.py"), "GENIUS files are read by `analyse` alone"
    ),
    **dict.fromkeys(("documents/genius_writing.py", "documents/placed.py"), "files of the command line"),
    "documents/printed/pdf.py": "the page says that libraries are missing before it asks for a file",
    "monitoring/discounting.py": "`exchange` alone discounts",
    "monitoring/lists/batches.py": "`lists` alone forms batches",
    "monitoring/payments.py": "`exchange` alone reckons in money",
    "record/ledger/confirm.py": "pages confirm by their own form; of this they take the figures",
    "record/reading/readers.py": "`record` alone chooses a reader",
}
"""Modules of analysis, documents, monitoring and the record that say no, and on no page: each with the reason."""
OPERATOR = {"web/people/leaked.py", "web/talks/guard.py", "web/talks/store/keys.py", "web/talks/table.py"}
"""Modules of those whose refusals only the operator reads, on the machine itself."""
AREAS = ("analysis", "documents", "monitoring", "record")
NOS = {"BadInput", "Fault", "Refused"}
SAYING = {
    *("Absent", "BadInput", "Fault", "Happening", "Phrase", "Refused"),
    *("_after", "_among", "_fault", "fault", "misread", "need", "wrong"),
}
"""Calls whose sentence is shown; where it stands among what they are given does not matter."""
Functions = ast.FunctionDef | ast.AsyncFunctionDef
Named = dict[str, list[ast.expr]]


def said() -> set[str]:
    """Return every sentence, with its places, that a page can show as a refusal."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in paths()]
    spoken = _spoken(trees)
    return {words for one in trees for words in _sentences(one, spoken)}


def paths() -> list[Path]:
    """Return the modules whose refusals pages can show."""
    roots = [SOURCE / one for one in SHOWN]
    found = (path for root in roots for path in ([root] if root.is_file() else root.rglob("*.py")))
    return sorted(path for path in found if str(path.relative_to(SOURCE)) not in OPERATOR)


def saying() -> set[str]:
    """Return the modules of the four packages below the pages that say no."""
    found = (path for area in AREAS for path in (SOURCE / area).rglob("*.py"))
    return {
        str(path.relative_to(SOURCE))
        for path in found
        if any(_called(call) in NOS for call in _saying(ast.parse(path.read_text(encoding="utf-8"))))
    }


def sentences(source: str) -> set[str]:
    """Return the sentences that a module says no with, as they are before anything fills them."""
    tree = ast.parse(source)
    return set(_sentences(tree, _spoken([tree])))


def unsayable(source: str) -> list[int]:
    """Return the lines where a refusal is put together before it is said, so that it cannot be translated."""
    given = (one for call in _saying(ast.parse(source)) for one in call.args)
    return [part.lineno for one in given for part in _parts(one) if _mixed(part)]


def _spoken(trees: Iterable[ast.AST]) -> set[str]:
    """Return the constants that some module says no with; another module may hold their words."""
    given = (one for tree in trees for call in _saying(tree) for one in call.args)
    return {
        part.id for one in given for part in _parts(one) if isinstance(part, ast.Name) and part.id.isupper()
    }


def _sentences(tree: ast.Module, spoken: set[str]) -> Iterator[str]:
    named = _assigned(tree)
    for call in _saying(tree):
        for given in call.args:
            yield from _words(given, named)
    for name in spoken & named.keys():
        for value in named[name]:
            yield from _words(value, {})


def _saying(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in SAYING:
            yield node


def _called(call: ast.Call) -> str:
    return getattr(call.func, "id", "") or getattr(call.func, "attr", "")


def _assigned(tree: ast.AST) -> Named:
    named: Named = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for one in node.targets:
                if isinstance(one, ast.Name):
                    named.setdefault(one.id, []).append(node.value)
    return named


def _words(given: ast.expr, named: Named) -> Iterator[str]:
    for part in _parts(given):
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and " " in part.value:
            yield part.value
        elif isinstance(part, ast.Name):
            for value in named.get(part.id, ()):
                yield from _words(value, {})


def _parts(given: ast.expr) -> Iterator[ast.expr]:
    if isinstance(given, ast.IfExp):
        yield from (*_parts(given.body), *_parts(given.orelse))
    elif isinstance(given, ast.Starred):
        return
    else:
        yield given


def _mixed(part: ast.expr) -> bool:
    """Whether words and values are one before the call; what was translated first, by `_(…)`, may be filled so."""
    if isinstance(part, ast.BinOp) and isinstance(part.op, ast.Mod):
        return not (isinstance(part.left, ast.Call) and _called(part.left) in {"_", "gettext"})
    return isinstance(part, ast.JoinedStr) or (isinstance(part, ast.Call) and _called(part) == "format")

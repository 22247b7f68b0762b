"""A leaf as HTML: what a page shows to print, and what a PDF is made of. Whatever a leaf says is escaped here."""

from collections.abc import Iterable
from html import escape

from goodoffices.documents.printed.leaf import Block, Leaf, Line, Run, Table

HANGS = 5  # so many characters of a number stand beside a clause; a longer one stands in its first line
_TAGS = {"title": "h1", "heading": "h2"}


def body(leaf: Leaf) -> str:
    """Return the lines and tables of a leaf, in order."""
    return "".join(_block(one) for one in leaf.blocks)


def margin(lines: Iterable[Line]) -> str:
    """Return what stands at the head or the foot of every page."""
    return "".join(_line(one) for one in lines)


def way(leaf: Leaf) -> str:
    """Return the attributes that say a leaf's language and which way it runs."""
    return f'lang="{escape(leaf.language)}" dir="{"rtl" if leaf.leftward else "ltr"}"'


def _block(block: Block) -> str:
    return _line(block) if isinstance(block, Line) else _table(block)


def _line(line: Line) -> str:
    tag = _TAGS.get(line.sort, "p")
    under = f" under-{line.depth}" if line.depth else ""
    latin = ' dir="ltr"' if line.latin else ""
    words = _runs(line.runs)
    hangs = line.sort == "clause" and 0 < len(line.number) <= HANGS
    if line.number:
        number = f"<bdi>{escape(line.number)}</bdi>"
        words = f'<span class="no">{number}</span> {words}' if hangs else f"{number} {words}"
    numbered = " numbered" if hangs else ""
    turned = " latin" if line.latin else ""
    kept = " kept" if line.kept else ""
    return f'<{tag} class="{line.sort}{under}{numbered}{turned}{kept}"{latin}>{words}</{tag}>\n'


def _runs(runs: Iterable[Run]) -> str:
    return "".join(_run(one) for one in runs)


def _run(run: Run) -> str:
    words = escape(run.words)
    if run.raised:
        return f"<sup><bdi>{words}</bdi></sup>"
    if run.code:
        return f'<bdi class="code">{words}</bdi>'
    return f"<b><bdi>{words}</bdi></b>" if run.bold else words


def _table(table: Table) -> str:
    shares = sum(table.widths)
    columns = "".join(f'<col class="of-{share * 12 // shares}">' for share in table.widths)
    rows = ""
    for number, row in enumerate(table.rows):
        opening, closing = ("<th>", "</th>") if table.head and not number else ("<td>", "</td>")
        rows += f"<tr>{''.join(f'{opening}{margin(cell)}{closing}' for cell in row)}</tr>\n"
    group = f"<colgroup>{columns}</colgroup>" if columns else ""
    return f'<table class="grid">{group}{rows}</table>\n'

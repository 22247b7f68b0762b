"""The interface's words in other languages: gather what pages mark, add it to the catalogues, compile them.

`python -m tests.catalogues` adds what is missing as an empty entry and compiles; nothing but Python is needed.
"""

import ast
import re
import struct
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests import refusals

WEB = Path(__file__).parents[1] / "src" / "goodoffices" / "web"
LOCALES = WEB / "locale"
LANGUAGES = {
    "ar": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;",
    "fr": "nplurals=2; plural=(n > 1);",
}
FORMS = {"ar": 6, "fr": 2}
Key = tuple[str, str]  # the English, and its plural where it has one
Catalogue = dict[Key, list[str]]

_TRANSLATE = re.compile(r"{%\s*trans(?:late)?\s+(\"[^\"]+\"|'[^']+')")
_INLINE = re.compile(r"_\((\"[^\"]+\"|'[^']+')\)")
_BLOCK = re.compile(r"{%\s*blocktrans(?:late)?\b([^%]*?)%}(.*?){%\s*endblocktrans(?:late)?\s*%}", re.DOTALL)
_PLURAL = re.compile(r"{%\s*plural\s*%}")
_NAMED = re.compile(r"{{\s*([\w.]+)\s*}}")
_MARKERS = {"_", "gettext", "gettext_lazy", "gettext_noop"}
_COUNTED = {"ngettext", "ngettext_lazy"}


def po(language: str) -> Path:
    """Return where the catalogue of a language lies."""
    return LOCALES / language / "LC_MESSAGES" / "django.po"


def marked(web: Path = WEB) -> set[Key]:
    """Return every message that a page or a line of code marks for translation."""
    found: set[Key] = set()
    for path in web.rglob("*.html"):
        found.update(_of_template(path.read_text(encoding="utf-8")))
    for path in web.rglob("*.py"):
        found.update(_of_code(path.read_text(encoding="utf-8")))
    found.update((words, "") for words in refusals.said())
    return found


def read(path: Path) -> Catalogue:
    """Return a catalogue, its header left out."""
    catalogue: Catalogue = {}
    for block in re.split(r"\n\s*\n", path.read_text(encoding="utf-8")):
        parts = _parts(block)
        if parts.get("msgid"):
            forms = [words for name, words in parts.items() if name.startswith("msgstr")]
            catalogue[parts["msgid"], parts.get("msgid_plural", "")] = forms
    return catalogue


def write(language: str, catalogue: Catalogue) -> str:
    """Return the file of a catalogue, in the order of the English."""
    blocks = [f'msgid ""\nmsgstr {_quoted(_header(language))}']
    for (english, plural), forms in sorted(catalogue.items()):
        lines = [f"msgid {_quoted(english)}"]
        if plural:
            lines.append(f"msgid_plural {_quoted(plural)}")
            lines += [f"msgstr[{number}] {_quoted(words)}" for number, words in enumerate(forms)]
        else:
            lines.append(f"msgstr {_quoted(forms[0])}")
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def compiled(language: str, catalogue: Catalogue) -> bytes:
    """Return the binary form that gettext reads: a table of originals, a table of translations."""
    pairs = {"": _header(language)}
    pairs |= {
        f"{english}\0{plural}" if plural else english: "\0".join(forms)
        for (english, plural), forms in catalogue.items()
        if all(forms)
    }
    ordered = sorted((key.encode(), words.encode()) for key, words in pairs.items())
    start = 28 + 16 * len(ordered)
    tables: list[list[tuple[int, int]]] = [[], []]
    heap = b""
    for side in (0, 1):
        for pair in ordered:
            tables[side].append((len(pair[side]), start + len(heap)))
            heap += pair[side] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(ordered), 28, 28 + 8 * len(ordered), 0, start)
    return head + b"".join(struct.pack("<2I", *entry) for table in tables for entry in table) + heap


def main() -> int:
    """Add what is marked and missing to every catalogue, compile it; say how many wait for a translation."""
    wanted = marked()
    for language in LANGUAGES:
        path = po(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue = read(path) if path.exists() else {}
        for key in wanted - catalogue.keys():
            catalogue[key] = [""] * (FORMS[language] if key[1] else 1)
        path.write_text(write(language, catalogue), encoding="utf-8")
        path.with_suffix(".mo").write_bytes(compiled(language, catalogue))
        waiting = [english for (english, _), forms in catalogue.items() if not all(forms)]
        sys.stdout.write(f"{language}: {len(catalogue)} messages, {len(waiting)} to translate\n")
    return 0


def _of_template(source: str) -> Iterator[Key]:
    for quoted in (*_TRANSLATE.findall(source), *_INLINE.findall(source)):
        yield quoted[1:-1], ""
    for options, body in _BLOCK.findall(source):
        singular, *plural = (_body(part, trimmed="trimmed" in options) for part in _PLURAL.split(body))
        yield singular, (plural[0] if plural else "")


def _body(words: str, *, trimmed: bool) -> str:
    if trimmed:
        words = " ".join(line.strip() for line in words.splitlines() if line.strip())
    return _NAMED.sub(r"%(\1)s", words.replace("%", "%%"))


def _of_code(source: str) -> Iterator[Key]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            words = [
                arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
            ]
            if node.func.id in _MARKERS and len(words) == 1:
                yield words[0], ""
            elif node.func.id in _COUNTED and len(words) == 2:
                yield words[0], words[1]


def _parts(block: str) -> dict[str, str]:
    parts: dict[str, str] = {}
    name = ""
    for line in block.splitlines():
        if line.startswith("msg"):
            name, line = line.split(" ", 1)  # noqa: PLW2901
            parts[name] = ""
        if line.startswith('"'):
            parts[name] += ast.literal_eval(line)
    return parts


def _quoted(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    lines = escaped.split("\n")
    pieces = [f'"{line}\\n"' for line in lines[:-1]] + (
        [f'"{lines[-1]}"'] if lines[-1] or len(lines) == 1 else []
    )
    return pieces[0] if len(pieces) == 1 else "\n".join(['""', *pieces])


def _header(language: str) -> str:
    lines: Iterable[str] = (
        f"Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {LANGUAGES[language]}",
    )
    return "".join(f"{line}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main())

"""The vectors of docs/method/fingerprint.md, checked by a second program written from that page alone."""

import hashlib
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from goodoffices.core import text as one_text
from goodoffices.core.text.wordlists import LISTS

PAGE = (Path(__file__).parents[2] / "docs/method/fingerprint.md").read_text(encoding="utf-8")
VECTOR = re.compile(
    r"### (.+)\n\n```text\n((?:.*\n)*?)```\n\n    bytes  (\d+)\n    sha256 (\w+)\n    words  (.+)\n    digits (.+)\n"
)
VECTORS = VECTOR.findall(PAGE)
NUMBER = re.compile(r"(\d+(?:\.\d+)+[^\W\d_]?\.?|\d+[^\W\d_]?\.|\(\w+\)|[-–•])( (?:bis|ter))?(?= )")
HEADED = re.compile(r"(?:[^\W\d]\w*\.? )?\d+(?:\.\d+)*(?: bis)?[.:]?(?= |$)")


class Second:
    """Reads the notation as far as the vectors need it, and writes the canonical form."""

    def __init__(self, source: str) -> None:
        self.opened = 0
        self.ordinals: dict[str, int] = {}
        self.parties: list[str] = []
        lines = re.split("\r\n|\r|\n", unicodedata.normalize("NFC", source.removeprefix("\ufeff")))
        title, language, at = lines[0][1:], "", 1
        while at < len(lines) and (head := re.match("(Parties|Language): *(.*)", lines[at].strip())):
            at += 1
            if head[1] == "Parties":
                self.parties = [name.strip() for name in re.split("[,،]", head[2])]
            else:
                language = head[2].lower()
        self.form = [("f", b"goodoffices-text/1"), ("t", self.words(title)), ("l", language.encode())]
        self.form += [("p", name.encode()) for name in self.parties]
        parts: list[list[str]] = [[]]
        for line in lines[at:]:
            parts += [[line]] if line.startswith("##") else []
            parts[-1] += [] if line.startswith("##") else [line]
        self.form.append(("b", self.items(parts[0])))
        self.form += [("a", self.article(part[0][2:], part[1:])) for part in parts[1:]]

    def article(self, head: str, rest: list[str]) -> Any:
        bare = re.sub(r" \{[#.][^}]*\}", "", head).strip()
        number = HEADED.match(bare)
        shown = number.group() if number else ""
        kind = b"annex" if "{.annex}" in head else b"article"
        heading = self.words(bare[len(shown) :])
        return [("k", kind), ("n", shown.encode()), ("h", heading), ("b", self.items(rest))]

    def items(self, lines: list[str]) -> Any:
        self.indents: list[tuple[int, int]] = []
        found: list[Any] = []
        stack: list[tuple[list[Any], list[Any], int, Any]] = []
        held: list[str] = []
        for line in [*lines, ""]:
            bare = line.strip()
            mark = re.fullmatch(r"([\[|])(?: [^|\]]*:)?|(\])((?:\{[#=][^}]*\})*)", bare)
            if bare and not mark:
                held.append(line)
                continue
            if held:
                found.append(("c", self.clause(held)))
                held = []
            if mark and mark[1] == "[":
                stack.append((found, [], self.opened, list(self.indents)))
                self.opened, found = self.opened + 1, []
            elif mark:
                stack[-1][1].append(("o", found))
                found, self.indents = [], list(stack[-1][3]) if mark[1] else self.indents
            if mark and mark[2]:
                outer, options, ordinal, _ = stack.pop()
                found = [*outer, ("B", self.closed(options, mark[3], ordinal))]
        return found

    def closed(self, options: list[Any], names: str, ordinal: int) -> Any:
        for name in re.findall("{#([^}]*)}", names):
            self.ordinals[name] = ordinal
        options = options if len(options) > 1 else [*options, ("o", [])]
        return options + [("=", ("tie", name)) for name in re.findall("{=([^}]*)}", names)]

    def clause(self, lines: list[str]) -> Any:
        indent = len(lines[0]) - len(lines[0].lstrip())
        depth = next((deep + 1 for wide, deep in reversed(self.indents) if wide <= indent - 2), 0)
        self.indents = [rung for rung in self.indents if rung[0] < indent] + [(indent, depth)]
        lines = [re.sub(r" \{#[^}]*\}$", "", line.strip()) for line in lines]
        if lines[0].startswith("|"):
            rows = [line for line in lines if not re.fullmatch(r"[|:-]+", line.replace(" ", ""))]
            cells = [[("e", self.words(cell)) for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in rows]
            return [("d", b"%d" % depth), ("n", b""), *(("r", row) for row in cells)]
        whole = re.sub(r"\s+", " ", " ".join(lines))
        number = NUMBER.match(whole)
        shown = number.group() if number else ""
        return [("d", b"%d" % depth), ("n", shown.encode()), ("w", self.words(whole[len(shown) :]))]

    def words(self, run: str) -> Any:
        self.rest = re.sub(r"\s+", " ", run).strip()
        return self.pieces()

    def pieces(self) -> Any:
        found: list[Any] = []
        plain = ""
        while self.rest and self.rest[0] not in "]|":
            one, self.rest = self.rest[0], self.rest[1:]
            if one == "[" or (one == "{" and self.rest.startswith("note:")):
                found += [("w", plain)] if plain else []
                plain = ""
                found.append(self.bracket() if one == "[" else self.note())
                continue
            if one == "\\":
                one, self.rest = self.rest[0], self.rest[1:]
            plain += one
        found += [("w", plain)] if plain else []
        if found and found[0][0] == "w":
            found[0] = ("w", found[0][1].lstrip())
        if found and found[-1][0] == "w":
            found[-1] = ("w", found[-1][1].rstrip())
        return [one for one in found if one[1] != ""]

    def note(self) -> Any:
        words = re.match(r"((?:[^\\}]|\\.)*)\}", self.rest)
        assert words
        self.rest = self.rest[words.end() :]
        return ("N", re.sub(r"\\(.)", r"\1", words[1].removeprefix("note:")).strip())

    def bracket(self) -> Any:
        ordinal, self.opened, options = self.opened, self.opened + 1, []
        end = "|"
        while end == "|":
            names = "|".join(map(re.escape, self.parties)) or "(?!)"
            self.rest = re.sub(rf"^ *(?:{names})(?:[,،] *(?:{names}))*:(?= |\]|\|)", "", self.rest)
            options.append(("o", self.pieces()))
            end, self.rest = self.rest[0], self.rest[1:]
        marks = re.match(r"(?:\{[#=][^}]*\})*", self.rest)
        assert marks
        self.rest = self.rest[marks.end() :]
        blank = len(options) == 1 and options[0][1] in ([], [("w", "…")], [("w", "...")], [("w", "__")])
        return ("x", self.closed([] if blank else options, marks.group(), ordinal)[: 0 if blank else None])

    def bytes(self, made: Any = None) -> bytes:
        made = self.form if made is None else made
        if isinstance(made, bytes | str):
            return made if isinstance(made, bytes) else made.encode()
        if isinstance(made, tuple) and made[0] == "tie":
            return b"%d" % self.ordinals[made[1]]
        parts = [(tag.encode(), self.bytes(payload)) for tag, payload in made]
        return b"".join(tag + len(payload).to_bytes(8, "big") + payload for tag, payload in parts)


def test_the_page_has_vectors():
    assert len(VECTORS) == 6


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector[0])
def test_a_vector_holds_by_the_page_alone_and_in_the_program(vector: tuple[str, ...]):
    _, source, size, sha256, words, digits = vector
    form = Second(source).bytes()
    assert (len(form), hashlib.sha256(form).hexdigest()) == (int(size), sha256)
    assert one_text.canonical(one_text.read(source)) == form
    made = int.from_bytes(
        hashlib.scrypt(
            bytes.fromhex(sha256), salt=b"goodoffices-text/1", n=2**17, r=8, p=1, maxmem=2**28, dklen=32
        )
    )
    bits = f"{made:0256b}"
    said = [LISTS["en"][int(bits[at : at + 10], 2)] for at in range(0, 90, 10)]
    number = f"{int(bits[90:218], 2) % 10**28:028d}"
    check = f"{98 - int(number + '00') % 97:02d}"
    assert (" ".join(said[:3]), (number + check)) == (words, digits.replace(" ", ""))
    assert one_text.check_words(sha256).words("en") == tuple(said)
    assert one_text.check_words(sha256).digits == digits


def test_two_languages_together_hold_by_the_page_alone():
    sources = VECTORS[1][1], VECTORS[5][1]
    digests = sorted(hashlib.sha256(Second(source).bytes()).digest() for source in sources)
    fields = [("f", b"goodoffices-text/1"), *(("s", digest) for digest in digests)]
    whole = hashlib.sha256(Second("# T").bytes(fields)).hexdigest()
    assert f"    sha256 {whole}\n" in PAGE[PAGE.index("as two languages") :]
    assert one_text.fingerprint([one_text.read(source) for source in sources]) == whole


def test_the_first_is_written_out_byte_by_byte():
    spelled = PAGE[PAGE.index("byte by byte") :].split("\n", 1)[1]
    assert bytes.fromhex(spelled) == Second(VECTORS[0][1]).bytes()


def test_a_change_in_a_vector_is_seen():
    for _, source, *_ in VECTORS:
        assert Second(source.replace("# ", "# x ", 1)).bytes() != Second(source).bytes()

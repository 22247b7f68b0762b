"""XML read without trust: no entity, no document type, nothing fetched, bounded size and depth, lines kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from goodoffices.core.errors import BadInput, Fault

MOST_BYTES = 20_000_000
DEEPEST = 50
MOST_ELEMENTS = 200_000


@dataclass(frozen=True)
class Element:
    """One element: its name, its attributes, what it holds, and the line it opens on."""

    tag: str
    attributes: Mapping[str, str]
    line: int
    children: list["Element"] = field(default_factory=list)

    def all(self, tag: str) -> Iterator["Element"]:
        """Every element of this name anywhere within, in order."""
        stack = list(reversed(self.children))
        while stack:
            element = stack.pop()
            if element.tag == tag:
                yield element
            stack.extend(reversed(element.children))

    def own(self, tag: str) -> Iterator["Element"]:
        """The elements of this name directly within."""
        return (child for child in self.children if child.tag == tag)


def parse(content: bytes) -> Element:
    """Return the root element; refuse what is malformed, too large, or declares entities or a document type."""
    if len(content) > MOST_BYTES:
        raise BadInput(f"the file is larger than {MOST_BYTES:,} bytes")
    reader = _Reader()
    try:
        reader.parser.Parse(content, True)  # noqa: FBT003 -- the parser's own signature
    except expat.ExpatError as error:
        what = f"this is not well-formed XML: {expat.errors.messages[error.code]}"
        raise BadInput(Fault(what, error.lineno, error.offset + 1)) from None
    except (LookupError, ValueError) as error:
        raise BadInput(f"this is not XML that can be read: {error}") from None
    return reader.root


class _Reader:
    """Builds the tree as the parser goes."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.stack = [Element("", {}, 1)]
        self.count = 0
        self.parser.StartElementHandler = self.open
        self.parser.EndElementHandler = self.close
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.parser.EntityDeclHandler = self.refuse
        self.parser.ExternalEntityRefHandler = self.refuse

    @property
    def root(self) -> Element:
        return self.stack[0].children[0]

    def open(self, tag: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if len(self.stack) > DEEPEST or self.count > MOST_ELEMENTS:
            what = f"more than {DEEPEST} levels or {MOST_ELEMENTS:,} elements; no scenario needs so many"
            raise BadInput(Fault(what, self.parser.CurrentLineNumber))
        element = Element(tag, attributes, self.parser.CurrentLineNumber)
        self.stack[-1].children.append(element)
        self.stack.append(element)

    def close(self, _tag: str) -> None:
        self.stack.pop()

    def refuse(self, *_declaration: object) -> int:
        what = "the file declares a document type or an entity; take the declaration out"
        raise BadInput(Fault(what, self.parser.CurrentLineNumber))

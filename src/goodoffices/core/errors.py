"""The two ways to say no."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Self


class Phrase(str):
    """A sentence for a person: in English as it stands, and in parts for whoever says it in another language.

    `template` has places as `str.format` writes them, and `values` fills them: whole numbers, further phrases, or
    words that are nobody's to translate. Where nothing is to be filled the template is the sentence, braces and all.
    """

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, /, **values: object) -> Self:
        """Return the sentence filled in English; a phrase is itself."""
        if isinstance(template, cls) and not values:
            return template
        made = super().__new__(cls, template.format_map(values) if values else template)
        made.template, made.values = template, values
        return made


def known(*sentences: Phrase) -> Mapping[str, Phrase]:
    """Return what a reader that is not ours can say, by its words, each as a sentence that can be translated."""
    return {str(one): one for one in sentences}


@dataclass(frozen=True)
class Fault:
    """One thing wrong with an input: where it stands, what it is, what to do next.

    Lines and columns count from 1.
    """

    what: str
    line: int | None = None
    column: int | None = None
    file: str | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return f"{place}: {self.what}" if place else self.what


class BadInput(Exception):
    """The caller erred: a malformed file, a form that says nothing, a value that cannot be.

    Carries one sentence per fault, whose places `values` fills; none of them repeats a confidence.
    """

    def __init__(self, what: str | Fault, /, *more: Fault, **values: object) -> None:
        first = what if isinstance(what, Fault) else Fault(Phrase(what, **values) if values else what)
        self.faults: tuple[Fault, ...] = (first, *more)
        super().__init__("\n".join(str(fault) for fault in self.faults))

    def within(self, file: str) -> "BadInput":
        """Return the same faults, each naming the file it was found in."""
        named = tuple(replace(fault, file=fault.file or file) for fault in self.faults)
        return BadInput(*named)


def bad(faults: Iterable[Fault]) -> None:
    """Raise `BadInput` with these faults, if there are any."""
    found = tuple(faults)
    if found:
        raise BadInput(*found)


class Refused(Exception):
    """A well-formed move that may not be made now; the reason, its places filled, may be shown to the mover."""

    def __init__(self, reason: str, /, **values: object) -> None:
        self.reason = Phrase(reason, **values) if values else reason
        super().__init__(self.reason)


NOT_HERE = "Nothing by that name stands here. Look at the page again and choose from what it shows."


class Absent(Refused):
    """What was named is not there for this seat: one answer for what does not exist and what is not its own."""

    def __init__(self, reason: str = NOT_HERE) -> None:
        super().__init__(reason)

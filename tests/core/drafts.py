"""Random drafts for property tests: a plain model of a text, and many ways to write the same one down."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from hypothesis import strategies as st

PARTIES = ("Tarn", "Vell", "G")
WORDS = (
    *(
        "the",
        "boats",
        "return",
        "by",
        "noon",
        "30",
        "12:1",
        "07:00",
        "l’île",
        "é",
        "quai",
        "#",
        "Tarn:",
        "Foo:",
    ),
    *("سفن", "٣٠", "يومًا", "a[b", "c]d", "e{f", "g}h", "i|j", "k\\l", "(x)", "—", "نهر،", "day-12", "…x"),
)
PLAIN = tuple(word for word in WORDS if word.isalpha())
NUMBERS = ("", "", "", "1.", "2.3", "12a.", "(a)", "(iv)", "٤.", "-", "•", "7. bis", "(b) ter")
HEADED = ("", "1", "Article 2.", "المادة ٣:", "4 bis", "Art. 5")
Run = tuple["str | Note | Choice", ...]


@dataclass(frozen=True)
class Note:
    words: str


@dataclass(frozen=True)
class Choice:
    """A bracket: options are runs; `tied` is the key of another bracket, 0 for none."""

    options: tuple[Run, ...]
    key: int
    tied: int = 0


@dataclass(frozen=True)
class Para:
    number: str
    depth: int
    run: Run
    rows: tuple[tuple[Run, ...], ...] = ()


@dataclass(frozen=True)
class Whole:
    options: tuple[tuple["Para | Whole", ...], ...]
    key: int


@dataclass(frozen=True)
class Part:
    number: str
    heading: Run
    annex: bool
    items: tuple[Para | Whole, ...]


@dataclass(frozen=True)
class Draft:
    title: Run
    parties: tuple[str, ...]
    language: str
    preamble: tuple[Para | Whole, ...]
    parts: tuple[Part, ...]


class Maker:
    """Makes a draft out of chance; brackets that always arise may be followed by later ones."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.keys = 0
        self.targets: list[tuple[int, int]] = []
        self.whole = 0

    def key(self) -> int:
        self.keys += 1
        return self.keys

    def words(self, most: int = 4) -> Run:
        return tuple(self.chance.choice(WORDS) for _ in range(self.chance.randint(1, most)))

    def choice(self, deep: int) -> Choice:
        chance, key = self.chance, self.key()
        if chance.random() < 0.12:
            return Choice((), key)
        if self.targets and chance.random() < 0.25:
            tied, count = chance.choice(self.targets)
            return Choice(tuple(chance.choice(((), self.words(2))) for _ in range(count)), key, tied)
        count = chance.choice((2, 2, 2, 3))
        options = [(*self.run(deep + 1), PLAIN[at]) for at in range(count)]
        if chance.random() < 0.3:
            options[chance.choice((0, -1))] = ()
        if not deep and not self.whole:
            self.targets.append((key, count))
        return Choice(tuple(options), key)

    def run(self, deep: int = 0) -> Run:
        chance = self.chance
        found: list[str | Note | Choice] = list(self.words())
        if deep < 3 and chance.random() < (0.6, 0.35, 0.2)[deep]:
            found.insert(chance.randint(0, len(found)), self.choice(deep))
        if chance.random() < 0.08:
            found.insert(chance.randint(0, len(found)), Note(" ".join(self.words(2))))
        return tuple(found)

    def items(self, deep: int = 0) -> tuple[Para | Whole, ...]:
        found: list[Para | Whole] = []
        depth = 0
        for _ in range(self.chance.randint(0 if not deep else 1, 3)):
            kind = self.chance.random()
            if kind < 0.12 and deep < 2:
                found.append(self.block(deep))
            elif kind < 0.2 and not deep:
                rows = tuple(tuple(self.run(1) for _ in range(2)) for _ in range(2))
                found.append(Para("", 0, (), rows))
            else:
                run = (self.choice(0),) if self.chance.random() < 0.1 else self.run()
                found.append(Para(self.chance.choice(NUMBERS), depth, run))
                depth = self.chance.randint(0, depth + 1)
                continue
            depth = 0
        return tuple(found)

    def block(self, deep: int) -> Whole:
        key = self.key()
        self.whole += 1
        options = [self.items(deep + 1) for _ in range(self.chance.choice((2, 2, 3)))]
        self.whole -= 1
        options = [(*each, Para("", 0, (PLAIN[at], PLAIN[at]))) for at, each in enumerate(options)]
        if self.chance.random() < 0.3:
            options[-1] = ()
        return Whole(tuple(options), key)

    def draft(self) -> Draft:
        title = (*self.run(1), "word")
        parties = PARTIES if self.chance.random() < 0.7 else ()
        language = self.chance.choice(("", "en", "ar", "fr-CA"))
        return Draft(title, parties, language, self.items(), tuple(self.parts()))

    def parts(self) -> Iterator[Part]:
        for _ in range(self.chance.randint(0, 2)):
            annex = self.chance.random() < 0.2
            yield Part(self.chance.choice(HEADED), self.run(2), annex, self.items())


drafts = st.randoms(use_true_random=False).map(lambda chance: Maker(chance).draft())


@dataclass
class Style:
    """How a draft is written down: none of it is fingerprinted."""

    chance: Random
    wraps: bool = True
    names: bool = True
    labels: bool = True
    end: str = "\n"
    mark: str = ""
    named: int = 0


def styles(**fixed: object) -> st.SearchStrategy[Style]:
    made = st.builds(
        Style,
        chance=st.randoms(use_true_random=False),
        wraps=st.booleans(),
        names=st.booleans(),
        labels=st.booleans(),
        end=st.sampled_from(("\n", "\r\n", "\r")),
        mark=st.sampled_from(("", "\ufeff")),
    )
    return made.map(lambda style: replace(style, **fixed))


def written(made: Draft, style: Style) -> str:
    """Return a file that holds the draft."""
    return style.mark + style.end.join(_Pen(made, style).lines())


class _Pen:
    """Writes one draft in one style."""

    def __init__(self, made: Draft, style: Style) -> None:
        self.made, self.style, self.chance = made, style, style.chance
        self.step = self.chance.choice(("  ", "   ", "    ", "\u00a0 ")) if style.wraps else "  "
        self.tied_to = {one.tied for one in choices(made)}

    def lines(self) -> Iterator[str]:
        yield "# " + self.run(self.made.title, "")
        header = []
        if self.made.parties:
            header.append("Parties: " + self.chance.choice((", ", "، ", ",")).join(self.made.parties))
        if self.made.language:
            header.append(f"Language: {self.made.language}")
        self.chance.shuffle(header)
        yield from header
        yield from self.items(self.made.preamble)
        for part in self.made.parts:
            annex = " {.annex}" if part.annex else ""
            words = self.head(part.number, self.run(part.heading, ""), part.heading)
            yield from ("", f"## {words}{annex}{self.name()}")
            yield from self.items(part.items)

    def items(self, items: tuple[Para | Whole, ...]) -> Iterator[str]:
        for item in items:
            yield self.chance.choice(("", " ")) if self.style.wraps else ""
            if isinstance(item, Whole):
                opening = "["
                for option in item.options:
                    yield opening + self.label(after="")
                    yield from self.items(option)
                    opening = "|"
                yield "]" + (f"{{#p{item.key}}}" if self.style.names else "")
                continue
            indent = self.step * item.depth
            if item.rows:
                rows = ["| " + " | ".join(self.run(cell, "") for cell in row) + " |" for row in item.rows]
                rows[1:1] = ["|---|:--:|"] if self.chance.random() < 0.5 else []
                yield from (indent + row for row in rows[:-1])
                yield indent + rows[-1] + self.name()
                continue
            words = self.head(item.number, self.run(item.run, "\n"), item.run)
            for line in (indent + words + self.name()).split("\n"):
                yield line + (self.chance.choice(("", " ", "\u00a0")) if self.style.wraps else "")

    def head(self, number: str, words: str, run: Run) -> str:
        """A backslash where the words alone would be read as a number or heading."""
        mark = run[0] == "#" or (run[0] == "(x)" and len(run) > 1)
        escape = "\\" if mark and not number else ""
        return f"{number}{self.blank('')}{words}" if number else escape + words

    def blank(self, wrap: str) -> str:
        if not self.style.wraps:
            return " "
        return self.chance.choice((" ", "  ", "\u00a0", "\u202f ", *([wrap + "   "] if wrap else [])))

    def run(self, run: Run, wrap: str) -> str:
        found = ""
        for at, one in enumerate(run):
            word = self.one(one, wrap)
            breaks = wrap if isinstance(one, str) and one in PLAIN else ""
            found += word if not at else self.blank(breaks) + word
        return found

    def one(self, one: "str | Note | Choice", wrap: str) -> str:
        if isinstance(one, str):
            return "".join("\\" + each if each in "[]{}|\\" else each for each in one).replace(
                "Tarn:", "Tarn\\:"
            )
        if isinstance(one, Note):
            return "{note: " + self.one(one.words, "") + "}"
        if not one.options:
            return self.chance.choice(("[…]", "[...]", "[ ]", "[__]")) + self.choice_names(one)
        options = [self.label(after=" ") + self.run(option, wrap) for option in one.options]
        if (
            len(options) == 2
            and one.options[0]
            and not one.options[1]
            and not options[1]
            and self.chance.random() < 0.5
        ):
            return f"[{options[0]}]" + self.choice_names(one)
        pad = self.chance.choice(("", " ")) if self.style.wraps else ""
        return f"[{pad}{' | '.join(options)}{pad}]" + self.choice_names(one)

    def choice_names(self, one: Choice) -> str:
        name = f"{{#p{one.key}}}" if self.style.names or one.key in self.tied_to else ""
        return name + (f"{{=p{one.tied}}}" if one.tied else "")

    def name(self) -> str:
        if not self.style.names:
            return ""
        self.style.named += 1
        return f" {{#n{self.style.named}-بند}}"

    def label(self, *, after: str) -> str:
        if not self.style.labels or not self.made.parties or self.chance.random() < 0.5:
            return ""
        first, last = self.made.parties[0], self.made.parties[-1]
        both = f"{last}،  {first}" if first != last else first
        return " " + self.chance.choice((first, last, both)) + ":" + after


def choices(made: Draft) -> Iterator[Choice]:
    """Return every bracket of a draft, in order."""
    yield from _choices(made.title)
    yield from _inside(made.preamble)
    for part in made.parts:
        yield from _choices(part.heading)
        yield from _inside(part.items)


def _inside(items: tuple[Para | Whole, ...]) -> Iterator[Choice]:
    for item in items:
        for option in item.options if isinstance(item, Whole) else ():
            yield from _inside(option)
        if isinstance(item, Para):
            for run in (item.run, *(cell for row in item.rows for cell in row)):
                yield from _choices(run)


def _choices(run: Run) -> Iterator[Choice]:
    for one in run:
        if isinstance(one, Choice):
            yield one
            for option in one.options:
                yield from _choices(option)

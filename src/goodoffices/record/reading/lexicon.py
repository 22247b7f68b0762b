"""The words the reader knows: verbs and nouns that carry a statement, and the closed classes of English."""

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

_FOLDER = "words"
_VOWELS = "aeiou"


@dataclass(frozen=True)
class Cue:
    """A verb or noun that puts words in somebody's mouth.

    `frames` are the letters explained in `words/cues.txt`; `preps` the prepositions after which its words come;
    `rest` the further words of a cue of several words.
    """

    lemma: str
    kind: str
    frames: str
    preps: frozenset[str] = frozenset()
    rest: tuple[str, ...] = ()


@dataclass(frozen=True)
class Lexicon:
    """Every known form, by lower case: closed classes, cue verbs with their forms, cue nouns, other verbs."""

    tags: dict[str, str]
    cues: dict[str, tuple[tuple[Cue, str], ...]] = field(repr=False)
    nouns: dict[str, str] = field(repr=False)
    verbs: dict[str, str] = field(repr=False)


def _lines(name: str) -> list[str]:
    text = files(__package__).joinpath(_FOLDER, name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ied"
    return lemma + "ed"


def _gerund(lemma: str) -> str:
    if lemma.endswith("e") and not lemma.endswith("ee"):
        return lemma[:-1] + "ing"
    return lemma + "ing"


def plural(noun: str) -> str:
    """Return the plural of a regular noun."""
    return _third(noun) if not noun.endswith("o") else noun + "s"


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    return {line.split()[0]: tuple(line.split()) for line in _lines("irregular.txt")}


def forms(lemma: str) -> tuple[tuple[str, str], ...]:
    """Return the forms of a verb with what each may be: b base, s third person, d past, n participle, g gerund."""
    base, third, past, participle, gerund = _irregular().get(
        lemma, (lemma, _third(lemma), _past(lemma), _past(lemma), _gerund(lemma))
    )
    found = {base: "b", third: "s", gerund: "g"}
    found[past] = found.get(past, "") + "d"
    found[participle] = found.get(participle, "") + "n"
    if lemma == "signal":
        found |= {"signaled": "dn", "signaling": "g"}
    return tuple(found.items())


def _cue(kind: str, entry: str) -> Cue:
    words, _, frames = entry.partition("/")
    frames, *preps = frames.split("+")
    lemma, *rest = words.split("_")
    return Cue(lemma, kind, frames, frozenset(preps), tuple(rest))


def _cues() -> dict[str, tuple[tuple[Cue, str], ...]]:
    found: dict[str, list[tuple[Cue, str]]] = {}
    for line in _lines("cues.txt"):
        kind, _, entries = line.partition(":")
        for entry in entries.split():
            cue = _cue(kind, entry)
            for form, how in forms(cue.lemma):
                found.setdefault(form, []).append((cue, how))
    return {form: tuple(sorted(entries, key=lambda e: -len(e[0].rest))) for form, entries in found.items()}


def _nouns() -> dict[str, str]:
    found = {}
    for line in _lines("nouns.txt"):
        kind, _, entries = line.partition(":")
        for noun in entries.split():
            found[noun] = found[plural(noun)] = kind
    return found


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in _lines("groups.txt"):
        name, _, words = line.partition(": ")
        found[name] = (*found.get(name, ()), *words.split())
    return found


def ordered(name: str) -> tuple[str, ...]:
    """Return a group of `words/groups.txt` in its order."""
    return _groups()[name]


def word_group(name: str) -> frozenset[str]:
    """Return a group of `words/groups.txt`."""
    return frozenset(_groups()[name])


@cache
def lexicon() -> Lexicon:
    """Return the words, read once."""
    tags: dict[str, str] = {}
    for line in _lines("function.txt"):
        tag, *words = line.split()
        for word in words:
            tags[word] = tag
            tags.setdefault(word.replace("'", "’"), tag)
    tags["that"] = "t"
    cues = _cues()
    verbs = {form: how for lemma in " ".join(_lines("verbs.txt")).split() for form, how in forms(lemma)}
    return Lexicon(tags, cues, _nouns(), verbs)

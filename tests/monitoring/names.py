"""Two lists of invented persons with known noise; shares no code, table or rule with what reconciles them."""

import csv
import io
import random
from dataclasses import dataclass, field

ONSETS = [
    "b",
    "d",
    "f",
    "g",
    "h",
    "j",
    "k",
    "kh",
    "l",
    "m",
    "n",
    "q",
    "r",
    "s",
    "sh",
    "t",
    "th",
    "w",
    "y",
    "z",
    "v",
    "p",
    "ch",
    "zh",
]
VOWELS = ["a", "e", "i", "o", "u", "aa", "ee", "ou"]
CODAS = ["", "", "n", "r", "l", "m", "d", "s", "k", "b", "t", "f", "sh"]
PLACES = 120
SPELLINGS = [
    ("ou", "u"), ("ou", "oo"), ("u", "o"), ("i", "e"), ("ee", "i"), ("aa", "a"), ("q", "k"), ("kh", "h"),
    ("j", "dj"), ("j", "zh"), ("sh", "ch"), ("w", "v"), ("w", "ou"), ("y", "i"), ("th", "t"), ("z", "s"),
    ("ph", "f"), ("k", "c"), ("a", "e"), ("v", "w"), ("zh", "j"), ("ch", "tch"), ("d", "dd"), ("m", "mm"),
]  # fmt: skip
CYRILLIC = [
    ("shch", "щ"), ("zh", "ж"), ("kh", "х"), ("ch", "ч"), ("sh", "ш"), ("th", "т"), ("ou", "у"), ("ee", "и"),
    ("aa", "а"), ("a", "а"), ("b", "б"), ("c", "к"), ("d", "д"), ("e", "е"), ("f", "ф"), ("g", "г"), ("h", "х"),
    ("i", "и"), ("j", "дж"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("q", "к"),
    ("r", "р"), ("s", "с"), ("t", "т"), ("u", "у"), ("v", "в"), ("w", "в"), ("y", "й"), ("z", "з"),
]  # fmt: skip
ARABIC = [
    ("kh", "خ"), ("sh", "ش"), ("th", "ث"), ("zh", "ج"), ("ch", "ش"), ("ou", "و"), ("ee", "ي"), ("aa", "ا"),
    ("a", ""), ("e", ""), ("i", "ي"), ("o", "و"), ("u", "و"), ("b", "ب"), ("d", "د"), ("f", "ف"), ("g", "ج"),
    ("h", "ه"), ("j", "ج"), ("k", "ك"), ("c", "ك"), ("l", "ل"), ("m", "م"), ("n", "ن"), ("p", "ب"), ("q", "ق"),
    ("r", "ر"), ("s", "س"), ("t", "ت"), ("v", "ف"), ("w", "و"), ("y", "ي"), ("z", "ز"),
]  # fmt: skip


@dataclass
class Lists:
    """Two lists as CSV, and what is true of them: which entries are one person, and what became of whom."""

    first: bytes
    second: bytes
    same: dict
    inside: list
    status: dict = field(default_factory=dict)


def word(chance, syllables):
    return "".join(
        chance.choice(ONSETS) + chance.choice(VOWELS) + chance.choice(CODAS) for _ in range(syllables)
    )


def inventory(chance, size, syllables):
    return list(dict.fromkeys(word(chance, chance.choice(syllables)) for _ in range(size)))


def often(chance, names):
    """Common names are common: the first of 400 is borne by one in fifteen."""
    return names[int(len(names) * chance.random() ** 2.2)]


def respelled(chance, name):
    """One name in another hand: a spelling or two changed, a slip of the pen, sometimes another script."""
    for _ in range(chance.choice([0, 1, 1, 2])):
        old, new = chance.choice(SPELLINGS)
        name = (
            name.replace(old, new, 1)
            if chance.random() < 0.5
            else name.replace(new, old, 1)
            if new in name
            else name
        )
    if chance.random() < 0.06 and len(name) > 4:
        at = chance.randrange(1, len(name) - 1)
        name = chance.choice(
            [
                name[:at] + name[at + 1 :],
                name[:at] + name[at + 1] + name[at] + name[at + 2 :],
                name[:at] + name[at] + name[at:],
            ]
        )
    return name


def in_script(name, table):
    for old, new in table:
        name = name.replace(old, new)
    return name


@dataclass
class Somebody:
    given: str
    father: str
    family: str
    born: str
    place: str


def written(chance, person, *, noise=1.0):
    """How somebody stands in a list: respelled, in another order, with things missing or wrong."""
    parts = [
        respelled(chance, part) if chance.random() < noise else part
        for part in (person.given, person.father, person.family)
    ]
    if chance.random() < 0.25 * noise:
        parts.pop(1)
    if chance.random() < 0.10 * noise:
        parts = [parts[-1], *parts[:-1]]
    if chance.random() < 0.15 * noise:
        parts[-1] = chance.choice(["al-", "el ", "Al "]) + parts[-1]
    name = " ".join(part if part.startswith(("al", "el", "Al")) else part.capitalize() for part in parts)
    script = chance.random()
    if script < 0.10 * noise:
        name = in_script(
            name.lower().replace("al-", "").replace("el ", "").replace("al ", ""),
            chance.choice([CYRILLIC, ARABIC]),
        )
    return name, born(chance, person.born, noise), person.place if chance.random() > 0.2 * noise else ""


def born(chance, date, noise):
    draw = chance.random()
    if draw < 0.08 * noise:
        return ""
    if draw < 0.35 * noise:
        return date[:4]
    if draw < 0.40 * noise:
        return str(int(date[:4]) + chance.choice([-1, 1]))
    return date


def lists(seed, size=8_000, share=0.10, full_dates=0.6):
    """Two lists of about `size` entries; `share` duplicate, dead, missing each, and some not held or with others."""
    chance = random.Random(seed)
    given, family = inventory(chance, 400, [1, 2, 2, 3]), inventory(chance, 2_500, [2, 3])
    places = inventory(chance, PLACES, [2, 3])
    people = [
        Somebody(
            often(chance, given), often(chance, given), chance.choice(family),
            f"{chance.randint(1960, 2004)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
            if chance.random() < full_dates else str(chance.randint(1960, 2004)),
            chance.choice(places),
        )
        for _ in range(round(size / (1 + share)))
    ]  # fmt: skip
    made = Lists(b"", b"", {}, [])
    first, second = [], []
    for number, person in enumerate(people):
        ref = f"F{number:05d}"
        first.append([ref, *written(chance, person, noise=0.3), ""])
        status = chance.choices(
            ["held", "dead", "missing", "not held", "third"], [1 - 2 * share - 0.06, share, share, 0.04, 0.02]
        )[0]
        made.status[ref] = {"held": "confirmed"}.get(status, status)
        if status != "missing":
            other = f"S{number:05d}"
            second.append([other, *written(chance, person), status])
            made.same[ref] = other
            if chance.random() < share:
                second.append([other + "b", *written(chance, person), status])
                made.inside.append((other, other + "b"))
        if chance.random() < share:
            first.append([ref + "b", *written(chance, person), ""])
            made.inside.append((ref, ref + "b"))
    for number in range(round(size * 0.05)):
        stranger = Somebody(
            often(chance, given),
            often(chance, given),
            chance.choice(family),
            str(chance.randint(1960, 2004)),
            chance.choice(places),
        )
        second.append([f"S9{number:05d}", *written(chance, stranger), "held"])
    chance.shuffle(first)
    chance.shuffle(second)
    made.first, made.second = as_csv(first), as_csv(second)
    return made


def as_csv(rows):
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["id", "name", "born", "place", "status"])
    writer.writerows(rows)
    return out.getvalue().encode()


def quality(made, found):
    """Precision and recall of what was decided alone, and how much was left to a person."""
    truth = set(made.same.items())
    root = {ref: line.person for line in found.lines for ref in (*line.first, *line.second)}
    told = {
        (a, b) for line in found.lines for a in line.first for b in line.second
        if not a.endswith("b") and not b.endswith("b")
    }  # fmt: skip
    joined = {
        (a, b)
        for line in found.lines
        for refs in (line.first, line.second)
        for a in refs
        for b in refs
        if a < b
    }
    asked = {frozenset((one.a, one.b)) for one in found.questions}
    return {
        "precision": len(told & truth) / max(len(told), 1),
        "recall": len(told & truth) / max(len(truth), 1),
        "recall with questions": sum(root[a] == root[b] or frozenset((a, b)) in asked for a, b in truth)
        / len(truth),
        "duplicates precision": len(joined & set(made.inside)) / max(len(joined), 1),
        "duplicates recall": len(joined & set(made.inside)) / max(len(made.inside), 1),
        "questions": len(found.questions),
        "status right": sum(
            made.status[line.first[0].removesuffix("b")] == line.status for line in found.lines if line.first
        )
        / sum(bool(line.first) for line in found.lines),
        "status wrong and not asked": sum(
            made.status[line.first[0].removesuffix("b")] != line.status and line.status != "to be seen"
            for line in found.lines
            if line.first
        ),
    }

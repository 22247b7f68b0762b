"""S8: sealed questions: the right word comes out, what is kept meanwhile tells nothing, and afterwards nothing is left."""

import contextlib
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.soak import Trial
from tests.soaks import sites

TITLE = "sealed questions to two to nine: the word, what boxes tell of answers, what is left after closing, on SQLite"
TIMES = 200
CASES = 10
NEVER = ("wrong", "left", "other length")
CLOSES = 1_900_000_000


@contextlib.contextmanager
def trials(url: str = "") -> Iterator[Trial]:
    """Ten questions each: answered, changed, answered again or not at all, closed; then looked for on the disk."""
    with sites.site(url) as data:
        lane = _lane()

        def trial(number: int) -> Mapping[str, int]:
            chance, counts, secrets_ = random.Random(number), Counter[str](), list[bytes]()
            for _ in range(CASES):
                counts += _case(chance, lane, secrets_)
            counts["left"] += _left(data, secrets_)
            return counts

        yield trial


def _lane() -> str:
    talks = sites.house()
    return str(talks.lane(talks.mediator, "table"))


def _case(chance: random.Random, lane: str, kept: list[bytes]) -> Counter[str]:
    """Put one question, and compare the word with what everybody last said."""
    from goodoffices.core import sealed
    from goodoffices.web import writer
    from goodoffices.web.talks import store

    asked, said = chance.randrange(2, 10), {}
    public, private = pair = store.fresh_question()
    with writer.turn("", [lane]):
        store.open_question(pair, lane, "yes", CLOSES, asked)
        for name in range(asked):
            store.take_part(public, str(name))
    yes, all_yes = sealed.answer(public, "yes"), chance.random() < 0.5
    kept += [private, yes]
    for _ in range(chance.randrange(2 * asked)):
        said[chance.randrange(asked)] = all_yes or chance.random() < 0.5
    if all_yes and chance.random() < 0.7:
        said = dict.fromkeys(range(asked), True)
    with writer.turn(""):
        for name, answer in said.items():
            store.put_answer(public, str(name), yes if answer else None, CLOSES - 1)
    counts = _looked_at(public, said)
    with writer.turn("", [lane]):
        ((_, word),) = store.close_questions(lane, CLOSES)
    expected = "all" if len(said) == asked and all(said.values()) else "not all"
    return counts + Counter({"cases": 1, expected: 1, "wrong": int(word != expected)})


def _looked_at(public: str, said: Mapping[int, bool]) -> Counter[str]:
    """What somebody learns who has the boxes and not the private half: guess by every bit of each box."""
    from goodoffices.web.talks.models import BallotRow

    counts = Counter[str]()
    for row in BallotRow.objects.filter(question=public):
        box = bytes(row.box)
        counts["other length"] += len(box) != 80
        which = "yes" if said.get(int(row.delegation)) else "else"
        counts[f"{which} boxes"] += 1
        bits = int.from_bytes(box, "big")
        counts.update({f"{which} bit {at}": 1 for at in range(640) if bits >> at & 1})
    return counts


def _left(data: Path, kept: list[bytes]) -> int:
    """Look for every private half and every yes in all files; the rows and key files must be gone."""
    from django.conf import settings

    from goodoffices.web.talks.models import BallotRow, QuestionRow

    files = [path.read_bytes() for path in data.rglob("*") if path.is_file()]
    found = sum(one in file or one.hex().encode() in file for one in kept for file in files)
    keys = list((Path(settings.OPERATOR_KEY_FILE).parent / "questions").glob("*"))
    return found + len(keys) + BallotRow.objects.count() + QuestionRow.objects.count()


def apart(counts: Mapping[str, int]) -> tuple[float, int]:
    """Return by how many standard errors the most telling bit of boxes lies apart between yes and all else."""
    yes, other = counts["yes boxes"], counts["else boxes"]
    if not yes or not other:
        return 0.0, 0

    def far(at: int) -> float:
        a, b = counts.get(f"yes bit {at}", 0) / yes, counts.get(f"else bit {at}", 0) / other
        middle = (a * yes + b * other) / (yes + other)
        error = (middle * (1 - middle) * (1 / yes + 1 / other)) ** 0.5
        return abs(a - b) / error if error else 0.0

    return max((far(at), at) for at in range(640))


def verdict(counts: Mapping[str, int]) -> dict[str, float]:
    """Chance alone goes beyond five standard errors in one run of two thousand."""
    far, at = apart(counts)
    return {f"bit {at} tells": round(far, 1)} if far > 5 else {}


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found."""
    far, _ = apart(counts)
    return (
        f"{counts['cases']:,} questions ({counts['all']} all, {counts['not all']} not all): {counts['wrong']} wrong words,"
        f" {counts['other length']} boxes of another length; of {counts['yes boxes']:,} boxes that held a yes and"
        f" {counts['else boxes']:,} that did not no bit tells them apart by more than {far:.1f} standard errors of 640 looked at;"
        f" {counts['left']} keys, answers or rows found after closing"
    )

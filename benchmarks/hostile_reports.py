"""Reading text made to be slow: `python -m benchmarks.hostile_reports [CHARACTERS]` (60,000).

Each seed is repeated to n and to 2n characters, and read with `read` and `hints`. Linear reading takes twice as long; a ratio
above 3.5 in processor time (best of two, and at least a tenth of a second) is told and ends with exit 1.
"""

import sys
import time

from goodoffices.record.reading.reading import read
from goodoffices.record.reading.talks import hints

SEEDS = [
    "a", '"', "'", "said ", "'a ", "the ", "1 ", "January ", ", ", "( ", "he said that ", "May 3, ", "more than ", "“a” ", "A, ",
    '"a," he said. ', "said, ", ".", "U.", "a-", "a.", "\n", "a\n", "  ", "$", "1,", "12/", "between 1 and 2 ", "Monday ", "of ",
    "who, ", "he, who, ", "according to ", "in a statement ", "é", "demand for ", "—", "1-", "one hundred ", "to ", "that ", "and ",
    "said and ", '"x ', "“x ", "” ", "‘x ", "x’ ", "early in the ", "late ", "told him ", "by ", "was said by ", "2031-", "(a", "a) ",
    "[1] ", " in", "of the in ", "A of A ", "Aa Bb and ", "Aa Bb, while ", "talks between A and ", "Aa's headquarters in ", "the threat of an ",
    "deadline ", "deal May 3 ", '"1,200 were killed," he said on May 3. ', "40 boats, said Ann on Monday. ",
    "Aa delegation ", "which, along with Aa, has tried to mediate ", "Aa refused to meet Bb ", "a a a a a's leaders in ",
]  # fmt: skip


def seconds(text: str) -> float:
    best = float("inf")
    for _ in range(2):
        began = time.process_time()
        hints(text, read(text))
        best = min(best, time.process_time() - began)
    return best


def main() -> int:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 60_000
    slow = []
    for seed in SEEDS:
        once, twice = (seconds((seed * (n // len(seed) + 1))[:n]) for n in (size, 2 * size))
        ratio = twice / max(once, 0.001)
        told = ratio > 3.5 and twice > 0.1
        slow += [seed] if told else []
        print(f"{seed!r:50} {once:8.3f} {twice:8.3f}   x {ratio:.1f}{'  SLOW' if told else ''}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())

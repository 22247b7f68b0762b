"""R4 on SQLite: whichever file call of a commit fails, or is the last one made, the record stays sound."""

import contextlib
from collections import Counter
from collections.abc import Iterator, Mapping

from tests.soak import Trial
from tests.soaks import r3, sites, tracing, writing

TITLE = "each file call of one act failing (EIO, ENOSPC) or being the last (KILL) leaves a sound record, on SQLite"
TIMES = 1
NEVER = ("lost", "torn", "doubled", "faults", "missed")
NAMES = ("openat", "pread64", "pwrite64", "fsync", "fdatasync", "unlink", "ftruncate", "fcntl", "close")
TRACE = f"trace={','.join((*NAMES, 'write'))}"
FULL_DISK = {"openat", "pwrite64", "ftruncate", "fsync", "fdatasync"}


@contextlib.contextmanager
def trials() -> Iterator[Trial]:
    """List the file calls of one act, then make the act once for each call and each way it can go wrong."""
    with sites.site() as data:
        talks = sites.house()
        lanes = [talks.lane(talks.tarn, "room"), talks.lane(talks.tarn, "channel")]
        ledger = writing.Ledger(lanes)

        def watch(*more: str) -> tuple[list[str], list[tracing.Call]]:
            child = sites.Child(r3.acting(lanes, 1, r3.set_by([])))
            child.line()
            with tracing.watched([child.pid], "-e", TRACE, *more) as log:
                child.tell("go")
                told = child.rest()
                return told, list(tracing.calls(log))

        def trial(_: int) -> Mapping[str, int]:
            told, calls = watch()
            counts = ledger.check(told)
            for name, at in within(calls, str(data)):
                for harm in harms(name):
                    told, seen = watch("-e", f"inject={name}:{harm}:when={at}")
                    counts += Counter(cases=1, missed=not _harmed(seen, harm)) + ledger.check(told)
            counts["faults"] += writing.final(ledger)
            return counts

        yield trial


def within(calls: list[tracing.Call], folder: str) -> Iterator[tuple[str, int]]:
    """The calls on files of the site, each with how many of its name there were up to it."""
    nth: Counter[str] = Counter()
    for call in calls:
        nth[call.name] += 1
        if call.name in NAMES and call.path.startswith(folder):
            yield call.name, nth[call.name]


def harms(name: str) -> list[str]:
    return ["error=EIO", "signal=SIGKILL", *(["error=ENOSPC"] if name in FULL_DISK else [])]


def _harmed(seen: list[tracing.Call], harm: str) -> bool:
    if "KILL" in harm:
        return not any('"ack ' in call.line for call in seen) or any("KILL" in call.line for call in seen)
    return any("INJECTED" in call.line for call in seen)


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found."""
    return (
        f"{counts['cases']} cases, {counts['acks']} acknowledged acts: {counts['lost']} lost, {counts['torn']} torn,"
        f" {counts['doubled']} doubled by a retry, {counts['faults']} chain or file faults, {counts['missed']} cases"
        f" where nothing was harmed; {counts['unacknowledged']} kept though unacknowledged and known when sent again"
    )

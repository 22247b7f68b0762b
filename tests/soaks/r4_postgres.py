"""R4 on PostgreSQL: whichever file call of the server's own process fails, or is its last, the record stays sound."""

import contextlib
import os
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests import postgres
from tests.soak import Trial
from tests.soaks import r3, r4, sites, tracing, writing

TITLE = "each file call of the PostgreSQL process that serves one act failing (EIO, ENOSPC) or being its last (KILL)"
TIMES = 1
NEVER = r4.NEVER
MOST = 60
NAMES = tuple(os.environ.get("CALLS", ",".join(r4.NAMES)).split(","))
SURE = {"pwrite64", "fdatasync", "openat"}
TRACE = f"trace={','.join((*r4.NAMES, 'write'))}"


@contextlib.contextmanager
def trials() -> Iterator[Trial]:
    """Make an act once for each file call of the process that serves it, and for each harm to that call."""
    with postgres.cluster() as cluster, sites.site(cluster.make("soak")):
        talks = sites.house()
        lanes = [talks.lane(talks.tarn, "room"), talks.lane(talks.tarn, "channel")]
        ledger = writing.Ledger(lanes)

        def watch(*more: str) -> tuple[list[str], str]:
            before = set(cluster.children())
            child = sites.Child(r3.acting(lanes, 1, r3.set_by([])))
            child.line()
            serving = [pid for pid in cluster.children() if pid not in before]
            with tracing.watched(serving, "-e", TRACE, *more) as log:
                child.tell("go")
                told = child.rest()
                words = _whole(log)
            _again(cluster)
            return told, words

        def trial(_: int) -> Mapping[str, int]:
            counts = ledger.check(watch()[0])
            for name in NAMES:
                for harm in r4.harms(name):
                    counts += until_unharmed(name, harm)
            counts["missed"] += sum(not counts[f"harmed {name}"] for name in SURE.intersection(NAMES))
            counts["faults"] += writing.final(ledger)
            return counts

        def until_unharmed(name: str, harm: str) -> Counter[str]:
            """Harm the first such call, the second, and so on, until an act has no so many: they vary from act to act."""
            counts: Counter[str] = Counter()
            for at in range(1, MOST):
                told, words = watch("-e", f"inject={name}:{harm}:when={at}")
                counts += ledger.check(told)
                if not _harmed(words):
                    break
                counts += {"cases": 1, f"harmed {name}": 1}
            return counts

        yield trial


def _whole(log: Path) -> str:
    """Return what was seen, once the serving process has ended: with its client, or by the harm."""
    for _ in range(200):
        if "+++" in (words := log.read_text(errors="replace")):
            return words
        time.sleep(0.05)
    raise RuntimeError("the serving process does not end")


def _again(cluster: postgres.Cluster) -> None:
    """Wait until the server answers, which recovers by itself or must be started anew."""
    assert cluster.process
    for _ in range(600):
        if cluster.process.poll() is not None:
            cluster.start()
        if cluster.run("pg_isready", "-q", "-h", "127.0.0.1", "-p", str(cluster.port), check=False) == 0:
            return
        time.sleep(0.05)
    raise RuntimeError("PostgreSQL does not come back")


def _harmed(log: str) -> bool:
    return "INJECTED" in log or "killed by SIGKILL" in log


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found."""
    return r4.sentence(counts)

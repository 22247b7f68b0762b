"""Watching a process's file calls, and reading what was seen."""

import contextlib
import ctypes
import re
import subprocess
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

FILE_CALLS = "openat,pwrite64,write,fsync,fdatasync,unlink,ftruncate,fallocate"
_BEGUN = re.compile(r"(\d+) +(\w+)\((.*)")
_RESUMED = re.compile(r"(\d+) +<\.\.\. (\w+) resumed>(.*)")
_PLACE = re.compile(r'^(?:AT_FDCWD(?:<[^>]*>)?, )?(?:\d+<([^>]*)>|"([^"]*)")')
_ANYBODY = -1
_PR_SET_PTRACER = 0x59616D61


@dataclass(frozen=True)
class Call:
    """One file call: by whom, its name, the path it touched, all of its line, and whether it is over."""

    pid: int
    name: str
    path: str
    line: str
    over: bool


def allow() -> None:
    """Let any process of this person watch this one."""
    ctypes.CDLL(None).prctl(_PR_SET_PTRACER, ctypes.c_ulong(_ANYBODY & 2**64 - 1), 0, 0, 0)


@contextlib.contextmanager
def watched(pids: Iterable[int], *more: str) -> Iterator[Path]:
    """Watch these processes; the file named holds what was seen."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "strace"
        asked = list(pids)
        who = [word for pid in asked for word in ("-p", str(pid))]
        calls = [] if any("trace=" in word for word in more) else ["-e", f"trace={FILE_CALLS}"]
        strace = subprocess.Popen(
            ["strace", "-f", "-y", "-s", "80", "-o", str(log), *calls, *more, *who], stderr=subprocess.DEVNULL
        )
        try:
            for pid in asked:
                _attached(pid, strace)
            yield log
        finally:
            strace.terminate()
            strace.wait()


def _attached(pid: int, strace: "subprocess.Popen[bytes]") -> None:
    for _ in range(2000):
        try:
            status = Path(f"/proc/{pid}/status").read_text()
        except FileNotFoundError:  # a worker of the server's that ended by itself in between
            return
        if "\nTracerPid:\t0\n" not in status:
            return
        if strace.poll() is not None:
            break
        time.sleep(0.005)
    raise RuntimeError("strace could not watch the process")


def calls(log: Path) -> Iterator[Call]:
    """Return the calls in the order they were seen; one that waited stands twice, begun and over."""
    begun: dict[str, Call] = {}
    for line in log.read_text(errors="replace").splitlines():
        if found := _BEGUN.match(line):
            pid, name, rest = found.groups()
            call = Call(int(pid), name, _path(rest), line, over="<unfinished" not in rest)
            if not call.over:
                begun[pid] = call
            yield call
        elif (found := _RESUMED.match(line)) and found[1] in begun:
            yield Call(int(found[1]), found[2], begun.pop(found[1]).path, line, over=True)


def _path(rest: str) -> str:
    found = _PLACE.match(rest)
    return (found[1] or found[2] or "") if found else ""


def unsynced_acks(log: Path, within: str) -> tuple[int, int]:
    """Return how many acknowledgements there were, and how many came before all was on the disk.

    Before each there must be a write to a file within the folder since the one before, and no file there may
    be written and not synced, nor the folder itself after a file was taken out of it.
    """
    acks = early = 0
    dirty: set[str] = set()
    wrote = False
    for call in calls(log):
        if call.name == "write" and '"ack ' in call.line and "resumed" not in call.line:
            acks, early = acks + 1, early + bool(dirty or not wrote)
            wrote = False
        elif call.path.startswith(within):
            wrote |= call.name == "pwrite64"
            _mark(dirty, call)
    return acks, early


def _mark(dirty: set[str], call: Call) -> None:
    if call.name == "pwrite64":
        dirty.add(call.path)
    elif call.name in {"fsync", "fdatasync"} and call.over:
        dirty.discard(call.path)
    elif call.name == "unlink":
        dirty.discard(call.path)
        dirty.add(str(Path(call.path).parent))

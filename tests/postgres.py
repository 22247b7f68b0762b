"""A PostgreSQL of the tests' own: made in a folder, started as a direct child, crashed at will, gone at the end."""

import contextlib
import os
import pwd
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

CONF = """
listen_addresses = '127.0.0.1'
port = {port}
unix_socket_directories = ''
fsync = on
synchronous_commit = on
full_page_writes = on
data_sync_retry = off
recovery_init_sync_method = syncfs
max_connections = 60
shared_buffers = 32MB
log_min_messages = fatal
"""


def programs() -> Path | None:
    """Return the folder of the newest PostgreSQL server programs here, or nothing."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    found = str(debian[-1]) if debian else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


def unprivileged() -> dict[str, object]:
    """Return how to start a program as somebody who may run a server: never root."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    other = names.get("postgres") or names["nobody"]
    return {"user": other.pw_uid, "group": other.pw_gid, "extra_groups": []}


@dataclass
class Cluster:
    """A running server; `process` is its postmaster, a direct child, so that a crashed one is reaped."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def url(self, database: str = "postgres") -> str:
        """Return the address of one of its databases."""
        return f"postgresql://good@127.0.0.1:{self.port}/{database}"

    def make(self, database: str) -> str:
        """Make an empty database and return its address."""
        self.run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "good", database)
        return self.url(database)

    def copy(self, of: str, database: str) -> str:
        """Make a database that begins as a copy of another, to which nobody is connected; return its address."""
        self.run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "good", "-T", of, database)
        return self.url(database)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        bin_folder = programs()
        assert bin_folder
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [str(bin_folder / "postgres"), "-D", str(self.folder / "data")],
                stdout=log,
                stderr=log,
                cwd=self.folder,
                **unprivileged(),  # type: ignore[call-overload]
            )
        for _ in range(600):
            if self.process.poll() is not None:
                raise RuntimeError((self.folder / "log").read_text(errors="replace")[-2000:])
            done = self.run("pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port), check=False)
            if done == 0:
                return
            time.sleep(0.05)
        raise RuntimeError("PostgreSQL does not answer")

    def stop(self) -> None:
        """Stop the server in good order."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(60)

    def crash(self, how: signal.Signals) -> None:
        """Kill it: SIGQUIT lets it drop everything at once, SIGKILL hits the postmaster and every child."""
        assert self.process
        children = self.children()
        self.process.send_signal(how)
        if how == signal.SIGKILL:
            for child in children:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(child, how)
        self.process.wait(60)
        for child in children:
            _gone(child)

    def run(self, program: str, *arguments: str, check: bool = True) -> int:
        """Run one of PostgreSQL's programs as the cluster's owner; return its exit code."""
        bin_folder = programs()
        assert bin_folder
        done = subprocess.run(
            [str(bin_folder / program), *arguments],
            cwd=self.folder,
            check=check,
            stdout=subprocess.DEVNULL,
            **unprivileged(),  # type: ignore[call-overload]
        )
        return int(done.returncode)

    def children(self) -> list[int]:
        """Return the server's own processes and those that serve clients."""
        assert self.process
        return [pid for pid in _processes() if _parent(pid) == self.process.pid]


def _processes() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]


def _parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0


def _gone(pid: int) -> None:
    """Wait until a process is no more: a new server refuses to start while an old child lives."""
    for _ in range(1000):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return
        if state == "Z":
            return
        time.sleep(0.01)
    raise RuntimeError("a child of the crashed server is still there")


@contextlib.contextmanager
def cluster() -> Iterator[Cluster]:
    """Make a cluster with data checksums in a folder of its own, start it, and take both away at the end."""
    assert programs(), "no PostgreSQL server programs"
    folder = Path(tempfile.mkdtemp(prefix="goodoffices-pg-", dir="/var/tmp"))
    who = unprivileged()
    if who:
        os.chown(folder, who["user"], who["group"])  # type: ignore[arg-type]
    made = Cluster(folder, _free_port())
    try:
        made.run(
            "initdb",
            "-k",
            "-U",
            "good",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C",
            "-D",
            str(folder / "data"),
        )
        with (folder / "data" / "postgresql.conf").open("a") as conf:
            conf.write(CONF.format(port=made.port))
        made.start()
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder)


def _free_port() -> int:
    """Return a port that nobody listens at, below those the system gives to whoever calls out: none is taken meanwhile."""
    for port in random.sample(range(15_000, 32_000), 100):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise RuntimeError("no port is free for PostgreSQL")

"""A real server to measure: started, filled from beside, asked over connections that stay open, its CPU counted."""

import contextlib
import http.client
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlsplit

from tests import postgres
from tests.serving import ROOT, serving

TICK = os.sysconf("SC_CLK_TCK")
DATABASES = ("SQLite", "PostgreSQL")


@contextlib.contextmanager
def served(database, what, server=None, **told):
    """Serve a new site with talks staged in it; give the server, what the staging told, and its data's folder."""
    with contextlib.ExitStack() as open_:
        data = Path(
            open_.enter_context(tempfile.TemporaryDirectory(prefix="goodoffices-bench-", dir="/var/tmp"))
        )
        env = dict(server or {})
        cluster = None
        if database == "PostgreSQL":
            cluster = open_.enter_context(postgres.cluster())
            env["DATABASE_URL"] = cluster.make("bench")
        site = open_.enter_context(serving(data / "data", **env))
        yield Server(site, cluster), staged(site, what, **told), data


def staged(site, what, **told):
    """Put talks into the site's database, beside the server; return what is needed to ask for them."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.site.stage", str(site.data), what],
        input=json.dumps(told), env=site.env, capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


class Server:
    """The process that serves, and those of its database."""

    def __init__(self, site, cluster=None):
        self.url, self.pid, self.site, self.cluster = site.url, site.process.pid, site, cluster

    def clients(self):
        """Return how many processes PostgreSQL keeps for connections; its own are known by their names."""
        names = [Path(f"/proc/{child}/cmdline").read_bytes() for child in self.cluster.children()]
        return sum(b"postgres: good " in name for name in names)

    def cpu(self):
        """Return the seconds of CPU the serving process has had, threads that ended included."""
        return cpu(self.pid)

    def database_cpu(self):
        """Return those of PostgreSQL: the postmaster's, its children's and those of children that ended."""
        if self.cluster is None:
            return 0.0
        return cpu(self.cluster.process.pid, ended=True) + sum(map(cpu, self.cluster.children()))


def cpu(pid, *, ended=False):
    """Return the seconds of CPU a process has had; with `ended`, also those of children it has reaped."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11 : 15 if ended else 13])) / TICK


class Line:
    """One connection that stays open."""

    def __init__(self, url, **headers):
        self.headers = headers
        self.connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)

    def get(self, path):
        """Return the body of a page; anything but 200 is an error of the measuring."""
        self.connection.request("GET", path, headers=self.headers)
        return self._answer(200)

    def post(self, path, told):
        """Send JSON and return what is answered to it."""
        body = json.dumps(told)
        self.connection.request("POST", path, body, {**self.headers, "Content-Type": "application/json"})
        return self._answer(201)

    def _answer(self, wanted):
        answer = self.connection.getresponse()
        body = answer.read()
        if answer.status != wanted:
            raise RuntimeError(f"{answer.status}: {body[:300]!r}")
        return body


def loaded():
    """Return what else the machine was doing, as its one-minute load."""
    return f"load {os.getloadavg()[0]:.1f}"

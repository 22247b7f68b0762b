"""A real server with a data folder of its own, in a process of its own, for tests to knock at."""

import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
COMMAND = Path(sys.executable).parent / "goodoffices"
PASSWORD = "four plain words here"
SETTINGS = "goodoffices.web.settings"

_BEGIN = """
import json, sys
from pathlib import Path
from goodoffices.web.commands import site
site.open_site(Path({data!r}))
"""

_PEOPLE = """
from django.contrib.auth.hashers import make_password
from goodoffices.web import writer
from goodoffices.web.people.models import Person
from goodoffices.web.talks import store
"""

PERSON = """
person = Person.objects.create(name=told["name"], password=make_password(told["password"]), language=told["language"])
answer = person.pk
"""

SEAT = """
from goodoffices.web import clock
with writer.turn("test"):
    talks = told["talks"] or store.make_talks(1).id
    seat = store.make_seat(talks, told["role"], told["delegation"])
    lane = store.make_lane(talks, "notes")
    store.hold(seat.seat, lane.id, clock.now())
    if told["person"]:
        store.take_seat(seat.seat, told["person"])
answer = {"talks": talks, "seat": seat.seat, "address": seat.address, "notes": lane.id}
"""


@dataclass
class Site:
    """A server that runs; `url` has no slash at its end."""

    url: str
    data: Path
    process: subprocess.Popen[str]
    env: dict[str, str] = field(repr=False)
    said: list[str] = field(default_factory=list)

    def run(self, code: str, **told: Any) -> Any:
        """Run code beside the server, in a process with its database; `told` goes in, `answer` comes back."""
        whole = _BEGIN.format(data=str(self.data)) + _PEOPLE + "told = json.load(sys.stdin)\n" + code
        done = subprocess.run(
            [sys.executable, "-c", whole + "\nprint(json.dumps(answer))"],
            input=json.dumps(told), env=self.env, capture_output=True, text=True, check=False, cwd=ROOT, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    def person(
        self, name: str = "lantern-anchor-maple-27", password: str = PASSWORD, language: str = "en"
    ) -> str:
        """Make somebody who can sign in; return their id."""
        return str(self.run(PERSON, name=name, password=password, language=language))

    def seat(
        self, person: str = "", role: str = "delegate", delegation: str = "tarn", talks: str = ""
    ) -> dict[str, str]:
        """Make a seat that holds its own notes; return its talks, seat, address and notes."""
        return dict(
            self.run(
                SEAT,
                person=person,
                role=role,
                delegation=delegation if role != "mediator" else "",
                talks=talks,
            )
        )


@contextmanager
def serving(data: Path, settings: str = SETTINGS, **env: str) -> Iterator[Site]:
    """Serve a site from this folder on a free port until the block ends."""
    whole = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "DJANGO_SETTINGS_MODULE": settings,
        **env,
    }
    process = subprocess.Popen(
        [str(COMMAND), "up", "--port", "0", "--data", str(data), "--no-demonstration"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=whole, cwd=ROOT,
    )  # fmt: skip
    assert process.stdout
    reader = None
    try:
        said = []
        for line in process.stdout:
            said.append(line)
            found = re.search(r"http://\S+", line)
            if found:
                break
        else:
            raise AssertionError("".join(said))
        site = Site(found.group(0), data, process, whole, said)
        reader = threading.Thread(target=lambda: said.extend(process.stdout or ()), daemon=True)
        reader.start()
        yield site
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if reader:
            reader.join(20)
        process.stdout.close()

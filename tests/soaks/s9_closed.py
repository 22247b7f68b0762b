"""S9 on a whole site of closed talks: no word typed anywhere stands on the disk, and the operator's key opens none."""

import contextlib
import json
import os
import random
import re
import secrets
import shutil
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests import canaries
from tests.knocking import Knocker
from tests.serving import COMMAND, PASSWORD, Site, serving
from tests.soak import Trial

TITLE = (
    "words typed into closed talks by pages and programs stand nowhere at rest, backups among it; no thief with all"
    " files opens one, on SQLite"
)
TIMES = 500
NEVER = ("hits", "missed", "opened", "unkept")
EVERY = 50
TOO_FAST = 429
FORM = {"name": "Strait", "parties": "Tarn\nVell", "me": "M1", "mode": "closed", "languages": "en"}
TALKS = 'name = "Programs"\nparties = ["Tarn", "Vell"]\nmediators = ["M1"]\n[settings]\nmode = "{mode}"\n'
CODE = r"((?:[0-9A-Z]{4}-){8}[0-9A-Z]{2})"
THIEF = """
from goodoffices.journal.box import Unreadable
from goodoffices.web.talks.models import LaneRow
answer = {}
for lane in store.all_lanes():
    try:
        opened = len(store.entries(lane))
    except Unreadable:
        opened = 0
    suite = LaneRow.objects.get(id=lane).talks.suite
    answer[suite] = answer.get(suite, 0) + opened
"""


class Patient(Knocker):
    """Somebody who waits when the site says that a seat goes too fast: on a quick database it does."""

    def _load(self, request: urllib.request.Request) -> str:
        while super()._load(request) and self.status == TOO_FAST:
            time.sleep(1)
        return self.page


@dataclass
class Talks:
    """A site with closed talks entered by pages, closed and house talks held by programs."""

    site: Site
    desk: Knocker
    tarn: Knocker
    begun: Mapping[str, object]

    @property
    def seat(self) -> str:
        return self.tarn.find(r"/(seat/[0-9a-f]+)/")


@contextlib.contextmanager
def trials(url: str = "") -> Iterator[Trial]:
    """Type one word a trial, each in another way; look at the whole disk of the site now and then."""
    draw = random.Random(9)
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder, tempfile.TemporaryDirectory() as temp:
        data = Path(folder) / "data"
        begun = {mode: _new(data, mode, url) for mode in ("closed", "house")}
        places = [Path(folder), Path(temp), *_server(url)]
        with serving(data, TMPDIR=temp, DATABASE_URL=url) as site:
            talks = Talks(site, *_enter(site), begun["closed"])
            _api(site, begun["house"], "a word in the house", 201)

            def trial(number: int) -> Mapping[str, int]:
                word = canaries.word(draw)
                _plant(talks, word, number)
                counts = {"planted": 1, "unkept": int(not _readable(talks, word, number))}
                if number % EVERY == EVERY - 1 or number == 0:
                    counts |= _look(site, places)
                return counts | (_control() if number == 0 else {})

            yield trial


def _server(url: str) -> list[Path]:
    """Return the folder of the database server, write-ahead log and all, where there is one."""
    if not url:
        return []
    import psycopg

    with psycopg.connect(url) as connection:
        return [Path(str(row[0])) for row in connection.execute("SHOW data_directory")]


def _new(data: Path, mode: str, url: str) -> Mapping[str, object]:
    file = data.parent / f"{mode}.toml"
    file.write_text(TALKS.format(mode=mode), encoding="utf-8")
    env = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [str(COMMAND), "talks", "new", str(file), "--json", "--data", str(data)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**env, "DATABASE_URL": url}
    )
    return dict(json.loads(done.stdout))


def _enter(site: Site) -> tuple[Knocker, Knocker]:
    """Begin closed talks by the page, and let Tarn's delegate in by a printed invitation."""
    desk, tarn = Patient(site.url), Patient(site.url)
    desk.get("/begin")
    desk.post("/begin", **FORM)
    _join(desk)
    home = desk.find(r"/(seat/[0-9a-f]+)/")
    desk.get(f"/{home}/seats")
    seat = desk.find(r'Tarn.*?name="seat" value="([0-9a-f]+)"')
    desk.post(f"/{home}/seats/invite", seat=seat)
    tarn.get("/take")
    tarn.post("/take", code=desk.find(CODE))
    _join(tarn)
    desk.get("/me")
    return desk, tarn


def _join(who: Knocker) -> None:
    hidden = dict(re.findall(r'name="(code|offer)" value="([^"]+)"', who.page))
    who.post("/take/new", password=PASSWORD, **hidden)
    assert who.at.startswith("/me"), who.at
    who.get("/me")


def _plant(talks: Talks, word: str, number: int) -> None:
    """Type the word: in the room, in the tray, in a note, in what is refused, in an address, through the interface."""
    tarn, way = talks.tarn, number % 7
    seat = f"/{tarn.find(r'/(seat/[0-9a-f]+)/')}"
    tarn.get(f"{seat}/room")
    lane = tarn.find(r'name="kind" value="say"><input type="hidden" name="lane" value="([0-9a-f]+)"')
    move = {"lane": lane, "move": secrets.token_hex(16), "next": f"{seat}/room", "words": word}
    if way == 0:
        tarn.post(f"{seat}/act", kind="say", **move)
    elif way == 1:
        tarn.post(f"{seat}/act", kind="matter", why=word, **move)
    elif way == 2:
        _tray(tarn, seat, word)
    elif way == 3:
        tarn.get(f"{seat}/notes")
        own = tarn.find(r'name="lane" value="([0-9a-f]+)"')
        tarn.post(f"{seat}/act", **{**move, "kind": "note", "lane": own})
    elif way == 4:
        tarn.post(f"{seat}/act", kind=f"{word}", **move)
        tarn.get(f"{seat}/{word}?words={word}")
        tarn.post("/sign-in", name=word, password=word)
    elif way == 5:
        _api(talks.site, talks.begun, word, 201)
    else:
        _signed_out(tarn, seat, move)
    tarn.get("/me")


def _tray(tarn: Knocker, seat: str, word: str) -> None:
    """Put the word in the tray for the mediators, and leave every second one there."""
    tarn.get(f"{seat}/mediators")
    lane = tarn.find(r'name="lane" value="([0-9a-f]+)"')
    name = secrets.token_hex(16)
    tarn.post(f"{seat}/put", kind="say", lane=lane, words=word, move=name, next=f"{seat}/mediators")
    tarn.get(f"{seat}/tray")
    assert word in tarn.page
    sent = name[0] in "01234567"
    path = f"{seat}/tray/send" if sent else f"{seat}/tray/drop"
    tarn.post(path, item=name, move=secrets.token_hex(16), name=name)


def _signed_out(tarn: Knocker, seat: str, move: Mapping[str, str]) -> None:
    """Send words after one's session ended: they are kept in the page, and sent once signed in again."""
    name = _name(tarn)
    tarn.get("/me")
    tarn.post("/sign-out")
    tarn.post(f"{seat}/act", kind="say", **move)
    tarn.get("/sign-in")
    tarn.post("/sign-in", name=name, password=PASSWORD)
    tarn.get(f"{seat}/room")
    tarn.post(f"{seat}/act", kind="say", **move)


def _name(tarn: Knocker) -> str:
    tarn.get("/me")
    return tarn.find(r"([a-z]+-[a-z]+-[a-z]+-\d\d)")


def _api(site: Site, begun: Mapping[str, object], word: str, expected: int) -> None:
    """Say the word as a program in Tarn's room; then once badly."""
    seats = begun["seats"]
    assert isinstance(seats, list)
    token = next(one["token"] for one in seats if one["party"] == "Tarn")
    program, path = Patient(site.url), f"/api/talks/{begun['talks']}"
    told = urllib_json(f"{site.url}{path}", token)
    lane = next(one["lane"] for one in told["lanes"] if one["name"] == "room")
    said = {"id": secrets.token_hex(16), "moves": [{"lane": lane, "kind": "say", "words": word}]}
    assert program.api(f"{path}/acts", token, json.dumps(said).encode()) == expected
    program.api(f"{path}/acts", token, json.dumps({**said, "id": word, word: 1}).encode())
    program.api(f"{path}/acts", token, f'{{"id": "{word}'.encode())


def urllib_json(url: str, token: str) -> dict[str, list[dict[str, str]]]:
    """Return what a program reads."""
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request, timeout=60) as reply:
        return dict(json.loads(reply.read()))


def _readable(talks: Talks, word: str, number: int) -> bool:
    """Whether what was said in the room reads back, so that nothing passes by not being kept at all."""
    if number % 7 not in (0, 6):
        return True
    talks.tarn.get("/me")
    seat = talks.seat
    page = talks.tarn.get(f"/{seat}/room")
    talks.tarn.get("/me")
    return word in page


def _look(site: Site, places: list[Path]) -> dict[str, int]:
    """Back the site up; look for any word in every file and in what the server said; open what the operator's key opens."""
    log, copies = places[0] / "said.log", places[0] / "copies"
    log.write_text("\n".join(site.said), encoding="utf-8")
    shutil.rmtree(copies, ignore_errors=True)
    words = ["site", "backup", str(copies), "--halves", str(places[0] / "halves"), "--data", str(site.data)]
    subprocess.run([str(COMMAND), *words], capture_output=True, check=True, env=site.env)
    hits = sum(len(canaries.found_under(place)) for place in places)
    opened = site.run(THIEF)
    assert opened.get("house", 0) > 0, "the thief's tool must open what it can"
    return {"looks": 1, "hits": hits, "opened": opened.get("closed", 0), "house": opened["house"]}


def _control() -> dict[str, int]:
    with tempfile.TemporaryDirectory() as folder:
        planted = canaries.control(Path(folder))
        found = len({name for name, _ in canaries.found_under(Path(folder))})
    return {"controls": planted, "missed": planted - found}


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found."""
    return (
        f"{counts['planted']} words typed in seven ways: {counts['hits']} found in {counts['looks']} looks at database,"
        f" sessions, backups, halves, logs and temporary files; {counts['opened']} entries opened by the operator's key"
        f" ({counts['house']} of house talks beside them); of {counts['controls']} planted openly"
        f" {counts['controls'] - counts['missed']} found"
    )

"""Stories of what people carry away: a principal checks alone (D-4), and a site is shut down and lives on elsewhere (R-4)."""

import json
import os
import re
import secrets
import subprocess
import sys
import urllib.request
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser import Visitor
from tests.journal import bundles
from tests.serving import COMMAND, ROOT, Site, serving

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TALKS = 'name = "Strait"\nparties = ["Tarn", "Vell"]\nmediators = ["M1"]\n'
DRAFT = "# Harbour\nParties: Tarn, Vell\nLanguage: en\n\n## 1. Return\n\nwithin [Tarn: 40 | Vell: 42] days\n"
NO_NETWORK = "import socket\ndef no(*_, **__): raise OSError('there is no network here')\nsocket.socket.connect = no\nsocket.getaddrinfo = no\n"
TAKE = "store_seat = told['seat']\nwith writer.turn('test'):\n    store.take_seat(store_seat, told['person'])\nanswer = True\n"


def run(*words: object, data: Path | None = None, **more: str) -> str:
    env = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [str(COMMAND), *map(str, words), *(["--data", str(data)] if data else [])]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=env | more, timeout=120, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def refused(*words: object) -> int:
    return subprocess.run(
        [str(COMMAND), *map(str, words)], capture_output=True, check=False, cwd=ROOT
    ).returncode


class Talks:
    """Talks begun by the command, and acted in by programs."""

    def __init__(self, folder: Path, data: Path) -> None:
        (folder / "talks.toml").write_text(TALKS, encoding="utf-8")
        begun = json.loads(run("talks", "new", folder / "talks.toml", "--json", data=data))
        self.id = begun["talks"]
        self.seats = {one["party"] or one["name"]: one for one in begun["seats"]}

    def view(self, site: Site, who: str) -> Any:
        return self._ask(site, who, f"/api/talks/{self.id}")

    def lane(self, site: Site, who: str, name: str, party: str = "") -> str:
        held = self.view(site, who)["lanes"]
        return next(
            one["lane"]
            for one in held
            if one["name"] == name and (not party or party in json.dumps(one["with"]))
        )

    def act(self, site: Site, who: str, **move: Any) -> None:
        body = json.dumps({"id": secrets.token_hex(16), "moves": [move]}).encode()
        self._ask(site, who, f"/api/talks/{self.id}/acts", body)

    def deliver(self, site: Site) -> str:
        """The mediator registers the text and leaves it with both."""
        self.act(
            site,
            "M1",
            lane=self.lane(site, "M1", "desk"),
            kind="register",
            text={"en": DRAFT},
            name="Version 1",
        )
        sha256 = json.loads(run("text", "fingerprint", self.file, "--json"))["sha256"]
        for party in ("Tarn", "Vell"):
            lane = self.lane(site, "M1", "channel", party)
            self.act(
                site,
                "M1",
                lane=lane,
                kind="deliver",
                sha256=sha256,
                form="left",
                carrier=self.seats["M1"]["seat"],
            )
        return str(sha256)

    file: Path

    def _ask(self, site: Site, who: str, path: str, body: bytes | None = None) -> Any:
        headers = {"Authorization": f"Bearer {self.seats[who]['token']}", "Content-Type": "application/json"}
        asked = urllib.request.Request(site.url + path, body, headers)
        with urllib.request.urlopen(asked, timeout=30) as answer:
            return json.load(answer)

    def take_away(self, folder: Path, data: Path, who: str) -> tuple[Path, Path]:
        """Return a seat's bundle and its card."""
        secret, file, card = (folder / f"{who}.{end}" for end in ("secret", "zip", "card"))
        secret.write_text(self.seats[who]["token"], encoding="ascii")
        mine = ("--seat", self.seats[who]["seat"], "--secret-file", secret)
        run("bundle", "export", self.id, *mine, "-o", file, data=data)
        card.write_text(run("bundle", "card", self.id, *mine, data=data), encoding="utf-8")
        return file, card


def test_d4_the_principal_checks_by_telephone_and_alone_on_a_machine_without_a_network(
    tmp_path: Path,
) -> None:
    data, away = tmp_path / "data", tmp_path / "laptop"
    away.mkdir()
    talks = Talks(tmp_path, data)
    talks.file = tmp_path / "harbour.md"
    talks.file.write_text(DRAFT, encoding="utf-8")
    with serving(data) as site:
        sha256 = talks.deliver(site)
        told = json.dumps(talks.view(site, "Tarn"))
    assert sha256 in told
    file, card = talks.take_away(away, data, "Tarn")

    (away / "sitecustomize.py").write_text(NO_NETWORK, encoding="utf-8")
    alone = {"PYTHONPATH": str(away)}
    shown = run("bundle", "verify", file, "--keys", card, **alone)
    assert f"sha256 {sha256}" in shown
    spoken, digits = re.findall(r"sha256 \w+\n  (.+)\n  ([\d ]+)", shown)[0]
    run("text", "fingerprint", talks.file, "--heard", spoken, **alone)
    run("text", "fingerprint", talks.file, "--heard", digits, **alone)
    other = tmp_path / "other.md"
    other.write_text(DRAFT.replace("42", "24"), encoding="utf-8")
    assert refused("text", "fingerprint", other, "--heard", spoken) == 1
    short = [sys.executable, str(bundles.PAGE / "verify_bundle.py"), str(file), str(card)]
    assert subprocess.run(short, capture_output=True, check=False, env=os.environ | alone).returncode == 0


def test_r4_shut_down_here_restored_there_and_everybody_holds_the_same(
    tmp_path: Path, browser: Browser
) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    talks = Talks(tmp_path, old)
    talks.file = tmp_path / "harbour.md"
    talks.file.write_text(DRAFT, encoding="utf-8")
    with serving(old) as site:
        sha256 = talks.deliver(site)
        talks.act(
            site, "Tarn", lane=talks.lane(site, "Tarn", "notes"), kind="note", words="Ask about the tide."
        )
        talks.act(site, "Vell", lane=talks.lane(site, "Vell", "channel"), kind="accept", sha256=sha256)
        before = {who: talks.view(site, who) for who in talks.seats}
        site.run(TAKE, seat=talks.seats["Tarn"]["seat"], person=site.person())
    taken = {who: talks.take_away(tmp_path, old, who) for who in talks.seats}
    run("site", "backup", tmp_path / "backups", "--halves", tmp_path / "halves", data=old)

    (made,), (halves,) = (tmp_path / "backups").iterdir(), (tmp_path / "halves").iterdir()
    run("site", "restore", made, "--key-file", old / "operator.key", "--halves", halves, data=new)
    assert run("site", "check", data=new).startswith("Sound: ")
    with serving(new) as site:
        assert {who: talks.view(site, who) for who in talks.seats} == before
        context = browser.new_context()
        tarn = Visitor(context.new_page(), site)
        tarn.sign_in()
        tarn.go(talks.seats["Tarn"]["address"])
        assert "This site was put back on" in tarn.page.locator("body").inner_text()
        tarn.go(talks.seats["Tarn"]["address"] + "end")
        assert "No day has been set" in tarn.page.locator("main").inner_text()
        tarn.accessible()
        context.close()
    for who, (file, card) in taken.items():
        was = run("bundle", "verify", file, "--keys", card)
        (tmp_path / "again").mkdir(exist_ok=True)
        again, its_card = talks.take_away(tmp_path / "again", new, who)
        assert its_card.read_text(encoding="utf-8") == card.read_text(encoding="utf-8")
        now = run("bundle", "verify", again, "--keys", card)
        heads = [
            [line for line in told.splitlines() if line.startswith(("lane", "text"))] for told in (was, now)
        ]
        assert heads[0] == heads[1]

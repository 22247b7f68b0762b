"""Harbour staged on a site of the story's own, and a browser in each of its chairs."""

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.browser import Visitor, Visitors
from tests.serving import PASSWORD, Site, serving

NAME = "lantern-anchor-maple-27"
STAGE = """
from goodoffices.web import clock
from goodoffices.web.demo.scene import VISITOR, Scene
seats = Scene(clock.now()).stage()
person = Person.objects.get(name=VISITOR)
person.name, person.password = told["name"], make_password(told["password"])
person.save()
answer = {name: one.address for name, one in seats.items()}
"""

CHANCE = re.compile(r'name="(?:csrfmiddlewaretoken|move)" value="[^"]*"|[fhrw][0-9a-f]{8}')


@dataclass
class Chair:
    """A browser that sits in one chair of Harbour."""

    visitor: Visitor
    address: str
    seen: list[str] = field(default_factory=list)

    @property
    def page(self) -> Any:
        """The browser's page."""
        return self.visitor.page

    def go(self, name: str = "") -> str:
        """Open one of the seat's pages, which must fit and have no barrier; return its words."""
        told = self.glance(name)
        self.visitor.fits()
        self.visitor.accessible()
        return told

    def glance(self, name: str = "") -> str:
        """Open one of the seat's pages, as one that another visit examines; return its words."""
        reply = self.visitor.go(f"/seat/{self.address}/{name}")
        assert reply.status == 200, name
        assert "/sign-in" not in self.page.url
        return self.words()

    def words(self) -> str:
        """Return what can be read on the page."""
        self.visitor.settled()
        return str(self.page.locator("main").inner_text())

    def press(self, name: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.visitor.settled()

    def send(self) -> str:
        """Send what lies in the tray, and return how it stood there."""
        told = self.words()
        self.press("Send")
        return told


def still(chair: Chair, name: str = "") -> str:
    """Return one of the seat's pages whole, less what is made up anew each time it is shown."""
    chair.glance(name)
    return CHANCE.sub("", str(chair.page.locator("html").inner_html()))


Sits = Callable[..., Chair]


@dataclass(frozen=True)
class Staged:
    """Harbour's past, put in place once: its data folder, and the addresses of its seats."""

    data: Path
    seats: dict[str, str]


def stage(data: Path, **env: str) -> Staged:
    """Put Harbour in place in a new site."""
    with serving(data, **env) as site:
        return Staged(data, site.run(STAGE, name=NAME, password=PASSWORD))


@pytest.fixture(scope="session")
def staged(tmp_path_factory: pytest.TempPathFactory) -> Staged:
    """Harbour as every story finds it; each plays in a copy of its own."""
    return stage(tmp_path_factory.mktemp("harbour") / "data")


@pytest.fixture
def site(tmp_path: Path, site_settings: str, staged: Staged) -> Iterator[Site]:
    """A server of this story's own, with Harbour in it."""
    shutil.copytree(staged.data, tmp_path / "data")
    with serving(tmp_path / "data", site_settings) as site:
        yield site


@pytest.fixture
def sits(staged: Staged, visitors: Visitors) -> Sits:
    """Seats a browser in a chair of Harbour, as wide and in the language one likes.

    All chairs are one person's: whoever speaks a language already is signed in by hand once, and the next browser goes
    on in the same session.
    """
    signed_in: dict[str, Any] = {}

    def sit(who: str, width: int = 1280, lang: str = "en") -> Chair:
        visitor = visitors(width=width, lang=lang)
        context = visitor.page.context
        if lang in signed_in:
            context.add_cookies(signed_in[lang])
        else:
            visitor.sign_in(NAME)
            visitor.page.locator(f"button[name=language][value={lang}]").first.click()
            visitor.settled()
            signed_in[lang] = context.cookies()
        return Chair(visitor, staged.seats[who])

    return sit

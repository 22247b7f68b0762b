"""Harbour staged on a site of the story's own, and a browser in each of its chairs."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from tests.browser import Visitor, Visitors
from tests.serving import PASSWORD, Site

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
        return self.words()

    def words(self) -> str:
        """Return what can be read on the page."""
        return str(self.page.locator("main").inner_text())

    def press(self, name: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=name, exact=True).first.click()

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


@pytest.fixture
def sits(site: Site, visitors: Visitors) -> Sits:
    """Seats a browser in a chair of Harbour, as wide and in the language one likes."""
    seats = site.run(STAGE, name=NAME, password=PASSWORD)

    def sit(who: str, width: int = 1280, lang: str = "en") -> Chair:
        visitor = visitors(width=width, lang=lang)
        visitor.sign_in(NAME)
        visitor.page.locator(f"button[name=language][value={lang}]").first.click()
        return Chair(visitor, seats[who])

    return sit

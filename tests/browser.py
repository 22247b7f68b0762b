"""Debian's Chromium at a real server: fixtures `site` and `visitor`. A module that uses them may not touch the ORM."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, sync_playwright

from tests.run import NO_CHROMIUM, chromium
from tests.serving import PASSWORD, Site, serving

ARGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip
WATCH = "addEventListener('securitypolicyviolation', e => console.error('forbidden by policy: ' + e.violatedDirective))"
PARTS = """() => {
  const many = new Map();
  for (const one of document.querySelectorAll("*")) {
    const names = [...one.attributes].map(each => each.name).sort();
    const how = ["class", "role", "type"].map(name => one.getAttribute(name) || "");
    const part = [one.parentElement ? one.parentElement.tagName : "", one.tagName, ...how, ...names].join(" ");
    many.set(part, Math.min((many.get(part) || 0) + 1, 3));
  }
  return [document.documentElement.lang, innerWidth, ...[...many].map(pair => pair.join(" ")).sort()].join("\\n");
}"""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PASSED: set[str] = set()


@dataclass
class Visitor:
    """Somebody at a browser of their own; `wrong` gathers what no page may do."""

    page: Page
    site: Site
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.add_init_script(WATCH)
        self.page.on("request", self._asked)
        self.page.on("console", self._said)
        self.page.on("pageerror", lambda error: self.wrong.append(f"error in a script: {error}"))

    def go(self, path: str) -> Response:
        """Open a page of the site; the reply is the page's own."""
        reply = self.page.goto(self.site.url + path)
        assert reply
        return reply

    def settled(self) -> None:
        """Wait until the page is there whole: a button was pressed perhaps, and it has no root yet."""
        self.page.wait_for_load_state()

    def sign_in(self, name: str = "lantern-anchor-maple-27", password: str = PASSWORD) -> None:
        """Sign in by hand."""
        self.go("/sign-in")
        self.page.locator("input[name=name]").fill(name)
        self.page.locator("input[name=password]").fill(password)
        self.page.locator("form[action='/sign-in'] button").click()
        self.page.wait_for_url(lambda url: "/sign-in" not in url)

    def accessible(self) -> None:
        """Fail where axe finds a barrier on the page as it stands.

        A page made of the same parts (one, two or more of each kind, in the same language and width) as one it found no
        barrier on is not looked at again: most of the time of the stories went there.
        """
        self.settled()
        made_of = self.page.evaluate(PARTS)
        if made_of in PASSED:
            return
        found = Axe().run(self.page, options={"runOnly": RULES})
        barriers = [
            f"{one['id']}: {node['target']} {node.get('failureSummary', '')}"
            for one in found.response["violations"]
            for node in one["nodes"]
        ]
        assert not barriers, f"{self.page.url}\n" + "\n".join(barriers)
        PASSED.add(made_of)

    def fits(self) -> None:
        """Fail where the page is wider than the window."""
        self.settled()
        wide: Any = self.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert wide[0] <= wide[1], f"{self.page.url} is {wide[0]} wide in a window of {wide[1]}"

    def _asked(self, request: Request) -> None:
        if urlsplit(request.url).netloc != urlsplit(self.site.url).netloc:
            self.wrong.append(f"asked a stranger: {request.url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and "server responded with a status of" not in message.text:
            self.wrong.append(f"{message.type}: {message.text}")


class Visitors:
    """Opens a browser for each visitor, as wide and in the language one likes, with script or without."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self._browser, self._site = browser, site
        self.all: list[Visitor] = []

    def __call__(
        self, *, width: int = 1280, height: int = 800, lang: str = "en", script: bool = True
    ) -> Visitor:
        """Return a new visitor, who has never been here."""
        context = self._browser.new_context(
            viewport={"width": width, "height": height}, locale=lang, java_script_enabled=script
        )
        self.all.append(Visitor(context.new_page(), self._site))
        return self.all[-1]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, one for a module, since Playwright's event loop must be gone when others use the ORM."""
    found = chromium()
    if not found:
        pytest.skip(NO_CHROMIUM)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(ARGS))
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def site_settings() -> str:
    """The settings the server runs with; a module may say others."""
    return "goodoffices.web.settings"


@pytest.fixture
def site(tmp_path: Path, site_settings: str) -> Iterator[Site]:
    """A server of this test's own, with nothing in it."""
    with serving(tmp_path / "data", site_settings) as site:
        yield site


@pytest.fixture
def visitors(browser: Browser, site: Site) -> Iterator[Visitors]:
    """Makes visitors; at the end none may have asked a stranger, broken the policy or met an error."""
    visitors = Visitors(browser, site)
    yield visitors
    wrong = [line for visitor in visitors.all for line in visitor.wrong]
    for visitor in visitors.all:
        visitor.page.context.close()
    assert not wrong, "\n".join(wrong)


@pytest.fixture
def visitor(visitors: Visitors) -> Visitor:
    """One visitor."""
    return visitors()

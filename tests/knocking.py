"""A browser without a screen, for tests that need many requests and no script: cookies, forms, and nothing else."""

import re
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from urllib.parse import urlencode

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Knocker:
    """Somebody at the door of a site; keeps what the last page said."""

    def __init__(self, url: str) -> None:
        self.url, self.page, self.at, self.status = url, "", "", 0
        self.cookies = CookieJar()
        self._open = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies)).open

    def get(self, path: str) -> str:
        """Load a page, following where it leads."""
        return self._load(urllib.request.Request(self.url + path))

    def post(self, path: str, **fields: str) -> str:
        """Send a form from the page loaded last, and follow where it leads."""
        token = _TOKEN.search(self.page)
        body = urlencode({"csrfmiddlewaretoken": token[1] if token else "", **fields}).encode()
        return self._load(urllib.request.Request(self.url + path, data=body))

    def api(self, path: str, token: str, body: bytes) -> int:
        """Post to the interface for programs; return the status."""
        headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        before = self.page
        self._load(urllib.request.Request(self.url + path, data=body, headers=headers))
        self.page = before
        return self.status

    def find(self, pattern: str) -> str:
        """Return what a pattern's group holds in the last page."""
        found = re.search(pattern, self.page, re.DOTALL)
        assert found, (pattern, self.at, self.status)
        return found[1]

    def _load(self, request: urllib.request.Request) -> str:
        try:
            with self._open(request, timeout=60) as reply:
                self.status, self.at, said = reply.status, reply.url.removeprefix(self.url), reply.read()
        except urllib.error.HTTPError as refused:
            self.status, self.at, said = refused.code, refused.url.removeprefix(self.url), refused.read()
        self.page = said.decode("utf-8", "replace")
        return self.page

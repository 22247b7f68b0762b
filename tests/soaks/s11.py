"""S11: lives of keys in closed talks, drawn by chance and cut off by chance: nothing lost to who sits, nothing kept for who left."""

import contextlib
import secrets
from collections.abc import Iterator, Mapping

from tests.soak import Trial
from tests.soaks import sites

TITLE = "lives of keys in closed talks: come, write, lose, recover, turn, withdraw, leave, cut off anywhere, on SQLite"
TIMES = 200
NEVER = (
    "lost",
    "shut to a holder",
    "locked out",
    "kept for who left",
    "read after the hour",
    "kept for a paper",
)


@contextlib.contextmanager
def trials(url: str = "") -> Iterator[Trial]:
    """One life: thirty things that happen to talks made anew, and then a look at every key."""
    with sites.site(url):
        from django.conf import settings

        from goodoffices.journal.locks import Work

        settings.SECRET_KEY, settings.KEY_WORK = secrets.token_urlsafe(48), Work(1, 8)
        settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
        from tests.web.talks import key_life

        yield key_life.lived


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found."""
    happened = (
        "say",
        "came in",
        "left",
        "lost all",
        "by the sheet",
        "password changed",
        "tokens",
        "withdrawn",
        "nights",
    )
    told = ", ".join(f"{counts[name]:,} {name}" for name in happened)
    return (
        f"{counts['lives']:,} lives ({told}; {counts['cut off']:,} times cut off, {counts['left cut off']:,} left so):"
        + ",".join(f" {counts[name]} {name}" for name in NEVER)
    )

"""A process in which words reach logs in every way that carelessness has: `python -m tests.web.careless quiet|loud N`."""

import contextlib
import logging
import logging.config
import random
import sys
import threading
import warnings
from collections.abc import Callable
from typing import Any

import structlog

from goodoffices.web import logs
from tests import canaries

SOURCES = (
    "django.request",
    "django.security",
    "uvicorn.error",
    "asyncio",
    "goodoffices.web.ticker",
    "django.db.backends",
)


class Odd(Exception):
    """Holds words, and says them whenever asked."""

    def __init__(self, words: str) -> None:
        super().__init__(words, {"words": [words]})
        self.add_note(words)

    def __repr__(self) -> str:
        return f"Odd({self.args})"


class Dying:
    """Throws when it is forgotten."""

    def __init__(self, words: str) -> None:
        self.words = words

    def __del__(self) -> None:
        raise Odd(self.words)


def throw(words: str, then: Callable[[], object] = lambda: None) -> None:
    """Throw with words in the message, in a note, in a local name, and in the cause."""
    inside = {"words": words}
    try:
        raise Odd(inside["words"])
    except Odd as cause:
        raise ExceptionGroup(words, [Odd(words)]) from cause


def ways(source: logging.Logger) -> tuple[Callable[[str], Any], ...]:
    """Return what careless code does with words."""

    def caught(words: str) -> None:
        try:
            throw(words)
        except ExceptionGroup:
            source.exception("could not keep %s", words, extra={"words": words}, stack_info=True)

    def in_a_thread(words: str) -> None:
        thread = threading.Thread(target=throw, args=[words], name=words)
        thread.start()
        thread.join()

    def by_structlog(words: str) -> None:
        structlog.get_logger().error(
            words, words=words, source=words, kind=f"k.{words} x", at=[words], level="error"
        )

    def badly(words: str) -> None:
        source.error("%s %d", words)

    def warned(words: str) -> None:
        warnings.warn(words, stacklevel=1)

    return (
        caught,
        lambda words: source.error(words),
        lambda words: source.critical("%(words)s", {"words": words}),
        lambda words: logging.getLogger(f"{source.name}.{words} said").error("x"),
        in_a_thread,
        by_structlog,
        badly,
        warned,
        Dying,
        lambda words: source.warning(words),
    )


def main(how: str, count: int) -> None:
    """Let so many words slip, each in its way; the last one is caught by nobody."""
    if how == "quiet":
        logging.config.dictConfig(logs.CONFIG)
        logs.quieten()
    else:
        logging.basicConfig(level=logging.INFO)
        structlog.reset_defaults()
    warnings.simplefilter("always")
    draw = random.Random(4)
    for number in range(count):
        source = logging.getLogger(SOURCES[number % len(SOURCES)])
        slips = ways(source)
        with contextlib.suppress(ExceptionGroup):
            slips[number % len(slips)](canaries.word(draw))
    throw(canaries.word(draw))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

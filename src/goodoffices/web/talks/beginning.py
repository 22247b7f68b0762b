"""What is said when talks begin: from a form or a file to the wish the core understands."""

import tomllib
from collections.abc import Mapping
from typing import Any

from goodoffices.core.beginning import Wish
from goodoffices.core.errors import BadInput, Fault, Phrase
from goodoffices.core.people import Settings
from goodoffices.journal.shapes import from_plain

NAMED = ("parties", "mediators", "guarantors", "observers", "monitors", "principals")


def from_toml(words: str) -> Wish:
    """Return the wish that a file of talks holds; `BadInput` names what is wrong and, for the notation, its place."""
    try:
        told = tomllib.loads(words)
    except tomllib.TOMLDecodeError as fault:
        raise BadInput(Fault(Phrase("not TOML: {why}", why=str(fault).lower()))) from None
    except (ValueError, RecursionError):
        raise BadInput("not TOML: nested too deeply, or a number of more digits than can be meant") from None
    unknown = sorted(set(told) - {"name", "settings", *NAMED})
    if unknown:
        raise BadInput(
            "not known here: {unknown}; a file of talks has name, settings, {named}",
            unknown=", ".join(unknown),
            named=", ".join(NAMED),
        )
    name = told.get("name")
    if not isinstance(name, str):
        raise BadInput("name: the talks need a name")
    names = {each: _names(told.get(each, []), each) for each in NAMED}
    return Wish(name=name, settings=_settings(told.get("settings", {})), **names)


def _names(listed: Any, what: str) -> tuple[str, ...]:
    if not isinstance(listed, list):
        raise BadInput("{field}: a list of names is needed here", field=what)
    found = tuple(one.get("name") if isinstance(one, dict) else one for one in listed)
    if not all(isinstance(one, str) for one in found):
        raise BadInput("{field}: each is a name, or a table with a name", field=what)
    return tuple(str(one) for one in found)


def _settings(told: Any) -> Settings:
    if not isinstance(told, Mapping):
        raise BadInput("settings: a table is needed here")
    try:
        return from_plain(Settings, dict(told), fill=True)
    except BadInput as fault:
        raise BadInput("settings: {why}", why=Phrase(fault.faults[0].what)) from None


def from_form(post: Mapping[str, str]) -> Wish:
    """Return the wish that the page says: one name to a line, in the order agreed."""

    def lines(name: str) -> tuple[str, ...]:
        return tuple(one.strip() for one in post.get(name, "").splitlines() if one.strip())

    languages = tuple(one.strip() for one in post.get("languages", "en").replace(",", " ").split())
    settings = Settings(
        languages=languages or ("en",),
        redraft="anybody" if post.get("redraft") == "anybody" else "desk",
        attributed=post.get("attributed") == "yes",
        countersign=_number(post.get("countersign", "1")),
        step=_number(post.get("step", "5")),
        mode="closed" if post.get("mode") == "closed" else "house",
    )
    return Wish(
        name=post.get("name", "").strip(),
        parties=lines("parties"),
        mediators=(*lines("me")[:1], *lines("mediators")),
        guarantors=lines("guarantors"),
        observers=lines("observers"),
        principals=lines("parties") if post.get("principals") else (),
        settings=settings,
    )


def _number(words: str) -> int:
    if not words.strip().isdecimal():
        raise BadInput(
            "a whole number is needed for the mediators who countersign, and for the minutes of the step"
        )
    return int(words)

"""Refusals and faults in the reader's language: the one way by which a page says what the core said no to.

The core keeps each sentence as a template with what fills it (`core.errors.Phrase`); programs get the English.
"""

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop

from goodoffices.core.errors import BadInput, Fault, Phrase, Refused

FIELDS = {
    "authority": gettext_noop("By what authority"),
    "but": gettext_noop("Clauses left out"),
    "by": gettext_noop("By whom"),
    "carrier": gettext_noop("Carrier"),
    "choices": gettext_noop("Choices"),
    "clause": gettext_noop("Clause"),
    "clauses": gettext_noop("Clauses"),
    "cover": gettext_noop("Cover note"),
    "data": gettext_noop("The scan"),
    "day": gettext_noop("Day"),
    "evidence": gettext_noop("What shows it"),
    "file": gettext_noop("The file"),
    "heard.how": gettext_noop("How it was heard"),
    "heard.when": gettext_noop("When it was heard"),
    "holder": gettext_noop("Who"),
    "how": gettext_noop("How it came"),
    "institution": gettext_noop("The institution"),
    "mediator": gettext_noop("The mediator"),
    "name": gettext_noop("Name"),
    "number": gettext_noop("Number"),
    "obligation": gettext_noop("Of which obligation"),
    "order": gettext_noop("Who signs, in the order agreed"),
    "phase": gettext_noop("The phase"),
    "points": gettext_noop("Points"),
    "ranks": gettext_noop("Order"),
    "reaction": gettext_noop("Reaction"),
    "rest": gettext_noop("Days of rest there"),
    "said": gettext_noop("The two words"),
    "source": gettext_noop("Where it comes from"),
    "text": gettext_noop("Text"),
    "title": gettext_noop("Title"),
    "to": gettext_noop("To whom"),
    "until": gettext_noop("Until when"),
    "upto": gettext_noop("Points at most"),
    "weight": gettext_noop("Weight"),
    "when": gettext_noop("When"),
    "why": gettext_noop("Why"),
    "witness": gettext_noop("Witness"),
    "words": gettext_noop("Words"),
    "worth": gettext_noop("Worth"),
    "zone": gettext_noop("Place whose time is meant"),
}
"""What a form calls the fields that the core names; any other field is named as programs name it."""
DATED = {
    "as_of": gettext_noop("Day"),
    "entered": gettext_noop("Day"),
    "published": gettext_noop("When it was published"),
    "said": gettext_noop("When it was said"),
    "value": gettext_noop("Value"),
}
"""What forms call the days that the public record names; programs get the name of the field."""
_CALLED = {"field": FIELDS, "dated": DATED}


def told(no: BadInput | Refused) -> SafeString:
    """Return why not, as HTML, in the language of the page; one line for each fault."""
    return SafeString("\n".join(lines(no)))


def lines(no: BadInput | Refused) -> tuple[SafeString, ...]:
    """Return why not, fault by fault, as HTML in the language of the page."""
    if isinstance(no, BadInput):
        return tuple(_fault(one) for one in no.faults)
    return (sentence(no.reason),)


def sentence(words: str) -> SafeString:
    """Return a sentence of the core in the language of the page; what fills it is isolated, and never translated."""
    if not isinstance(words, Phrase) or not words.values:
        return SafeString(escape(gettext(str(words)) if words else ""))
    filled = {name: _filled(name, value) for name, value in words.values.items()}
    return SafeString(escape(gettext(words.template)).format_map(filled))


def plain(words: str) -> str:
    """Return the same as `sentence`, for where no HTML can stand: what fills it is between marks that isolate it."""
    if not isinstance(words, Phrase) or not words.values:
        return gettext(str(words)) if isinstance(words, Phrase) else words
    filled = {name: _plainly(value) for name, value in words.values.items()}
    return gettext(words.template).format_map(filled)


def _plainly(value: object) -> str:
    if isinstance(value, Phrase):
        return plain(value)
    return str(value) if isinstance(value, int) else f"\u2068{value}\u2069"


def _fault(fault: Fault) -> SafeString:
    place = ":".join(str(part) for part in (fault.file, fault.line, fault.column) if part is not None)
    said = sentence(fault.what)
    return SafeString(
        f"<bdi>{escape(place)}</bdi>: {said}" if fault.file else f"{place}: {said}" if place else said
    )


def _filled(name: str, value: object) -> str:
    if isinstance(value, Phrase):
        return sentence(value)
    if isinstance(value, int):
        return str(value)
    called = _CALLED.get(name, {})
    if value in called:
        return escape(gettext(called[str(value)]))
    return f"<bdi>{escape(value)}</bdi>"

"""A person's second factor and recovery sheet: set, checked, used up."""

import hmac
from datetime import datetime

from goodoffices.web import keys
from goodoffices.web.people import codes, totp
from goodoffices.web.people.models import Person, SheetCodeRow

ON_A_SHEET = 8


def has(person: Person) -> bool:
    """Return whether the person signs in with a second factor."""
    return bool(person.second)


def set_up(person: Person, secret: bytes, step: int) -> None:
    """Make this secret the person's second factor; the code of `step` has been used to show it works."""
    person.second = keys.shut(_place(person), secret)
    person.second_used = step
    person.save(update_fields=["second", "second_used"])


def take_off(person: Person) -> None:
    """Let the person sign in with their password alone."""
    person.second, person.second_used = b"", 0
    person.save(update_fields=["second", "second_used"])


def fits(person: Person, typed: str, at: datetime) -> int:
    """Return the step whose code was typed, if it was not used before; else 0."""
    step = totp.step_of(keys.open_up(_place(person), bytes(person.second)), typed, at)
    return step if step > person.second_used else 0


def use(person: Person, step: int) -> bool:
    """Use up a code; return whether nobody used it, or a newer one, meanwhile."""
    fresh = Person.objects.filter(pk=person.pk, second_used__lt=step)
    return bool(fresh.update(second_used=step))


def make_sheet(person: Person) -> list[str]:
    """Return the codes of a new recovery sheet; those of the old one are worth nothing from now on."""
    made = [codes.fresh(codes.SHEET) for _ in range(ON_A_SHEET)]
    SheetCodeRow.objects.filter(person=person).delete()
    SheetCodeRow.objects.bulk_create(
        SheetCodeRow(code=_kept(person.pk, codes.read(code, codes.SHEET)), person=person) for code in made
    )
    return made


def on_sheet(person: str, typed: str) -> str:
    """Return what is kept of the code, if it stands unused on this person's sheet; else nothing."""
    kept = _kept(person, codes.read(typed, codes.SHEET))
    held = SheetCodeRow.objects.filter(code=kept, person=person).first()
    return kept if held and hmac.compare_digest(held.code, kept) else ""


def strike(kept: str) -> bool:
    """Strike a code off its sheet; return whether it still stood there."""
    struck, _ = SheetCodeRow.objects.filter(code=kept).delete()
    return bool(struck)


def left(person: Person) -> int:
    """Return how many codes are left on the person's sheet."""
    return SheetCodeRow.objects.filter(person=person).count()


def _place(person: Person) -> str:
    return f"second factor of {person.pk}"


def _kept(person: str, body: str) -> str:
    return codes.hashed(f"{person} {body}") if body else ""

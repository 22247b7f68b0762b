"""A person's pair: made at the first sign-in, opened by the password or the recovery sheet, kept open by the session.

Every change here is one row written in the transaction of what it goes with; done twice, it is done once.
"""

import secrets

from django.conf import settings
from django.http import HttpRequest

from goodoffices.journal import codes
from goodoffices.journal.box import Unreadable
from goodoffices.journal.closed import Kept, open_kept, shut_kept
from goodoffices.journal.locks import lock_by_code, lock_by_passphrase, open_by_code, open_by_passphrase
from goodoffices.journal.pairs import Pair, new_pair
from goodoffices.web.gate import sessions
from goodoffices.web.people import passwords
from goodoffices.web.people.models import Person, PersonKeyRow
from goodoffices.web.talks import store


def make(person: Person, password: str) -> Pair:
    """Give somebody who has none a pair, under this password; return it."""
    pair = new_pair(secrets.token_bytes)
    PersonKeyRow.objects.create(
        person=person, public=pair.public.hex(), by_password=_by_password(pair, person, password)
    )
    return pair


def public_of(person: Person) -> bytes:
    """Return the public half of a person's pair; empty where they have none yet."""
    row = PersonKeyRow.objects.filter(person=person).first()
    return bytes.fromhex(row.public) if row else b""


def by_password(person: Person, password: str) -> Pair | None:
    """Return a person's pair, made now if they have none; nothing where this password does not open it."""
    row = PersonKeyRow.objects.filter(person=person).first()
    if row is None:
        return make(person, password)
    if not row.by_password:
        return None
    try:
        with passwords.AT_ONCE:
            return open_by_passphrase(
                bytes(row.by_password), person.pk, bytes.fromhex(row.public), passwords.same(password)
            )
    except Unreadable:
        return None


def by_sheet(person: Person | None, typed: str) -> Pair | None:
    """Return a person's pair by the long code of their recovery sheet; nothing where it does not open it."""
    body = codes.read(typed, codes.LONG)
    row = PersonKeyRow.objects.filter(person=person).first() if person and body else None
    if row is None or not row.by_sheet:
        return None
    try:
        return open_by_code(bytes(row.by_sheet), row.person_id, bytes.fromhex(row.public), body)
    except Unreadable:
        return None


def relock(person: Person, pair: Pair | None, password: str) -> None:
    """Put the pair under a new password, in the transaction that sets it; without it the sheet alone opens it."""
    rows = PersonKeyRow.objects.filter(person=person)
    if pair is None:
        rows.update(by_password=b"")
    else:
        rows.filter(public=pair.public.hex()).update(by_password=_by_password(pair, person, password))


def put_on_sheet(person: Person, pair: Pair, code: str) -> None:
    """Let the long code of a sheet open the pair from now on; that of an older sheet does no more."""
    lock = lock_by_code(pair, person.pk, codes.read(code, codes.LONG), secrets.token_bytes)
    PersonKeyRow.objects.filter(person=person, public=pair.public.hex()).update(by_sheet=lock)


def has_sheet(person: Person) -> bool:
    """Return whether a recovery sheet opens the person's pair."""
    return PersonKeyRow.objects.filter(person=person).exclude(by_sheet=b"").exists()


def replace(person: Person, password: str) -> Pair:
    """Give somebody who lost all that opens their pair a new one, in a turn; others must seal the keys to it anew."""
    row = PersonKeyRow.objects.get(person=person)
    pair = new_pair(secrets.token_bytes)
    store.replace_person(bytes.fromhex(row.public), pair.public)
    row.public, row.by_sheet = pair.public.hex(), b""
    row.by_password = _by_password(pair, person, password)
    row.save()
    return pair


def keep(request: HttpRequest, pair: Pair) -> None:
    """Let this session hold the pair and every key sealed to it, under the value of its cookie."""
    with store.opening_with(pair):
        holding = store.mine()
        store.open_all(holding)
    put(request, holding.kept)


def put(request: HttpRequest, kept: Kept) -> None:
    """Let this session hold these keys."""
    key = request.session.session_key or ""
    sessions.put_keys(key, shut_kept(key, kept, secrets.token_bytes))


def kept(request: HttpRequest) -> Kept | None:
    """Return the keys this session holds, if any."""
    key = request.session.session_key or ""
    box = sessions.keys_of(key) if key else b""
    return open_kept(key, box) if box else None


def held(request: HttpRequest) -> Pair | None:
    """Return the pair this session holds, if any."""
    found = kept(request)
    return found.pair if found else None


def _by_password(pair: Pair, person: Person, password: str) -> bytes:
    with passwords.AT_ONCE:
        return lock_by_passphrase(
            pair, person.pk, passwords.same(password), settings.KEY_WORK, secrets.token_bytes
        )

"""Sessions that end after a quarter of an hour unused and after half a day at most."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from goodoffices.web import clock
from goodoffices.web.gate.models import SessionRow

IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=12)
PERSON = "_auth_user_id"  # where Django keeps who signed in
_TOUCH = timedelta(minutes=1)


class SessionStore(SessionBase):
    """Django's session, kept under the hash of its key; `seen` is when it was in use last, once loaded."""

    seen: datetime | None = None

    def load(self) -> dict[str, Any]:
        """Return what the session holds; nothing if it is unknown or over."""
        row = _alive(clock.now()).filter(key=_hash(self.session_key)).first()
        if row is None:
            self._session_key = None
            return {}
        self.seen = row.seen
        return self.decode(row.data)

    def exists(self, session_key: str) -> bool:
        """Return whether this key is taken."""
        return SessionRow.objects.filter(key=_hash(session_key)).exists()

    def create(self) -> None:
        """Begin a session under a new key."""
        self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
        self.save(must_create=True)
        self.modified = True

    def save(self, must_create: bool = False) -> None:  # noqa: FBT001, FBT002 (Django's signature)
        """Write the session; one that ended meanwhile is not brought back."""
        if self.session_key is None:
            self.create()
            return
        held = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        fields = {"data": self.encode(held), "person": held.get(PERSON, "")}
        key, now = _hash(self.session_key), clock.now()
        if must_create:
            _make(SessionRow(key=key, since=now, seen=now, **fields))
        elif not _alive(now).filter(key=key).update(**fields):
            raise UpdateError

    def delete(self, session_key: str | None = None) -> None:
        """End the session at once."""
        SessionRow.objects.filter(key=_hash(session_key or self.session_key)).delete()

    @classmethod
    def clear_expired(cls) -> None:
        """Forget the sessions that are over."""
        now = clock.now()
        SessionRow.objects.exclude(key__in=_alive(now).values("key")).delete()


@dataclass(frozen=True)
class Session:
    """One signed-in browser, as its person reads of it."""

    mark: str
    since: datetime
    seen: datetime
    own: bool


def touch(key: str, seen: datetime | None = None) -> None:
    """Note that the session is in use, to the minute; nothing is asked where `seen` is less than that ago."""
    now = clock.now()
    if seen is not None and seen >= now - _TOUCH:
        return
    _alive(now).filter(key=_hash(key), seen__lt=now - _TOUCH).update(seen=now)


def put_keys(key: str, keys: bytes) -> None:
    """Keep what this session's person holds, shut under the key itself; nothing where the session is over."""
    _alive(clock.now()).filter(key=_hash(key)).update(keys=keys)


def keys_of(key: str) -> bytes:
    """Return what `put_keys` kept; empty where nothing is, or the session is over."""
    row = _alive(clock.now()).filter(key=_hash(key)).values_list("keys", flat=True).first()
    return bytes(row or b"")


def alive(key: str, person: str) -> bool:
    """Return whether this is a session of this person that is not over."""
    return _alive(clock.now()).filter(key=_hash(key), person=person).exists()


def sessions(person: str, key: str) -> Sequence[Session]:
    """Return a person's sessions, this one first; `mark` names one without opening it."""
    rows = _alive(clock.now()).filter(person=person)
    made = [Session(_mark(row), row.since, row.seen, row.key == _hash(key)) for row in rows]
    return sorted(made, key=lambda one: (not one.own, one.since), reverse=False)


def end(person: str, mark: str) -> None:
    """End the session that bears this mark, if it is this person's."""
    for row in SessionRow.objects.filter(person=person):
        if _mark(row) == mark:
            row.delete()


def end_others(person: str, key: str | None = None) -> None:
    """End all sessions of a person, but for the one with this key."""
    SessionRow.objects.filter(person=person).exclude(key=_hash(key)).delete()


def _alive(now: datetime) -> QuerySet[SessionRow]:
    return SessionRow.objects.filter(seen__gt=now - IDLE, since__gt=now - LONGEST)


def _make(row: SessionRow) -> None:
    try:
        with transaction.atomic(using=SessionRow.objects.db):
            row.save(force_insert=True)
    except IntegrityError as taken:
        raise CreateError from taken


def _mark(row: SessionRow) -> str:
    return hashlib.sha256(f"mark {row.key}".encode()).hexdigest()[:32]


def _hash(key: str | None) -> str:
    return hashlib.sha256((key or "").encode()).hexdigest()

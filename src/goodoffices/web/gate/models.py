"""What the gate remembers: sessions, devices, tries; no address of anybody, no name, no word they read."""

from django.db import models


class SessionRow(models.Model):
    """One signed-in browser. The key is kept only as its hash, so that a stolen database opens no session.

    `keys` are those of its person, shut under the cookie's value, which is kept nowhere; they go with the row.
    """

    key = models.CharField(max_length=64, primary_key=True)
    person = models.CharField(max_length=32, db_index=True, blank=True)
    data = models.TextField()
    since = models.DateTimeField()
    seen = models.DateTimeField()
    keys = models.BinaryField(default=bytes)


class DeviceRow(models.Model):
    """A browser in which this person has signed in before; its secret is kept only as a hash."""

    secret = models.CharField(max_length=64, primary_key=True)
    person = models.CharField(max_length=32, db_index=True)
    since = models.DateTimeField()


class TryRow(models.Model):
    """Tries that failed in one bucket. The bucket is a keyed hash: it names nobody and no address."""

    bucket = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField()

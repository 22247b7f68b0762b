"""A person, the codes on their recovery sheet, and invitations, as the database keeps them."""

import secrets

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


def random_id() -> str:
    """Return a new id: 128 random bits that tell nothing of order or time."""
    return secrets.token_hex(16)


class Person(AbstractBaseUser):
    """Somebody who signs in; which seats they hold is told by the talks.

    The sign-in name is made by the program, so that no "already in use" tells of anybody.
    Nothing here says when they were last seen. `second` is the secret of the second factor, under the
    operator's key; `second_used` the newest of its codes that was used.
    """

    last_login = None
    id = models.CharField(max_length=32, primary_key=True, default=random_id, editable=False)
    name = models.CharField(max_length=80, unique=True)
    language = models.CharField(max_length=8, default="en")
    second = models.BinaryField(default=bytes)
    second_used = models.BigIntegerField(default=0)

    USERNAME_FIELD = "name"
    objects = BaseUserManager()


class PersonKeyRow(models.Model):
    """A person's pair, to which keys of closed talks are sealed; its private half under the password and the sheet.

    A half that is empty opens nothing: no sheet was made, or a new password was set without what opens the pair.
    """

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="pair")
    public = models.CharField(max_length=64)
    by_password = models.BinaryField(default=bytes)
    by_sheet = models.BinaryField(default=bytes)


class SheetCodeRow(models.Model):
    """One unused code of a person's recovery sheet, as its hash; a used one is gone."""

    code = models.CharField(max_length=64, primary_key=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE)


class InvitationRow(models.Model):
    """An invitation to one seat, or back to one's own sign-in; its code is kept only as a hash.

    It works once, for the seat it was made for, until it expires or is taken back.
    """

    code = models.CharField(max_length=64, primary_key=True)
    talks = models.CharField(max_length=32, blank=True)
    seat = models.CharField(max_length=32, blank=True, db_index=True)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True)
    until = models.DateTimeField()
    used = models.DateTimeField(null=True)

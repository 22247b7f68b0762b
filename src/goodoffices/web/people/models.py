"""A person as the database keeps them."""

import secrets

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


def random_id() -> str:
    """Return a new id: 128 random bits that tell nothing of order or time."""
    return secrets.token_hex(16)


class Person(AbstractBaseUser):
    """Somebody who signs in; which seats they hold is told by the talks.

    The sign-in name is made by the program, so that no "already in use" tells of anybody.
    Nothing here says when they were last seen.
    """

    last_login = None
    id = models.CharField(max_length=32, primary_key=True, default=random_id, editable=False)
    name = models.CharField(max_length=80, unique=True)
    language = models.CharField(max_length=8, default="en")

    USERNAME_FIELD = "name"
    objects = BaseUserManager()

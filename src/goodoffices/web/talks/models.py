"""Talks, seats, lanes and entries as the database keeps them; only `store` touches them."""

from django.conf import settings
from django.db import models


def _id() -> "models.CharField[str, str]":
    return models.CharField(max_length=32, primary_key=True)


class TalksRow(models.Model):
    """One set of talks, the number of the rules it runs under, and how the keys of its lanes are held."""

    id = _id()
    rules = models.PositiveIntegerField()
    demonstration = models.BooleanField(default=False)
    suite = models.CharField(max_length=16, default="house")


class LaneRow(models.Model):
    """A lane; `subject` is the delegation it belongs to, `mediator` the seat of the one mediator in it, if any."""

    id = _id()
    talks = models.ForeignKey(TalksRow, models.PROTECT, related_name="lanes")
    kind = models.CharField(max_length=16)
    subject = models.CharField(max_length=64, default="")
    mediator = models.CharField(max_length=32, default="")


class LaneKeyRow(models.Model):
    """A lane's key of one epoch; the greatest turn is the newest, made on `day` (of the hour keys turn).

    In house talks it is wrapped here; in closed talks it is kept only as it was sealed to each bearer.
    """

    lane = models.ForeignKey(LaneRow, models.PROTECT, related_name="keys")
    turn = models.PositiveIntegerField()
    epoch = models.CharField(max_length=32)
    wrapped = models.BinaryField()
    suite = models.CharField(max_length=16, default="house")
    day = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["lane", "turn"], name="one_key_a_turn"),
            models.UniqueConstraint(fields=["lane", "epoch"], name="one_key_an_epoch"),
        ]


class SeatRow(models.Model):
    """A seat; `address` is what stands in its pages' addresses."""

    id = _id()
    address = models.CharField(max_length=32, unique=True)
    talks = models.ForeignKey(TalksRow, models.PROTECT, related_name="seats")
    role = models.CharField(max_length=16)
    delegation = models.CharField(max_length=64, default="")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="seats")
    left_at = models.DateTimeField(null=True)


class BearerRow(models.Model):
    """What the keys of a seat's lanes are sealed to in closed talks: a person, a token, the paper of an invitation.

    A paper names the seat that invited, and is given only what that one holds too; `until` is when it expires
    (seconds since 1970, 0 for never). `wants` stands while some key may still have to be sealed to it.
    """

    seat = models.ForeignKey(SeatRow, models.PROTECT, related_name="bearers")
    public = models.CharField(max_length=64, db_index=True)
    kind = models.CharField(max_length=8)
    inviter = models.CharField(max_length=32, default="")
    until = models.BigIntegerField(default=0)
    wants = models.BooleanField(default=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seat", "public"], name="bears_once")]


class SealedKeyRow(models.Model):
    """A lane's key of one epoch as it was sealed to one bearer."""

    key = models.ForeignKey(LaneKeyRow, models.PROTECT, related_name="sealed")
    bearer = models.ForeignKey(BearerRow, models.CASCADE, related_name="keys")
    sealed = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "bearer"], name="sealed_once")]


class HoldingRow(models.Model):
    """That a seat holds a lane, since when, and until when."""

    lane = models.ForeignKey(LaneRow, models.PROTECT, related_name="holdings")
    seat = models.ForeignKey(SeatRow, models.PROTECT, related_name="holdings")
    since = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "lane"], condition=models.Q(left_at__isnull=True), name="held_once"
            )
        ]


class EntryRow(models.Model):
    """An entry. The table's shape is fixed in `table.py`; Django reads and adds, and never alters it."""

    pk = models.CompositePrimaryKey("lane", "number")
    lane = models.CharField(max_length=32)
    number = models.BigIntegerField()
    format = models.IntegerField()
    suite = models.TextField()
    epoch = models.CharField(max_length=32)
    move_id = models.CharField(max_length=32)
    kind = models.TextField()
    version = models.IntegerField()
    stamp = models.BigIntegerField()
    body = models.BinaryField()
    wrap = models.BinaryField()
    commitment = models.BinaryField()
    prev = models.BinaryField()
    seal = models.BinaryField()

    class Meta:
        managed = False
        db_table = "talks_entryrow"


class DueRow(models.Model):
    """An entry shut beforehand that waits for its hour; it has no number yet, and its stamp will be the hour."""

    lane = models.ForeignKey(LaneRow, models.PROTECT, related_name="waiting")
    due_at = models.BigIntegerField(db_index=True)
    format = models.IntegerField()
    suite = models.TextField()
    epoch = models.CharField(max_length=32)
    move_id = models.CharField(max_length=32)
    kind = models.TextField()
    version = models.IntegerField()
    body = models.BinaryField()
    wrap = models.BinaryField()
    commitment = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["lane", "move_id"], name="waits_once")]


class HeadRow(models.Model):
    """What a lane's entries fold to up to one of them, under the lane's key; can be thrown away at any time."""

    lane = models.OneToOneField(LaneRow, models.PROTECT, primary_key=True, related_name="remembered")
    number = models.BigIntegerField()
    seal = models.BinaryField()
    epoch = models.CharField(max_length=32)
    body = models.BinaryField()


class DraftRow(models.Model):
    """What a seat has put aside in a slot, under the key of its own notes; overwritten, and gone when sent."""

    seat = models.ForeignKey(SeatRow, models.PROTECT, related_name="drafts")
    slot = models.CharField(max_length=64)
    epoch = models.CharField(max_length=32)
    body = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seat", "slot"], name="one_draft_a_slot")]


class TokenRow(models.Model):
    """A secret by which a program holds a seat, kept only as its SHA-256."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    seat = models.ForeignKey(SeatRow, models.PROTECT, related_name="tokens")


class QuestionRow(models.Model):
    """A sealed question that is open: by its public key, on which table, until when, and how many were asked."""

    public = models.CharField(max_length=64, primary_key=True)
    lane = models.ForeignKey(LaneRow, models.PROTECT, related_name="questions")
    about = models.CharField(max_length=16)
    closes = models.BigIntegerField(db_index=True)
    asked = models.PositiveIntegerField()


class BallotRow(models.Model):
    """One delegation's box for one question: there from the moment it takes part, overwritten, and gone at closing."""

    question = models.ForeignKey(QuestionRow, models.CASCADE, related_name="ballots")
    delegation = models.CharField(max_length=64)
    box = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "delegation"], name="one_box_each")]


class NonPaperRow(models.Model):
    """A non-paper that lies in a lane, under that lane's key; in no chain and no bundle, and gone once it is withdrawn."""

    id = _id()
    lane = models.ForeignKey(LaneRow, models.PROTECT, related_name="non_papers")
    epoch = models.CharField(max_length=32)
    body = models.BinaryField()

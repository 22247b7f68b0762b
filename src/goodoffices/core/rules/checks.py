"""Rules for what a room finds it holds: its own comparison, and telling the desk."""

from goodoffices.core import text as one_text
from goodoffices.core.compared import differences
from goodoffices.core.entries import Placed
from goodoffices.core.errors import BadInput, Refused
from goodoffices.core.moves import Check, Hold
from goodoffices.core.moves.texts import Difference
from goodoffices.core.rules.plea import Plea, need

FIRST_CHECK = "Check the copy you hold first; then tell the mediators what you found."


def check(plea: Plea) -> tuple[Placed, ...]:
    """Compare the copy a room was left with the text it was given; stays in the room.

    `differ` names clauses that somebody marked who went down the control list, `listed` says that they marked none:
    then nothing was compared, and no fingerprint is written down.
    """
    channel = plea.view.channel(plea.lane.delegation)
    given = channel.newest
    if given is None:
        raise Refused("No text was given to this delegation yet.")
    against = plea.fields.sha256("against", given.sha256)
    need(any(one.sha256 == against for one in channel.given), "This delegation was not given that text.")
    registered = plea.view.text_of(against)
    marked = plea.fields.names("differ")
    if marked:
        return plea.here(
            Check(against, same=False, differences=tuple(Difference(place, "", "") for place in marked))
        )
    if plea.fields.flag("listed"):
        return plea.here(Check(against, same=True))
    pasted = plea.fields.texts()
    if not set(pasted) & set(registered):
        raise BadInput("The copy is in another language than the text given; choose its language.")
    found = differences(registered, pasted)
    sha256 = one_text.fingerprint([one_text.read(file) for file in pasted.values()])
    return plea.here(Check(against, same=not found, sha256=sha256, differences=found))


def hold(plea: Plea) -> tuple[Placed, ...]:
    """Tell the desk what the room found, or write down that it told it by word of mouth."""
    given = plea.channel.newest
    if given is None:
        raise Refused("No text was given to this delegation yet.")
    words = plea.fields.words(needed=False)
    if plea.mediates:
        same = plea.fields.flag("same")
        told = tuple(Difference(one, "", "") for one in plea.fields.names("differ"))
        return plea.here(Hold(given.sha256, same, "", told, words, plea.heard()))
    against = plea.fields.sha256("against", given.sha256)
    found = plea.view.room.checks.get(against)
    if found is None:
        raise Refused(FIRST_CHECK)
    return plea.here(Hold(against, found.same, found.sha256, found.differences, words))

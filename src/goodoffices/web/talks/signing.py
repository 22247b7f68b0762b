"""Signature in the words of the screens: how somebody signed, what everybody was told, what a line of it says."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodoffices.core.entries import Entry
from goodoffices.core.moves import (
    Attest,
    Declare,
    Deposit,
    Freeze,
    Initial,
    Ratify,
    Rectified,
    Rectify,
    Scan,
    Sign,
)
from goodoffices.core.moves.answers import Witnessed
from goodoffices.core.view import View
from goodoffices.web.talks import answering, hours

HOW = {
    "full": gettext_lazy("in full"),
    "referendum": gettext_lazy("ad referendum: those behind us have still to confirm it"),
    "ratification": gettext_lazy("subject to ratification"),
}
"""How somebody signs, as the signer chooses it."""
STANDS = {
    "full": gettext_lazy("signed in full"),
    "referendum": gettext_lazy("signed ad referendum: it waits to be confirmed"),
    "ratification": gettext_lazy("signed subject to ratification: it waits to be ratified"),
}
PASSED = {
    "full": gettext_lazy("signed in full"),
    "referendum": gettext_lazy("signed ad referendum, and confirmed"),
    "ratification": gettext_lazy("signed subject to ratification, and ratified"),
}
DEPOSITED = {
    "original": gettext_lazy("Who holds the original"),
    "instrument": gettext_lazy("What was deposited with it"),
    "copy": gettext_lazy("A certified copy was given to"),
}
MANNERS = {
    "signature": gettext_lazy("the mediator's signature on the settlement itself"),
    "document": gettext_lazy("a document signed by the mediator, that the mediation was carried out"),
    "institution": gettext_lazy("an attestation by the institution that administered the mediation"),
    "other": gettext_lazy("other evidence, in the words below"),
}
STAGES = {
    "initialled": gettext_lazy("Initialled by all: these are its words. Nothing is agreed by that."),
    "signed": gettext_lazy("Signed by all. It is not agreed while a signature waits for those behind it."),
    "concluded": gettext_lazy("Signed by all, and no signature waits any more."),
    "reopened": gettext_lazy("A signature was not upheld by those behind it: the text is open again."),
}
INKED = frozenset({"initial", "sign", "ratify"})
"""Moves whose own words say how they came."""
TELLS = {
    "initialled": gettext_lazy("Tell everybody that all have initialled it"),
    "signed": gettext_lazy("Tell everybody that all have signed"),
    "concluded": gettext_lazy("Tell everybody that no signature waits any more"),
    "reopened": gettext_lazy("Tell everybody that the text is open again"),
}


def title(entry: Entry, numbers: Mapping[str, str]) -> str:
    """Return what an entry about signature was, in a few words; nothing for any other."""
    match entry.move:
        case Initial(clause=clause):
            return (
                _("Clause %(clause)s initialled") % {"clause": numbers.get(clause, clause)}
                if clause
                else _("Initialled")
            )
        case Sign(how=how):
            return str(STANDS[how])
        case Ratify(passed=passed):
            return _("The signature was upheld") if passed else _("The signature was not upheld")
        case Freeze(name=name):
            return _("%(name)s is frozen for signature") % {"name": name}
        case _:
            return _title_after(entry)


def _title_after(entry: Entry) -> str:
    match entry.move:
        case Declare(clauses=clauses):
            return (
                _("Clauses initialled by all: %(clauses)s") % {"clauses": ", ".join(clauses)}
                if clauses
                else str(STAGES[entry.move.stage])
            )
        case Deposit(sort=sort, holder=holder):
            return f"{DEPOSITED[sort]}: {holder}"
        case Attest():
            return _("It is attested that the text came of mediation")
        case Rectify(name=name):
            return _("A correction is proposed: %(name)s") % {"name": name}
        case Rectified(made=made):
            return _("A correction is made") if made else _("A correction is not made")
        case _:
            return ""


def words(view: View, entry: Entry) -> str:
    """Return what an entry about signature says beside its title; nothing for any other."""
    match entry.move:
        case Sign() as one:
            return "\n".join(part for part in (*lines_of(one), came(one.heard)) if part)
        case Initial(name=name, heard=heard) | Ratify(words=name, heard=heard):
            return "\n".join(part for part in (name, came(heard)) if part)
        case Freeze() as freeze:
            told = [_("to be signed by %(who)s") % {"who": ", ".join(map(view.name_of, freeze.order))}]
            held = _("the original will be held by %(who)s") % {"who": freeze.depositary}
            return "\n".join([*told, *([held] if freeze.depositary else []), freeze.words]).strip()
        case Scan(size=size):
            return _("kept as it came; bytes: %(size)s") % {"size": size}
        case Rectify() as one:
            return "\n".join(part for part in (objecting(one.until), one.by, one.words) if part)
        case _:
            return ""


def lines_of(one: Sign) -> tuple[str, ...]:
    """Return who signed, line by line, in the signer's own words and no others."""
    return (one.name, one.capacity, one.powers, one.place)


def objecting(until: int) -> str:
    """Return until when a correction can be objected to."""
    return _("objections until %(when)s") % {"when": hours.moment(until)}


def came(one: Witnessed | None) -> str:
    """Return how a signature came that was keyed in; nothing for one that its delegation gave itself."""
    if one is None:
        return ""
    told = {"by": one.by, "how": str(answering.HOW.get(one.how, one.how)), "when": one.when}
    said = (_("keyed in by %(by)s, %(how)s %(when)s") % told).strip()
    return said + (_("; witness: %(who)s") % {"who": one.witness} if one.witness else "")

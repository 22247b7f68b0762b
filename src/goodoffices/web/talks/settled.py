"""A settlement and the attestation that it was mediated, as documents: the same lines on page, as DOCX and as PDF."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from django.http import Http404
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from goodoffices.core import text as one_text
from goodoffices.core.fold.closing import Closing
from goodoffices.core.moves.signing import Freeze, Signed
from goodoffices.documents.printed import texts
from goodoffices.documents.printed.leaf import Block, Leaf, Line, plain
from goodoffices.documents.printed.texts import Marks
from goodoffices.web.talks import signing
from goodoffices.web.talks.here import Here
from goodoffices.web.talks.printing import Held, Printed, in_language

BLANKS = 3  # lines to write a name, a capacity, a place and a day on
RULE = "________"
_APART = Line("words", plain("\N{NO-BREAK SPACE}"))


def _frozen(here: Here) -> tuple[Closing, Freeze]:
    closing = here.view.table.closing
    if closing.frozen is None:
        raise Http404
    return closing, closing.frozen


def settlement(here: Here, item: str) -> Printed:
    """Return the frozen text, or a correction that was made, with places for signatures, or what the signers wrote."""
    closing, frozen = _frozen(here)
    made = [one for one in closing.corrected if one.made and one.corrected == item]
    if item != frozen.sha256 and not made:
        raise Http404
    check = made[0].check if made else frozen.check
    held = Held("" if made else frozen.name, check, dict(here.view.text_of(item)))
    boxes = texts.DOT.join(RULE for _one in frozen.order)

    def make(text: one_text.Text, marks: Marks) -> Leaf:
        signatures = () if made else tuple(_signatures(closing, frozen))
        leaf = texts.marked(text.language or "en", (*texts.lines(text), *signatures), marks)
        initials = Line("small", plain(_("Initials: %(places)s") % {"places": boxes}))
        return leaf if closing.signatures else replace(leaf, foot=(initials, *leaf.foot))

    return in_language(here, held, "settlement", make)


def _signatures(closing: Closing, frozen: Freeze) -> Iterator[Block]:
    """Places for signatures in the order agreed, under no name but what the signers wrote themselves."""
    for one in closing.signatures:
        yield _APART
        lines = _hand(one)
        for at, words in enumerate(lines):
            yield Line("words", plain(words), kept=at + 1 < len(lines))
    if not closing.signatures:
        for _one in frozen.order:
            yield _APART
            for at in range(BLANKS):
                yield Line("room", kept=at + 1 < BLANKS)


def _hand(one: Signed) -> list[str]:
    told = str((signing.PASSED if one.confirmed else signing.STANDS)[one.how])
    return [part for part in (one.name, one.capacity, one.powers, one.place, told) if part]


def attestation(here: Here, item: str) -> Printed:
    """Return the attestation of this place in the row of those made, in the language asked for."""
    closing, frozen = _frozen(here)
    listed = closing.attested
    place = int(item) if item.isdecimal() and len(item) < 4 else len(listed)
    if place >= len(listed) or listed[place].sha256 != frozen.sha256:
        raise Http404
    language = get_language() or "en"
    with translation.override(language):
        blocks = tuple(_attested(closing, frozen, place))
    marks = Marks("", frozen.check, _("Check words:"))
    return Printed(texts.marked(language, blocks, marks), "attestation", ())


def _attested(closing: Closing, frozen: Freeze, place: int) -> Iterator[Block]:
    one = closing.attested[place]
    yield Line("title", plain(_("Attestation that a settlement resulted from mediation")))
    yield Line("words", plain(_("United Nations Convention on International Settlement Agreements Resulting from Mediation, article 4, paragraph 1 (b)")))  # fmt: skip
    where = " · ".join(part for part in (one.place, one.when) if part)
    told = (
        (_("The settlement"), [f"{frozen.name} ({', '.join(frozen.languages)})"]),
        (_("Signed by"), [", ".join(_hand(each)) for each in closing.signatures]),
        (_("The mediator"), [one.mediator]),
        (_("The institution"), [one.institution]),
        (_("Where and when it was mediated"), [where]),
        (_("By what it is shown"), [str(signing.MANNERS[one.manner]), *one.words.splitlines()]),
    )
    for heading, listed in told:
        words = [each for each in listed if each]
        if words:
            yield Line("heading", plain(heading), kept=True)
            yield from (Line("words", plain(each)) for each in words)
    yield Line("words", plain(_("The settlement named above, which the parties signed, resulted from mediation that was carried out by the mediator named here.")))  # fmt: skip
    yield from (Line("room", kept=True) for _number in range(2))
    yield Line("small", plain(_("Name, capacity, place, day, signature")))


MADE: Mapping[str, Callable[[Here, str], Printed]] = {"settlement": settlement, "attestation": attestation}

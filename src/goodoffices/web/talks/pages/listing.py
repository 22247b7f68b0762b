"""Two lists of persons held against each other, in this request alone: names go in, only private identifiers come out."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from goodoffices.core.errors import BadInput, Refused
from goodoffices.monitoring.lists.persons import LARGEST, Person, persons
from goodoffices.monitoring.lists.reconcile import Question, Reconciled, reconcile
from goodoffices.web import refusals
from goodoffices.web.talks.access import seat_page
from goodoffices.web.talks.here import Here

SHOWN = 60
_STATUS = {
    "confirmed": gettext_lazy("confirmed: asked for, and held"),
    "dead": gettext_lazy("said to be dead"),
    "missing": gettext_lazy("missing: the second list does not have them"),
    "duplicate": gettext_lazy("entered more than once"),
    "not held": gettext_lazy("said not to be held"),
    "third": gettext_lazy("held by others"),
    "not asked for": gettext_lazy("held, and not asked for"),
    "to be seen": gettext_lazy("to be looked at by a person"),
}
_WHICH = {"first": gettext_lazy("first list"), "second": gettext_lazy("second list")}
_BY = {
    "name": gettext_lazy("Name"),
    "born": gettext_lazy("year or date of birth"),
    "place": gettext_lazy("Place"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@seat_page
def lists(here: Here) -> HttpResponse:
    """Take two lists and show what they come to; nothing of either is kept, logged or sent back but identifiers."""
    told: dict[str, object] = {"wrong": ()}
    if here.request.method == "POST":
        try:
            found = reconcile(_persons(here, "first"), _persons(here, "second"))
            told |= _shown(found)
        except (BadInput, Refused) as no:
            told["wrong"] = refusals.lines(no)
    place = here.work.kind.value
    return here.page_with(400 if told["wrong"] else 200, "talks/lists.html", place, "days", **told)


def _persons(here: Here, name: str) -> tuple[Person, ...]:
    upload = here.request.FILES.get(name)
    if upload is None:
        raise BadInput(_("Choose both lists."))
    data = upload.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise BadInput(_("A list is at most %(n)s MB.") % {"n": LARGEST // 1_000_000})
    try:
        return persons(data, f"{name}:")
    except BadInput as bad:
        raise bad.within(str(_WHICH[name])) from None


def _question(asked: Question) -> dict[str, object]:
    agree, differ = ([_BY[what] for what in one] for one in (asked.agree, asked.differ))
    return {"a": asked.a, "b": asked.b, "agree": agree, "differ": differ}


def _shown(found: Reconciled) -> dict[str, object]:
    """Return counts, what a person must look at, and the lines, each by its identifiers."""
    return {
        "found": found,
        "counts": [(_STATUS[status], many) for status, many in found.counts().items()],
        "questions": [_question(one) for one in found.questions[:SHOWN]],
        "more": max(0, len(found.questions) - SHOWN),
        "table": "\n".join(
            ",".join(entry) for entry in [("list", "id", "person", "status"), *found.entries()]
        ),
    }

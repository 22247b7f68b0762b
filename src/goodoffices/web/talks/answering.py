"""What an answer says, in sentences: at whose word, only if what, until when, who may be told; and the form it came by."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goodoffices.core.errors import BadInput
from goodoffices.core.fold.answers import Answered
from goodoffices.core.moves.answers import If
from goodoffices.core.moves.texts import Difference
from goodoffices.core.view import View
from goodoffices.web.talks import hours

LEVELS = {
    "personal": gettext_lazy("one person's own view; it binds nobody"),
    "delegation": gettext_lazy("on the delegation's word"),
    "referendum": gettext_lazy("ad referendum: subject to the principals' confirmation"),
    "principal": gettext_lazy("confirmed by the principals"),
    "ratified": gettext_lazy("ratified"),
}
CHOICES = {
    "personal": gettext_lazy("I speak for myself alone; it binds nobody"),
    "delegation": gettext_lazy("Our delegation says so, within what it may"),
    "referendum": gettext_lazy(
        "Our delegation says so, ad referendum: our principals have still to confirm it"
    ),
    "principal": gettext_lazy("Our principals have confirmed it"),
    "ratified": gettext_lazy("It has been ratified"),
}
HOW = {
    "face to face": gettext_lazy("face to face"),
    "by telephone": gettext_lazy("by telephone"),
    "by message": gettext_lazy("by message"),
    "by courier": gettext_lazy("by courier"),
    "on paper, in ink": gettext_lazy("on paper, in ink"),
}
ROWS = 3


def sentences(view: View, answer: Answered, numbers: Mapping[str, str]) -> tuple[str, ...]:
    """Return what an acceptance says beside its text; `numbers` are those the clauses show."""
    told = [str(LEVELS[answer.level])] if answer.level else [_("at whose word was not said")]
    if answer.authority:
        told.append(_("by the word of: %(who)s") % {"who": answer.authority})
    told += [_("only if %(what)s") % {"what": condition(view, one, numbers)} for one in answer.conditions]
    told += [
        _("with other words in clause %(clause)s: “%(words)s”") % _changed(one) for one in answer.changes
    ]
    if answer.until:
        told.append(_("until %(when)s") % {"when": hours.moment(answer.until, answer.zone)})
    if answer.early:
        told.append(_("may be carried out before all the rest is agreed"))
    told.append(_tell(view, answer.tell))
    if answer.witnessed:
        told.append(came(answer))
    return tuple(told)


def _changed(one: Difference) -> Mapping[str, str]:
    return {"clause": one.clause.rstrip(". "), "words": one.after}


def came(answer: Answered) -> str:
    """Return how an answer came that was keyed in for somebody."""
    one = answer.witnessed
    if one is None:
        return ""
    said = _("keyed in by %(by)s, %(how)s %(when)s") % {
        "by": one.by,
        "how": str(HOW.get(one.how, one.how)),
        "when": one.when,
    }
    return said.strip() + (_("; witness: %(who)s") % {"who": one.witness} if one.witness else "")


def condition(view: View, one: If, numbers: Mapping[str, str]) -> str:
    """Return what a yes waits for, as a part of a sentence."""
    told = {
        "who": view.name_of(one.who) or one.who,
        "clause": numbers.get(one.clause, one.clause),
        "words": one.words,
        "level": str(LEVELS.get(one.level, "")),
    }
    match one.sort, bool(one.clause), one.holds:
        case "accepts", True, _:
            said = _("%(who)s accepts clause %(clause)s") % told
        case "accepts", False, _:
            said = _("%(who)s accepts the text") % told
        case "letter", _, _:
            said = _("%(who)s gives its letter") % told
        case "clause", _, _:
            return _("clause %(clause)s reads “%(words)s”") % told
        case _, _, False:
            return _("this is not so: %(words)s") % told
        case _:
            return _("this is so: %(words)s") % told
    said += f" ({told['level']})" if one.level else ""
    return said + (f": {one.words}" if one.words else "")


def _tell(view: View, tell: tuple[str, ...]) -> str:
    if not tell:
        return _("nobody else may be told")
    names = ", ".join(_("everybody") if one == "table" else view.name_of(one) for one in tell)
    return _("may be told to %(to)s") % {"to": names}


def of_fields(view: View, fields: Mapping[str, Any], numbers: Mapping[str, str]) -> tuple[str, ...]:
    """Return the same of an acceptance not yet made; nothing of one that says no level."""
    if not fields.get("level"):
        return ()
    made = Answered(
        "", 0, accepts=True,
        level=str(fields["level"]),
        authority=str(fields.get("authority", "")),
        conditions=tuple(_if(one) for one in fields.get("conditions", ())),
        changes=tuple(Difference(name, "", words) for name, words in fields.get("changes", {}).items()),
        until=int(fields.get("until") or 0),
        zone=str(fields.get("zone", "")),
        tell=tuple(fields.get("tell", ())),
        early=bool(fields.get("early")),
    )  # fmt: skip
    return sentences(view, made, numbers)


def wants_of(view: View, fields: Mapping[str, Any], numbers: Mapping[str, str]) -> tuple[str, ...]:
    """Return what something not yet said waits for, and until when it would stand."""
    wants = [condition(view, _if(one), numbers) for one in fields.get("conditions", ())]
    told = [_("only if %(what)s") % {"what": one} for one in wants]
    if fields.get("until"):
        until = hours.moment(int(fields["until"]), str(fields.get("zone", "")))
        told.append(_("until %(when)s") % {"when": until})
    return tuple(told)


def letter_of(post: QueryDict) -> dict[str, Any]:
    """Return the fields of a guarantor's letter from its form."""
    made: dict[str, Any] = {name: post[name] for name in ("words", "zone") if post.get(name)}
    until = hours.seconds(post.get("until", ""), post.get("zone", ""))
    conditions = [one for number in range(1, ROWS + 1) if (one := _row(post, str(number)))]
    return made | {name: value for name, value in {"until": until, "conditions": conditions}.items() if value}


def _if(one: Mapping[str, Any]) -> If:
    who, clause, level, words = (str(one.get(name, "")) for name in ("who", "clause", "level", "words"))
    return If(one["sort"], who, clause, level, words, not one.get("not"))


def fields_of(post: QueryDict) -> dict[str, Any]:
    """Return the fields of an acceptance from the form by which one is given; `BadInput` says what is missing."""
    made: dict[str, Any] = {
        name: str(post[name]).strip()
        for name in ("sha256", "level", "clause", "authority", "zone", "early")
        if post.get(name, "").strip()
    }
    if "level" not in made:
        raise BadInput(_("Say at whose word you accept it."))
    until = hours.seconds(post.get("until", ""), made.get("zone", ""))
    conditions = [one for number in range(1, ROWS + 1) if (one := _row(post, str(number)))]
    changes = {post["changed"]: post["changed_words"]} if post.get("changed") else {}
    more = {"until": until, "conditions": conditions, "tell": post.getlist("tell"), "changes": changes}
    made |= {name: value for name, value in more.items() if value}
    if post.get("how"):
        made["heard"] = {name: post.get(name, "") for name in ("how", "when", "witness")}
    return made


def _row(post: QueryDict, number: str) -> dict[str, Any]:
    """Return one condition of the form: `if1` chooses, `if1clause` and `if1words` say of what."""
    chosen = post.get(f"if{number}", "")
    if not chosen:
        return {}
    sort, _colon, who = chosen.partition(":")
    made: dict[str, Any] = {"sort": "fact" if sort == "not" else sort}
    if sort == "not":
        made["not"] = True
    given = {
        "who": who,
        "level": post.get(f"if{number}level", "") if sort == "accepts" else "",
        "clause": post.get(f"if{number}clause", ""),
        "words": post.get(f"if{number}words", ""),
    }
    return made | {name: value.strip() for name, value in given.items() if value.strip()}

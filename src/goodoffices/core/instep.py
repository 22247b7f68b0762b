"""Languages in step: where one language of a text was changed and another was not, so that they may say two things."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from goodoffices.core import text as one_text
from goodoffices.core.lanes import Kind
from goodoffices.core.view import View

Files = Mapping[str, str]
MOST = 12
"""So many texts back a comparison goes."""


def behind(texts: Sequence[Files]) -> Mapping[str, tuple[str, ...]]:
    """Return, by language, the clauses in which the last text did not follow what was changed in another language.

    The texts come in order; the first is taken to be in step. A clause is in step again once every language of it
    was changed. Cost: reads each text once, and compares each with the one before it, language by language.
    """
    if not texts or len(texts[-1]) < 2:
        return {}
    ahead: dict[str, frozenset[str]] = {}
    for before, now in pairwise(texts):
        every, fresh = frozenset(now), frozenset(now) - frozenset(before)
        changed = {
            name: ahead.get(name, frozenset()) | found for name, found in _changed(before, now).items()
        }
        ahead = {
            name: found | fresh for name, found in {**ahead, **changed}.items() if not found | fresh >= every
        }
    languages = tuple(texts[-1])
    listed = {one: tuple(name for name, found in ahead.items() if one not in found) for one in languages}
    return {one: clauses for one, clauses in listed.items() if clauses}


def _changed(before: Files, now: Files) -> Mapping[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for language in now:
        if language in before and before[language] != now[language]:
            for one in one_text.compare(one_text.read(before[language]), one_text.read(now[language])):
                if one.kind in ("changed", "added", "removed"):
                    found[one.clause] = found.get(one.clause, frozenset()) | {language}
    return found


def given_behind(view: View, delegation: str) -> Mapping[str, tuple[str, ...]]:
    """Return where the newest text a delegation was given lags, as its channel and the table tell."""
    lane, state = view.lane(Kind.CHANNEL, delegation).id, view.channel(delegation)
    vouched = {*view.table.closing.vouched, *state.vouched}
    row: list[int] = []
    for one in state.given[-MOST:]:
        row = [one.number] if one.sha256 in vouched else [*row, one.number]
    return behind([view.files(lane, number) for number in row])


def registered_behind(view: View, sha256: str) -> Mapping[str, tuple[str, ...]]:
    """Return where a registered text lags behind itself, held beside those registered before it for every room."""
    names = list(view.desk.versions)
    upto = names[: names.index(sha256) + 1][-MOST:]
    row: list[str] = []
    for name in upto:
        if not view.desk.versions[name].meant or name == sha256:
            row = [name] if name in view.desk.vouched else [*row, name]
    return behind([view.text_of(name) for name in row])

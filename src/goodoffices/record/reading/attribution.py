"""Who says what in a whole report: the rules run over its sentences, and quotations that stand alone find their speaker."""

from goodoffices.record.reading.nouns import according_rule, colon_rule, noun_rule
from goodoffices.record.reading.rules import verb_rule
from goodoffices.record.reading.scan import MARKS, Found, Scan
from goodoffices.record.reading.sheet import Sentence
from goodoffices.record.reading.verbs import settle_nouns


def statements_in(s: Sentence) -> list[Found]:
    """Return the statements of one sentence."""
    r = Scan(s)
    settle_nouns(r)
    r.claimed = k = past_question(r)
    while k < r.n:
        if k >= r.claimed:
            _at(r, k)
        k += 1
    return r.found


def past_question(r: Scan) -> int:
    """Return the unit after "Asked whether the bridge would open," in front, which nobody states; 0 without one."""
    if r.word(0) not in ("asked", "pressed", "questioned", "quizzed") or r.tag(1) not in "SPWt":
        return 0
    return r.s.tags.index(",") + 1 if "," in r.s.tags else 0


def _at(r: Scan, k: int) -> None:
    tag, word = r.tag(k), r.word(k)
    if word == "according" and r.word(k + 1) == "to":
        according_rule(r, k)
    elif tag == "Q" and verb_rule(r, k):
        return
    elif tag in "QnK" and word in r.lex.nouns:
        noun_rule(r, k)
    elif tag == ":" and r.tag(k + 1) == '"':
        colon_rule(r, k)


def attributions(sheet: list[Sentence]) -> list[Found]:
    """Return the statements of a report in the order of the text."""
    found: list[Found] = []
    last: Found | None = None
    paragraph = -1
    for number, s in enumerate(sheet):
        if _only_quoted(s):
            if last is not None and (paragraph == s.paragraph or next(iter(s.quotes.values())).resumes):
                last.pieces.extend((q.start, q.end) for q in s.quotes.values())
                paragraph = s.paragraph
            continue
        mine = statements_in(s)
        for f in mine:
            f.sentence = number
        found.extend(mine)
        speaking = [f for f in mine if f.speaks]
        if speaking:
            last, paragraph = speaking[-1], s.paragraph
    return found


def _only_quoted(s: Sentence) -> bool:
    return '"' in s.tags and all(tag in MARKS for tag in s.tags)

"""Who says what in a whole report: the rules run over its sentences, and quotations that stand alone find their speaker."""

from goodoffices.record.reading.nouns import according_rule, colon_rule, noun_rule
from goodoffices.record.reading.rules import announcing, verb_rule
from goodoffices.record.reading.scan import MARKS, Found, Scan
from goodoffices.record.reading.sheet import Sentence
from goodoffices.record.reading.verbs import settle_nouns


def statements_in(s: Sentence) -> list[Found]:
    """Return the statements of one sentence."""
    r = Scan(s)
    settle_nouns(r)
    r.claimed = past_question(r)
    for k, tag in enumerate(s.tags):
        if k >= r.claimed and (
            tag in "Q:" or s.words[k] == "according" or (tag in "nK" and s.words[k] in r.lex.nouns)
        ):
            _at(r, k)
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
        if only_quoted(s):
            if last is not None and (
                paragraph == s.paragraph or next(iter(s.quotes.values())).resumes or not last.pieces
            ):
                found += [] if last.pieces else [last]
                last.pieces.extend((q.start, q.end) for q in s.quotes.values())
                paragraph = s.paragraph
            continue
        mine = statements_in(s)
        for f in mine:
            f.sentence = number
        found.extend(mine)
        speaking = [f for f in mine if f.speaks]
        awaited = None if speaking else _awaited(s, number)
        if speaking or awaited:
            last, paragraph = awaited or speaking[-1], s.paragraph
        elif last is not None and not last.pieces:
            last = None
    return found


def _awaited(s: Sentence, number: int) -> Found | None:
    """Return a statement without words yet, for "The minister said:"."""
    if not s.tags or s.tags[-1] != ":":
        return None
    r = Scan(s)
    settle_nouns(r)
    said = announcing(r)
    if said is None:
        return None
    group, speaker = said
    cue, source = r.span((group.start, group.end)), r.span(speaker.units)
    return Found(
        [], source, cue, group.cues[0].kind, "words in the next paragraph", direct=True, sentence=number
    )


def only_quoted(s: Sentence) -> bool:
    """Say whether a sentence is quotations and nothing else."""
    return '"' in s.tags and all(tag in MARKS for tag in s.tags)

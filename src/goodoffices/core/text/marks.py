"""Displayed numbers: which words at the head of a clause or heading are its number."""

import re
import unicodedata

_TAIL = r"(?:[ \u00a0](?:bis|ter|quater)\b\.?)?"
_CLAUSE = re.compile(
    rf"(?:(?P<dotted>\d+(?:\.\d+)*(?P<letter>[^\W\d_])?(?P<final>\.)?){_TAIL}"
    rf"|(?P<round>\((?:[^\W\d_]|\d+|[ivxlcdmIVXLCDM]+)\)){_TAIL}"
    r"|(?P<bullet>[-–•]))(?=[ \t\u00a0])"
)
_HEADING = re.compile(
    r"(?:[^\W\d_]+[ \u00a0])?"
    rf"(?P<dotted>\d+(?:\.\d+)*[^\W\d_]?){_TAIL}[.:]?(?=[ \t\u00a0]|$)"
)


def of_clause(line: str) -> str:
    """Return the displayed number at the head of a line, or nothing.

    Digits of one script parted by dots, with a final dot where there is one group, a letter allowed after the
    last digit; or one letter, a number or a Roman numeral in parentheses; each perhaps with bis, ter, quater;
    or a dash or bullet; then a blank.
    """
    found = _CLAUSE.match(line)
    if found is None:
        return ""
    dotted = found["dotted"]
    if dotted is not None:
        single = "." not in dotted.rstrip(".")
        if not _one_script(dotted) or (single and not found["final"]):
            return ""
    if found["round"] is not None and not _one_script(found["round"]):
        return ""
    return found.group(0)


def of_heading(line: str) -> str:
    """Return the displayed number at the head of a heading: no dot is needed, and one word may stand before it."""
    found = _HEADING.match(line)
    if found is not None and _one_script(found["dotted"]):
        return found.group(0)
    return of_clause(line)


def _one_script(words: str) -> bool:
    zeros = {ord(one) - unicodedata.decimal(one) for one in words if one.isdecimal()}
    return len(zeros) <= 1

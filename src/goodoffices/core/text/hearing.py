"""What the ear must catch in a sentence: dates, numbers, negations; in English, French and Arabic."""

import re
import unicodedata
from collections.abc import Sequence

_ENGLISH = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
)
_CAPITAL = f"(?-i:{_ENGLISH}|{_ENGLISH.upper()})"
_FRENCH = "janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre"
_ARABIC = (
    "يناير|فبراير|مارس|[أإا]بريل|مايو|يونيو|يونية|يوليو|يولية|[أا]غسطس|سبتمبر|[أا]كتوبر|نوفمبر|ديسمبر"
    "|كانون الثاني|شباط|[آا]ذار|نيسان|[أا]يار|حزيران|تموز|[آا]ب|[أا]يلول|تشرين ال[أا]ول|تشرين الثاني|كانون ال[أا]ول"
    "|جانفي|فيفري|[أا]فريل|ماي|جوان|جويلية|[أا]وت"
    "|المحرم|محرم|صفر|ربيع ال[أا]ول|ربيع الثاني|ربيع الآخر|جمادى ال[أا]ولى|جمادى الآخرة|رجب|شعبان|رمضان|شوال"
    "|ذو القعدة|ذي القعدة|ذو الحجة|ذي الحجة"
)
_YEAR = r"\d{3,4}(?: ?(?:م|هـ?|AD|CE))?"
_DAY = r"\d{1,2}(?:st|nd|rd|th|er|ère)?"
_ARABIC_MONTH = rf"(?:{_ARABIC})(?: ?/ ?(?:{_ARABIC}))?"
_DATE = re.compile(
    rf"(?<![\w.,:/])(?:"
    rf"\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}([./-])\d{{1,2}}\1\d{{2,4}}"
    rf"|{_DAY}(?: of)? {_CAPITAL}\b\.?(?:,? {_YEAR})?"
    rf"|{_CAPITAL}\b\.? {_DAY}(?![\d:.]\d)(?:,? {_YEAR})?"
    rf"|{_CAPITAL}\b\.?,? \d{{4}}"
    rf"|{_DAY} (?:{_FRENCH})\b(?: {_YEAR})?"
    rf"|(?:{_FRENCH}) \d{{4}}"
    rf"|\d{{1,2}} (?:من )?(?:شهر )?{_ARABIC_MONTH}(?!\w)(?:[،,]? (?:من )?(?:عام |سنة )?{_YEAR})?"
    rf"|(?:{_ARABIC_MONTH}) (?:عام |سنة )?\d{{4}}"
    rf")(?!\w)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?<!\w)\d+(?:[.,:/٫٬ ]\d+|[ ]?[:/×x][ ]?\d+)*(?:[ ]?[%٪])?|\d+")
_NOT = re.compile(
    r"(?<!\w)(?:(?:"
    r"not|no|never|none|neither|nor|nobody|nothing|nowhere|cannot|without|unless|except|\w+n[’']t"
    r"|ne|pas|non|jamais|aucun|aucune|aucuns|aucunes|nul|nulle|rien|sans|ni|sauf|excepté|hormis"
    r"|[وف]?[بلك]?(?:لا|لم|لن|ليس|ليست|ليسا|ليسوا|لسن|غير|بدون|دون|دونما|عدم|[إا]لا|[أا]لا|لئلا|سوى)"
    r")(?!\w)|n[’'](?=\w))",
    re.IGNORECASE,
)

Span = tuple[int, int]


def bare(words: str) -> tuple[str, Sequence[int]]:
    """Return words less vowel marks, runs of blanks as they are, and where each letter stood."""
    if words.isascii():
        return words, range(len(words) + 1)
    kept = [(one, at) for at, one in enumerate(words) if not _silent(one)]
    return "".join(one for one, _ in kept), [*(at for _, at in kept), len(words)]


def _silent(letter: str) -> bool:
    return letter == "\u0640" or (
        unicodedata.category(letter) == "Mn" and "ARABIC" in unicodedata.name(letter)
    )


def dates(words: str) -> list[Span]:
    """Return where dates stand that have a day or a year: with the month's name, or all in digits."""
    return [found.span() for found in _DATE.finditer(words)]


def numbers(words: str) -> list[Span]:
    """Return where numbers stand, times and ratios as one."""
    return [found.span() for found in _NUMBER.finditer(words)]


def negations(words: str) -> list[Span]:
    """Return where a word stands that turns a sentence round."""
    return [found.span() for found in _NOT.finditer(words)]

"""An invented text of forty clauses, with brackets as drafters leave them."""

ARTICLES, CLAUSES = 8, 5
_SENTENCE = (
    "the fairway is kept open to vessels of either town between the morning and the evening tide and nobody"
    " aboard is asked for papers other than those named in the list handed over on the first day of a phase"
)
_WORDS = _SENTENCE.split()


def draft(days: int = 40) -> str:
    """Return the text: eight articles of five clauses, twenty-four open passages; `days` makes it another text."""
    lines = ["# Accord on the Strait", "Parties: Tarn, Vell", "Language: en", ""]
    for article in range(1, ARTICLES + 1):
        lines += [f"## Article {article} {{#article-{article}}}", ""]
        for clause in range(1, CLAUSES + 1):
            number = (article - 1) * CLAUSES + clause
            lines += [f"{number}. {_clause(number, days)} {{#clause-{number}}}", ""]
    return "\n".join(lines)


def _clause(number: int, days: int) -> str:
    turned = _WORDS[number % len(_WORDS) :] + _WORDS[: number % len(_WORDS)]
    words = " ".join(turned).capitalize()
    if number % 5 in (1, 2, 3):
        words += f", for [{number + 10} | {number + 12} | {number + days}]{{#days-{number}}} days"
    return f"{words}."

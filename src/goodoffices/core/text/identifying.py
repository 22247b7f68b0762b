"""Writing made names into a file, changing nothing else in it."""

from collections.abc import Iterator

from goodoffices.core.text.reader import read
from goodoffices.core.text.tree import Text, clauses, passages


def with_ids(source: str) -> str:
    """Return the file with a written name for every article, clause and passage that had none."""
    mark = "\ufeff" if source.startswith("\ufeff") else ""
    bare = source.removeprefix("\ufeff")
    for end, words in sorted(_insertions(read(source)), key=_last_first):
        bare = bare[:end] + words + bare[end:]
    return mark + bare


def _last_first(insertion: tuple[int, str]) -> tuple[int, bool]:
    """Last in the file first; where a clause ends in a bracket, the bracket's name comes to stand before it."""
    end, words = insertion
    return -end, words.startswith("{")


def _insertions(text: Text) -> Iterator[tuple[int, str]]:
    for article in text.articles:
        if article.made:
            yield article.place.end, f" {{#{article.id}}}"
    for clause in clauses(text):
        if clause.made:
            yield clause.place.end, f" {{#{clause.id}}}"
    for passage in passages(text):
        if passage.bracket.made:
            yield passage.bracket.place.end, f"{{#{passage.bracket.id}}}"

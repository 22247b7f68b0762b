"""Writing made names into a file, changing nothing else in it."""

from collections.abc import Iterator

from goodoffices.core.text.composing import insert
from goodoffices.core.text.reader import read
from goodoffices.core.text.tree import Text, clauses, passages


def with_ids(source: str) -> str:
    """Return the file with a written name for every article, clause and passage that had none."""
    mark = "\ufeff" if source.startswith("\ufeff") else ""
    bare = source.removeprefix("\ufeff")
    return mark + insert(bare, _insertions(read(source)))


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

"""Writing made names into a file, changing nothing else in it."""

from collections.abc import Iterator

from goodoffices.core.text.composing import insert
from goodoffices.core.text.reader import read
from goodoffices.core.text.tree import Article, Clause, Text, named


def with_ids(source: str) -> str:
    """Return the file with a written name for every article, clause and passage that had none."""
    mark = "\ufeff" if source.startswith("\ufeff") else ""
    bare = source.removeprefix("\ufeff")
    return mark + insert(bare, _insertions(read(source)))


def _insertions(text: Text) -> Iterator[tuple[int, str]]:
    for one in named(text):
        if one.made:
            blank = " " if isinstance(one, Article | Clause) else ""
            yield one.place.end, f"{blank}{{#{one.id}}}"

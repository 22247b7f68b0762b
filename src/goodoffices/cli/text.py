"""`goodoffices text`: check, show, fingerprint, compare, settle and name a bracketed text."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from goodoffices.cli.files import file_words, print_json, say
from goodoffices.core import text as one_text
from goodoffices.core.errors import BadInput, Fault

Files = Annotated[
    list[Path], typer.Argument(help="Files of one text, one for each language.", show_default=False)
]
File = Annotated[Path, typer.Argument(help="A file of bracketed text.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]

app = typer.Typer(no_args_is_help=True, help="The one text: brackets, fingerprints, differences.")


def register(parent: typer.Typer) -> None:
    """Offer the command."""
    parent.add_typer(app, name="text")


def _exactly() -> None:
    """Let numbers be written out however long: the ways to settle a large draft have thousands of digits."""
    sys.set_int_max_str_digits(0)


def _read(path: Path) -> one_text.Text:
    try:
        return one_text.read(file_words(path))
    except BadInput as fault:
        raise fault.within(str(path)) from None


def _version(paths: list[Path]) -> one_text.Version:
    return one_text.align([_read(path) for path in paths], [str(path) for path in paths])


def _print(words: str) -> None:
    """Write a file's words as they are to standard output, in UTF-8."""
    typer.echo(words.encode("utf-8"), nl=False)


@app.command()
def check(files: Files) -> None:
    """Read a text, say that it is sound, and print the passages it found."""
    version = _version(files)
    text = version.texts[0]
    say(
        f"ok: {one_text.open_count(text)} open, {one_text.blanks_count(text)} blank, "
        f"{_many(one_text.deals(text))} to settle it"
    )
    for passage in one_text.shown(text)["passages"]:
        tied = f" (follows {passage['tied_to']})" if passage["tied_to"] else ""
        listed = " | ".join(" ".join(option["text"].split()) for option in passage["options"]) or "blank"
        say(f"{passage['id']}\tin {passage['clause']}{tied}\t[{listed}]")


def _many(ways: int) -> str:
    if ways < 10**15:
        return f"{ways:,} way{'' if ways == 1 else 's'}"
    return f"more than 10^{ways.bit_length() * 30_103 // 100_000 - 1} ways"


@app.command()
def show(file: File, json: Json = False) -> None:
    """Print a text as it was understood."""
    _exactly()
    text = _read(file)
    if json:
        print_json(one_text.shown(text))
    else:
        _print(one_text.write(text))


@app.command()
def fingerprint(
    files: Files,
    words: Annotated[str, typer.Option(help="The language of the words.")] = "",
    heard: Annotated[str | None, typer.Option(help="What was read out, to compare.")] = None,
    json: Json = False,
) -> None:
    """Print the fingerprint, and the words and digits people read to one another."""
    if words and words.lower().split("-")[0] not in one_text.LISTS:
        raise BadInput(f"--words: there are words in {', '.join(one_text.LISTS)}; choose one of them")
    version = _version(files)
    made = one_text.check_words(version.sha256)
    language = words or version.languages[0]
    if heard is not None:
        _compare_heard(made, heard, json=json)
        return
    listed = list(made.words(language))
    if json:
        print_json({"sha256": version.sha256, "words": listed, "digits": made.digits})
    else:
        say(f"{' · '.join(listed)}\n{made.digits}\n{version.sha256}")


def _compare_heard(made: one_text.CheckWords, spoken: str, *, json: bool) -> None:
    told = one_text.heard(made, spoken)
    if json:
        print_json({"heard": told})
    else:
        say({"same": "the same text", "another": "another text", "slip": "a slip: say it once more"}[told])
    raise typer.Exit({"same": 0, "another": 1, "slip": 2}[told])


@app.command()
def compare(a: File, b: File, json: Json = False) -> None:
    """Say where two texts differ; exit 1 if they do."""
    ours, theirs = _read(a), _read(b)
    same = one_text.sha256(ours) == one_text.sha256(theirs)
    changes = one_text.compare(ours, theirs)
    if json:
        listed = [
            {"clause": one.clause, "kind": one.kind, "before": one.before, "after": one.after}
            for one in changes
        ]
        print_json({"same": same, "changes": listed})
    else:
        shown_as = one_text.numbers(ours)
        for one in changes:
            say(sentence(one, shown_as.get(one.clause, one.clause)))
        if same:
            say("the same text")
    raise typer.Exit(0 if same else 1)


def sentence(change: one_text.Change, number: str) -> str:
    """Return a difference as a sentence: in 14, 30 days became 36."""
    match change.kind:
        case "added":
            return f"added {number}: {change.after}"
        case "removed":
            return f"{number} is gone: {change.before}"
        case "moved":
            return f"{number} stands elsewhere"
        case "renumbered":
            return f"{change.before or 'no number'} became {change.after or 'no number'}"
        case "changed":
            swaps = [_swap(swap) for swap in one_text.swaps(change.before, change.after)]
            return f"in {number}, {'; '.join(swaps)}"


def _swap(swap: one_text.Swap) -> str:
    then = f" {swap.then}" if swap.then else ""
    if not swap.before:
        return f"“{swap.after}” was added"
    if not swap.after:
        return f"“{swap.before}” is gone"
    if swap.before[0].isalpha() or swap.after[0].isalpha():
        return f"“{swap.before}” became “{swap.after}”"
    return f"{swap.before}{then} became {swap.after}"


@app.command()
def settle(
    file: File,
    choose: Annotated[list[str], typer.Option("--choose", help="PASSAGE=N; N counts from 1.")],
) -> None:
    """Print the text with some brackets settled."""
    choices: dict[str, int] = {}
    for wanted in choose:
        name, equals, number = wanted.rpartition("=")
        if not equals or not name or not (number.isascii() and number.isdigit()) or len(number) > 6:
            raise BadInput(f"--choose {wanted}: write the passage's name, “=”, and the number of the option")
        if choices.get(name, int(number)) != int(number):
            raise BadInput(f"--choose {wanted}: another option of “{name}” was chosen before; choose one")
        choices[name] = int(number)
    try:
        _print(one_text.write(one_text.settle(_read(file), choices)))
    except BadInput as fault:
        raise fault.within(str(file)) from None


@app.command()
def ids(
    file: File, write: Annotated[bool, typer.Option("--write", help="Write the names into the file.")] = False
) -> None:
    """Print the text with a name for everything, or write the names into the file."""
    try:
        named = one_text.with_ids(file_words(file))
    except BadInput as fault:
        raise fault.within(str(file)) from None
    if not write:
        _print(named)
        return
    try:
        file.write_bytes(named.encode("utf-8"))
    except OSError:
        raise BadInput(Fault("cannot be written; check whose file it is", file=str(file))) from None

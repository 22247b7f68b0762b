"""A copy that somebody pasted or uploaded: taken in within limits, and given the lines a paper copy does not carry."""

from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext as _

from goodoffices.core import text as one_text
from goodoffices.core.errors import BadInput

MEGABYTES = 5
MOST = MEGABYTES * 1024 * 1024


def taken(file: "UploadedFile[Any] | None", pasted: str) -> str:
    """Return what was uploaded, else what was pasted; refuse nothing, too much, and what is not plain text."""
    if file is not None and (file.size or 0) > MOST:
        raise BadInput(
            _("The file is larger than %(n)s megabytes. Send the text alone, as plain text.")
            % {"n": MEGABYTES}
        )
    body = file.read() if file is not None else b""
    try:
        words = body.decode("utf-8-sig") if body else pasted
    except UnicodeDecodeError:
        raise BadInput(
            _("The file is not plain text. Open it, copy the words, and paste them here.")
        ) from None
    if len(words.encode("utf-8", "surrogatepass")) > MOST:
        raise BadInput(_("The text is longer than %(n)s megabytes.") % {"n": MEGABYTES})
    if not words.strip():
        raise BadInput(_("Paste the copy you hold, or choose its file."))
    return words.replace("\r\n", "\n").replace("\r", "\n")


def by_language(request: HttpRequest) -> dict[str, str]:
    """Return the text sent with a form, by language: an uploaded file before pasted words; empty ones left out."""
    found: dict[str, str] = {}
    for language in request.POST.getlist("language"):
        upload, words = request.FILES.get(f"file.{language}"), request.POST.get(f"text.{language}", "")
        if upload is not None or words.strip():
            found[language] = taken(upload, words)
    if not found:
        raise BadInput(_("Nothing was pasted or uploaded; give the text in at least one language."))
    return found


def dressed(registered: Mapping[str, str], language: str, words: str) -> str:
    """Return a copy with the title and the lines under it where it has none: they are not on paper."""
    if language not in registered:
        raise BadInput(_("The text you were given is not in that language; choose one that it has."))
    ours = one_text.read(registered[language])
    lines = words.strip("\n").split("\n")
    first = lines[0].strip().removeprefix("#").strip()
    titled = (
        lines[0].lstrip().startswith("# ") or first.casefold() == one_text.notation(ours.title).casefold()
    )
    head = [f"# {first}"] if titled else [_title(ours)]
    lines = lines[1:] if titled else lines
    while lines and lines[0].strip().startswith(("Parties:", "Language:")):
        head.append(lines.pop(0).strip())
    if not any(one.startswith("Language:") for one in head) and ours.language:
        head.append(f"Language: {ours.language}")
    if not any(one.startswith("Parties:") for one in head) and ours.parties:
        head.append(f"Parties: {', '.join(ours.parties)}")
    return "\n".join([*head, "", *lines])


def _title(text: one_text.Text) -> str:
    return one_text.write(text).split("\n", 1)[0]

"""S15: whatever is sent to the forms that take files, and however: refused or read in words, in little memory, never played back."""

import contextlib
import http.client
import io
import re
import socket
import tempfile
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.knocking import Knocker
from tests.serving import Site, serving
from tests.soak import Trial
from tests.soaks import s9_closed

TITLE = "hostile files and requests at every form that takes a file, by a real server"
TIMES = 1
NEVER = ("errors", "played back", "unanswered", "over 64 MB", "over the disk")
MEMORY, DISK = 64 << 20, 32 << 20
MB = 1 << 20
SCRIPT = b"<script>alert(document.cookie)</script>"


@dataclass
class Door:
    """A site and somebody at its desk, with what a raw request of theirs must bear."""

    site: Site
    desk: Knocker
    home: str
    before: int = 0

    def line(self) -> http.client.HTTPConnection:
        """Return a new connection."""
        return http.client.HTTPConnection(urlsplit(self.site.url).netloc, timeout=60)

    def forms(self) -> list[tuple[str, str, str]]:
        """Return the addresses that take files, the page each form is on, and the field a file goes in."""
        return [
            ("/begin/report", "/begin/report", "file"),
            *(
                (f"/{self.home}/{to}", f"/{self.home}/{page}", field)
                for to, page, field in (
                    ("record/report", "record/report", "file"),
                    ("record/bring", "record", "file"),
                    ("days/lists", "days/lists", "first"),
                    ("days/keep", "days", "upload"),
                    ("text/register", "text/draft", "file.en"),
                )
            ),
        ]

    def fresh(self) -> None:
        """Begin to measure the server's memory anew."""
        Path(f"/proc/{self.site.process.pid}/clear_refs").write_text("5")
        self.before = _memory(self.site, "VmRSS")

    def grown(self, what: str) -> int:
        """Return by how much the server's memory grew at most since then; told where it is much."""
        grown = _memory(self.site, "VmHWM") - self.before
        if grown > MEMORY:
            print(f"{grown >> 20} MB for {what}")
        self.fresh()
        return grown

    def send(self, path: str, body: bytes, **headers: str) -> tuple[int, bytes]:
        """Send a body as the person at the desk; return what came back, 0 where the server hung up."""
        cookies = "; ".join(f"{one.name}={one.value}" for one in self.desk.cookies)
        said = {
            "Cookie": cookies,
            "Content-Length": str(len(body)),
            **{k.replace("_", "-"): v for k, v in headers.items()},
        }
        line = self.line()
        try:
            line.request("POST", path, body, said)
            answer = line.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException):
            return 0, b""
        finally:
            line.close()

    def upload(self, form: tuple[str, str, str], name: bytes, data: bytes) -> tuple[int, bytes]:
        """Send one file in a form."""
        path, page, field = form
        self.desk.get(page)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.desk.page)
        parts = [("csrfmiddlewaretoken", b"", token[1].encode() if token else b""), (field, name, data)]
        parts += [("second", b"b.csv", b"id,name\n1,B\n")] if field == "first" else []
        return self.send(path, multipart(parts), Content_Type="multipart/form-data; boundary=b0undary")


def multipart(parts: list[tuple[str, bytes, bytes]]) -> bytes:
    """Return a form's body; a part without a file's name is a plain field."""
    made = []
    for field, name, data in parts:
        file = b'; filename="' + name + b'"\r\nContent-Type: image/svg+xml' if name else b""
        made.append(
            b'--b0undary\r\nContent-Disposition: form-data; name="'
            + field.encode()
            + b'"'
            + file
            + b"\r\n\r\n"
            + data
        )
    return b"\r\n".join([*made, b"--b0undary--", b""])


def files() -> dict[str, tuple[bytes, bytes]]:
    """Return hostile files by what they are: a name and what is in them."""
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(20):
            packed.writestr(f"{number}.txt", bytes(20 * MB))
    laughs = b'<!DOCTYPE a [<!ENTITY a "ha">' + b"".join(
        b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 20) for n in range(12)
    )
    return {
        "a zip that unpacks to 400 MB": (b"42.zip", bomb.getvalue()),
        "gzip of 1 GB of nothing": (b"a.gz", zlib.compress(bytes(64 * MB)) * 4),
        "SVG with a script": (
            b"a.svg",
            b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">' + SCRIPT + b"</svg>",
        ),
        "HTML with a script": (b"a.html", b"<html>" + SCRIPT + b"<p>Words.</p>"),
        "PDF with a script": (b"a.pdf", b"%PDF-1.7\n1 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj\n%%EOF"),
        "picture that is a script": (b"a.gif", b"GIF89a/*" + bytes(40) + b"*/=1;" + SCRIPT),
        "XML that grows without end": (b"a.xml", laughs + b"]><a>&m;</a>"),
        "a name that climbs": (b"../../../../etc/passwd", b"root:x:0:0"),
        "a name with a NUL and a turn of direction": (b"a\x00\xe2\x80\xaetxt.exe", b"MZ"),
        "a name of 100,000 letters": (b"a" * 100_000, b"words"),
        "six million opening brackets": (b"a.txt", b"[" * (6 * MB)),
        "a line of six million signs": (b"a.csv", b"id,name\n" + b"x" * (6 * MB)),
        "commas without end": (b"a.csv", b"id,name\n" + b"," * (3 * MB)),
        "nothing": (b"a.txt", b""),
        "bytes that are no text": (b"a.txt", bytes(range(256)) * 400),
        "two marks of order and half a pair": (b"a.txt", b"\xff\xfe\x00\xd8\xed\xa0\x80"),
    }


@contextlib.contextmanager
def trials() -> Iterator[Trial]:
    """All files at all forms, then requests that are no proper requests."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder, serving(Path(folder) / "data") as site:
        desk = _begun(site)
        door = Door(site, desk, desk.find(r"/(seat/[0-9a-f]+)/"))

        def trial(_: int) -> Mapping[str, int]:
            for form in door.forms():
                door.upload(form, b"a.txt", b"Warm. " * 100)
            disk, most, counts = _size(site.data), 0, Counter[str]()
            for what, answer in _cases(door):
                counts += _judged(what, *answer)
                most = max(most, door.grown(what))
            written = _size(site.data) - disk
            counts += Counter({"memory MB": most // MB, "disk KB": written // 1024})
            return counts + Counter({"over 64 MB": int(most > MEMORY), "over the disk": int(written > DISK)})

        yield trial


def _cases(door: Door) -> Iterator[tuple[str, tuple[int, bytes]]]:
    door.fresh()
    for what, (name, data) in files().items():
        for form in door.forms():
            yield f"{what} at {form[0]}", door.upload(form, name, data)
    yield from _protocol(door)


def _begun(site: Site) -> Knocker:
    desk = Knocker(site.url)
    desk.get("/begin")
    desk.post("/begin", **{**s9_closed.FORM, "mode": "house"})
    s9_closed._join(desk)
    desk.get("/me")
    return desk


def _judged(what: str, status: int, reply: bytes) -> Counter[str]:
    """Count what one answer was; 0 is a server that hung up, which is an answer to what is no request."""
    counts = Counter({"cases": 1, str(status): 1})
    counts["errors"] = int(status >= 500)
    counts["played back"] = int(SCRIPT in reply or b'onload="alert' in reply)
    if status >= 500 or counts["played back"]:
        print(f"{status} {what}: {reply[:200]!r}")
    return +counts


def _protocol(door: Door) -> Iterator[tuple[str, tuple[int, bytes]]]:
    many = [(f"field{number}", b"", b"x") for number in range(20_000)]
    form, kind = "/begin/report", "multipart/form-data; boundary=b0undary"
    yield "20,000 parts", door.send(form, multipart(many), Content_Type=kind)
    yield (
        "20,000 files",
        door.send(form, multipart([(f"f{n}", b"a", b"") for n in range(20_000)]), Content_Type=kind),
    )
    yield "20,000 fields", door.send(form, b"&".join(b"f%d=x" % n for n in range(20_000)))
    yield "a part that never ends", door.send(form, multipart(many)[:-20], Content_Type=kind)
    yield "no boundary", door.send(form, multipart(many[:3]), Content_Type="multipart/form-data")
    yield (
        "a boundary of 100,000",
        door.send(form, b"x", Content_Type=f"multipart/form-data; boundary={'b' * 60_000}"),
    )
    yield "ten gigabytes announced", door.send(form, b"x", Content_Type=kind, Content_Length=str(10 << 30))
    yield "less than nothing announced", door.send(form, b"x", Content_Type=kind, Content_Length="-5")
    yield "a stream without end", _stream(door, 256 * MB)
    yield (
        "packed on the way",
        door.send(form, zlib.compress(bytes(200 * MB)), Content_Encoding="deflate", Content_Type=kind),
    )
    yield (
        "two lengths",
        _raw(
            door,
            b"POST /take HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        ),
    )
    yield (
        "two ways of framing",
        _raw(
            door,
            b"POST /take HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        ),
    )
    yield (
        "a header without end",
        _raw(door, b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"x" * (2 * MB) + b"\r\n\r\n"),
    )
    yield "beside two hundred who say nothing", _beside_silence(door)


def _stream(door: Door, most: int) -> tuple[int, bytes]:
    """Send pieces until the server has enough of it."""
    line = door.line()
    try:
        line.putrequest("POST", "/begin/report")
        line.putheader("Transfer-Encoding", "chunked")
        line.endheaders()
        for _ in range(most // MB):
            line.send(b"100000\r\n" + bytes(MB) + b"\r\n")
        raise AssertionError("the server takes what never ends")
    except OSError:
        with contextlib.suppress(OSError, http.client.HTTPException):
            return line.getresponse().status, b""
        return 0, b""
    finally:
        line.close()


def _raw(door: Door, said: bytes) -> tuple[int, bytes]:
    host, port = urlsplit(door.site.url).netloc.split(":")
    with socket.create_connection((host, int(port)), timeout=20) as line:
        with contextlib.suppress(OSError):
            line.sendall(said)
        answer = b""
        with contextlib.suppress(OSError):
            answer = line.recv(65536)
    found = re.match(rb"HTTP/1.1 (\d+)", answer)
    return int(found[1]) if found else 0, answer


def _beside_silence(door: Door) -> tuple[int, bytes]:
    """Two hundred lines that say half a word each; who asks properly is answered all the same, and soon."""
    host, port = urlsplit(door.site.url).netloc.split(":")
    with contextlib.ExitStack() as open_lines:
        for _ in range(200):
            line = open_lines.enter_context(socket.create_connection((host, int(port)), timeout=20))
            line.sendall(b"POST /begin/report HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Le")
        began = time.monotonic()
        page = door.desk.get("/sign-in")
        assert time.monotonic() - began < 20
        return door.desk.status, page.encode()


def _memory(site: Site, which: str) -> int:
    found = re.search(rf"{which}:\s+(\d+) kB", Path(f"/proc/{site.process.pid}/status").read_text())
    assert found
    return int(found[1]) * 1024


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found."""
    kinds = ", ".join(
        f"{counts[str(code)]} × {code or 'hung up'}" for code in range(600) if counts[str(code)]
    )
    return (
        f"{counts['cases']} cases ({kinds}): {counts['errors']} errors, {counts['played back']} played back as pages;"
        f" the server's memory grew by at most {counts['memory MB']} MB, its disk by {counts['disk KB']} KB"
    )

"""Harbour beside a site: a process of its own, with a database of its own, that nobody else can reach."""

import atexit
import os
import subprocess
import sys
from pathlib import Path

from goodoffices.web.commands.demo import harbour

# On Linux it asks to be ended with its parent, however that ends.
_SERVE = (
    "import ctypes, sys; sys.platform == 'linux' and ctypes.CDLL(None).prctl(1, 15); "
    "from pathlib import Path; from goodoffices.web.commands import demo, up; "
    "demo.stage(Path(sys.argv[1])); up.up(port=0, data=Path(sys.argv[1]), demonstration=False)"
)
_SAID = "Good Offices is at "


def serve(data: Path) -> str:
    """Stage Harbour where it is not there yet, serve it, and return its address; it ends with this process.

    Returns nothing where it could not be served: the site itself goes on, and says so.
    """
    place = harbour(data)
    environ = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environ |= {"GOODOFFICES_DEMONSTRATION": "1", "GOODOFFICES_DATA": str(place.absolute())}
    environ.pop("GOODOFFICES_KEY_FILE", None)
    environ.pop("GOODOFFICES_ADDRESS", None)
    served = subprocess.Popen(  # noqa: S603 (this very program, with words of its own)
        [sys.executable, "-c", _SERVE, str(place)], env=environ, stdout=subprocess.PIPE, text=True
    )
    atexit.register(served.terminate)
    for line in served.stdout or ():
        if line.startswith(_SAID):
            return line.removeprefix(_SAID).strip()
    sys.stderr.write("Harbour could not be served; everything else works.\n")
    return ""

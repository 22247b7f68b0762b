"""The note that a site was put back from a copy: shown to everybody who sits here, so that no going back is silent."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

_FILE = "restored.json"
SHOWN = timedelta(days=30)


@dataclass(frozen=True)
class Restored:
    """When the copy was made from which the site was put back, and when that was done."""

    copy: datetime
    at: datetime


def note(copy: datetime, at: datetime) -> None:
    """Leave the note, for nobody else on the machine to read."""
    path = Path(settings.DATA) / _FILE
    path.write_text(json.dumps({"copy": copy.isoformat(), "at": at.isoformat()}), encoding="ascii")
    path.chmod(0o600)


def lately(now: datetime) -> Restored | None:
    """Return what was noted, for thirty days after it was done."""
    path = Path(settings.DATA) / _FILE
    if not path.exists():
        return None
    told = json.loads(path.read_text(encoding="ascii"))
    found = Restored(datetime.fromisoformat(told["copy"]), datetime.fromisoformat(told["at"]))
    return found if now - found.at < SHOWN else None

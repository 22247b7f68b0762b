"""One step on a site in a process of its own: `python -m tests.upgrades.run make|upgrade|check|heads DATA`."""

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path


def main(step: str, data: str) -> None:
    os.environ["GOODOFFICES_DATA"] = data
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goodoffices.web.settings")
    import django
    from django.conf import settings

    settings.DATABASES["default"]["OPTIONS"].pop("pool", None)
    django.setup()
    from goodoffices.web import upkeep

    noon = datetime(2031, 5, 4, 12, tzinfo=UTC)
    if step == "make":
        _make(upkeep, noon)
    elif step == "upgrade":
        done = upkeep.upgrade(noon)
        print(json.dumps({"migrations": done.migrations, "backup": str(done.backup or "")}))
    elif step == "check":
        found = upkeep.check()
        print(json.dumps({"faults": len(found.faults), "entries": found.entries}))
    else:
        _heads()


def _make(upkeep, noon) -> None:
    upkeep.upgrade(noon)
    from goodoffices.web.talks import store
    from tests.web.talks.cast import house, move, write

    store.make_key_file()
    talks = house()
    for kind in ("room", "channel"):
        write(talks.lane(talks.tarn, kind), *(move(str(number)) for number in range(3)))


def _heads() -> None:
    from django.db import connection

    from goodoffices.web.talks import store

    heads = {lane: [head.number, head.seal.hex()] for lane, head in store.audit().heads.items()}
    print(json.dumps({"heads": heads, "tables": sorted(connection.introspection.table_names())}))


if __name__ == "__main__":
    main(*sys.argv[1:])
    assert Path(sys.argv[2]).exists()

"""S17: the checklist of OWASP ASVS 5.0 at level 2, counted, and each proof it names looked for."""

import contextlib
from collections.abc import Iterator, Mapping

from tests.architecture import test_asvs
from tests.soak import Trial

TITLE = "OWASP ASVS 5.0, level 2: requirements by verdict, each with a proof that is there or a reason"
TIMES = 1
NEVER = ("unproved",)


@contextlib.contextmanager
def trials() -> Iterator[Trial]:
    """Count the list."""

    def trial(_: int) -> Mapping[str, int]:
        rows = test_asvs.rows()
        counts = {verdict: sum(row["verdict"] == verdict for row in rows) for verdict in test_asvs.VERDICTS}
        return {"rows": len(rows), **counts, "unproved": sum(bool(test_asvs.faults(row)) for row in rows)}

    yield trial


def sentence(counts: Mapping[str, int]) -> str:
    """Say what was found."""
    return (
        f"{counts['rows']} requirements: {counts['pass']} pass, {counts['not applicable']} do not apply, {counts['gap']} gaps;"
        f" {counts['unproved']} without the proof or reason they name"
    )

"""The reports of a ledger as a list of citations in CSL-JSON, for any reference manager."""

from typing import Any

from goodoffices.record.ledger.book import Ledger
from goodoffices.record.ledger.entries import Report


def citations(ledger: Ledger) -> list[dict[str, Any]]:
    """Return one CSL-JSON item a report, and one for each outlet and day of statements whose report is not in the ledger."""
    items = [_of_report(name, report) for name, report in ledger.reports()]
    seen: set[tuple[str, str]] = set()
    for name, statement in ledger.statements():
        key = (statement.outlet, statement.published or statement.said or "")
        if not statement.report and key not in seen:
            seen.add(key)
            item = {"id": f"{name}-report", "type": "article-newspaper", "container-title": statement.outlet}
            items.append(item | _issued(key[1]) | {"language": statement.language})
    return items


def _of_report(name: str, report: Report) -> dict[str, Any]:
    item: dict[str, Any] = {"id": name, "type": "article-newspaper", "container-title": report.outlet}
    optional = {
        "title": report.title,
        "URL": report.url,
        "event-place": report.place,
        "language": report.language,
    }
    return item | {key: value for key, value in optional.items() if value} | _issued(report.published)


def _issued(when: str) -> dict[str, Any]:
    """Return the date as CSL wants it; a week cannot be said in its parts and is given as it stands."""
    if "W" in when:
        return {"issued": {"raw": when}}
    return {"issued": {"date-parts": [[int(part) for part in when[:10].split("-")]]}}


def sentence(report: Report) -> str:
    """Return a citation in words: Outlet, "Title", day, address."""
    title = f" “{report.title},”" if report.title else ""
    return f"{report.outlet},{title} {report.published}{f', {report.url}' if report.url else ''}."

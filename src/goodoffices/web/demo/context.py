"""What every page of the demonstration is told besides its own content."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from goodoffices.web.demo import walk


def strip(request: HttpRequest) -> dict[str, Any]:
    """Return the steps of the walk, marked as done only where this page's own seat knows it; else nothing."""
    if not settings.DEMONSTRATION or request.resolver_match is None:
        return {}
    address = request.resolver_match.kwargs.get("address", "")
    return {"walk": walk.steps(address)} if address else {}

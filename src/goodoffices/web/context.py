"""What every page is told besides its own content."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from goodoffices.web import clock, restored


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the languages of the site, the page shown now, and who is signed in."""
    here = request.path if request.method == "GET" else "/"
    told = {"tongues": settings.LANGUAGES, "here": here, "person": request.user}
    return {**told, "restored": restored.lately(clock.now())}

"""What every page is told besides its own content."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the languages of the site, the page shown now, and who is signed in."""
    here = request.path if request.method == "GET" else "/"
    return {"tongues": settings.LANGUAGES, "here": here, "person": request.user}

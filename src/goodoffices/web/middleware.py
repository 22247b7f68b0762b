"""What every reply bears, and what every signed-in request does to its session."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import CsrfViewMiddleware
from whitenoise.middleware import WhiteNoiseMiddleware  # type: ignore[import-untyped]

from goodoffices.web import errors
from goodoffices.web.gate import sessions
from goodoffices.web.people import locks
from goodoffices.web.talks import store

ALWAYS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}
PRIVATE = "no-store"


class Static(WhiteNoiseMiddleware):  # type: ignore[misc]
    """Serves styles and scripts; they are small, and sent whole."""

    @staticmethod
    def serve(static_file: Any, request: HttpRequest) -> HttpResponse:
        """Return the file, or that it has not changed."""
        made = static_file.get_response(request.method, request.META)
        with made.file or BytesIO() as file:
            response = HttpResponse(file.read(), status=int(made.status))
        del response["Content-Type"]
        for name, value in made.headers:
            response[name] = value
        return response


class Forms(CsrfViewMiddleware):
    """Refuses forged forms. Under `no-referrer` browsers name no origin in our own forms, but call it null.

    Such a form is taken where the browser says it comes from our own page, or is too old to say; its token and
    the cookie's are compared as ever.
    """

    def _origin_verified(self, request: HttpRequest) -> bool:
        if request.headers.get("Origin") == "null":
            return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
        return bool(super()._origin_verified(request))  # type: ignore[misc]


GetResponse = Callable[[HttpRequest], HttpResponse]


def stamped(get_response: GetResponse) -> GetResponse:
    """Give every reply its fixed headers; no private page may be stored, anywhere."""
    always = {**ALWAYS, "Content-Security-Policy": build_policy(), "Cache-Control": PRIVATE}

    def reply(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in always.items():
            response.headers.setdefault(name, value)
        return response

    return reply


def encrypted(get_response: GetResponse) -> GetResponse:
    """Refuse programs that ask unencrypted where pages are led to https: led on, they would send their secret again and again."""

    def reply(request: HttpRequest) -> HttpResponse:
        if settings.SECURE_SSL_REDIRECT and request.path.startswith("/api/") and not request.is_secure():
            return JsonResponse(
                {"refused": "Ask over https; give the seat a new token, this one was sent open."}, status=403
            )
        return get_response(request)

    return reply


def dressed(get_response: GetResponse) -> GetResponse:
    """Make a page of what the framework refuses without one."""

    def reply(request: HttpRequest) -> HttpResponse:
        return errors.dressed(get_response(request))

    return reply


def keyed(get_response: GetResponse) -> GetResponse:
    """Let a request open what its session holds keys for; keys it opened are kept for the session's next request."""

    def reply(request: HttpRequest) -> HttpResponse:
        began = request.session.session_key
        with store.opening(store.Opening(lambda: locks.kept(request))) as own:
            response = get_response(request)
        if own.grown is not None and request.session.session_key == began:
            locks.put(request, own.grown)
        return response

    return reply


def in_use(get_response: GetResponse) -> GetResponse:
    """Keep a session alive while somebody reads or writes; a page that only waits for news does not."""

    def reply(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        key = request.session.session_key
        if key and not request.path.endswith("/news"):
            sessions.touch(key, getattr(request.session, "seen", None))
        return response

    return reply

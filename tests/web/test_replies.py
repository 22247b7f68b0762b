"""Every reply bears the same fixed headers, refusals are alike, and nothing private may be kept."""

import re

import pytest
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, path

from goodoffices.web import errors, urls
from goodoffices.web.logs import Quiet
from tests.web.people import PASSWORD, Clock, sign_in, somebody

pytestmark = pytest.mark.django_db(databases=["default", "edge"])

POLICY = {
    "default-src": "'none'",
    **{f"{kind}-src": "'self'" for kind in ("script", "style", "img", "font", "connect")},
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
}


def pages(resolver: URLResolver | None = None, prefix: str = "/") -> list[str]:
    """Every address that names no seat and no talks."""
    found: list[str] = []
    for one in (resolver or get_resolver()).url_patterns:
        here = f"{prefix}{one.pattern}"
        found += [here] if isinstance(one, URLPattern) else pages(one, here)
    return [page for page in found if "<" not in page and "^" not in page]


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("the words of somebody")


def missing(request: HttpRequest) -> HttpResponse:
    raise Http404("a lane of somebody")


def refused(request: HttpRequest) -> HttpResponse:
    from django.core.exceptions import PermissionDenied

    raise PermissionDenied("a seat of somebody")


urlpatterns = [*urls.urlpatterns, path("broken", broken), path("missing", missing), path("refused", refused)]
handler400, handler403 = errors.bad_request, errors.forbidden
handler404, handler500 = errors.not_found, errors.broken


def check(reply: HttpResponse) -> None:
    policy = dict(part.strip().split(" ", 1) for part in reply["Content-Security-Policy"].split(";"))
    assert policy == POLICY
    assert reply["X-Content-Type-Options"] == "nosniff"
    assert reply["Referrer-Policy"] == "no-referrer"
    assert reply["X-Frame-Options"] == "DENY"
    assert reply["Cross-Origin-Opener-Policy"] == reply["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in reply["Permissions-Policy"]
    for absent in ("Server", "X-Powered-By", "ETag", "Last-Modified", "Access-Control-Allow-Origin"):
        assert absent not in reply


@pytest.mark.parametrize("method", ["get", "head", "post", "put", "delete", "options", "patch"])
def test_every_reply_of_every_page_bears_the_headers_and_may_not_be_kept(time: Clock, method: str) -> None:
    insider = Client(raise_request_exception=False)
    sign_in(insider, somebody())
    assert len(pages()) > 10
    for client in (Client(), insider):
        for page in [*pages(), "/nowhere", "/seat/0"]:
            reply = getattr(client, method)(page)
            assert reply.status_code < 500
            check(reply)
            assert reply["Cache-Control"] == "no-store"


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(
    ("asked", "status"), [("/broken", 500), ("/missing", 404), ("/refused", 403), ("/sign-out", 405)]
)
def test_refusals_bear_the_headers_and_are_alike_in_form(asked: str, status: int) -> None:
    reply = Client(raise_request_exception=False).get(asked)
    assert reply.status_code == status
    check(reply)
    page = reply.content.decode()
    assert re.sub(r"(?s)<title>.*?</title>|<main.*</main>", "", page) == re.sub(
        r"(?s)<title>.*?</title>|<main.*</main>", "", errors.page(404).content.decode()
    )
    assert "somebody" not in page


@override_settings(ROOT_URLCONF=__name__)
def test_absent_and_forbidden_are_one_answer(time: Clock) -> None:
    client = Client()
    sign_in(client, somebody())
    absent, forbidden = client.get("/nothing-here"), client.get("/missing")
    assert absent.content == forbidden.content
    assert dict(absent.items()) == dict(forbidden.items())


def test_a_forged_form_is_refused_and_changes_nothing(time: Clock) -> None:
    person, client = somebody(), Client(enforce_csrf_checks=True)
    reply = sign_in(client, person)
    assert reply.status_code == 403
    check(reply)
    assert "session" not in client.cookies
    page = client.get("/sign-in").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    assert sign_in(client, person, csrfmiddlewaretoken=token).status_code == 302


@pytest.mark.parametrize(
    ("origin", "site", "status"),
    [
        ("null", "same-origin", 302),
        ("null", "", 302),
        ("null", "cross-site", 403),
        ("null", "same-site", 403),
        ("https://elsewhere.example", "", 403),
        ("http://testserver", "", 302),
    ],
)
def test_a_form_is_taken_only_from_our_own_pages(time: Clock, origin: str, site: str, status: int) -> None:
    person, client = somebody(), Client(enforce_csrf_checks=True)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', client.get("/sign-in").content.decode())[1]
    headers = {"Origin": origin, **({"Sec-Fetch-Site": site} if site else {})}
    said = {"name": person.name, "password": PASSWORD, "csrfmiddlewaretoken": token}
    assert client.post("/sign-in", said, headers=headers, HTTP_HOST="testserver").status_code == status
    assert (
        client.post("/sign-in", {**said, "csrfmiddlewaretoken": "x" * 64}, headers=headers).status_code == 403
    )


def test_a_strange_host_is_refused(client) -> None:
    reply = client.get("/", HTTP_HOST="elsewhere.example")
    assert reply.status_code == 400
    check(reply)


def test_styles_may_be_kept_for_ever_under_an_address_that_changes_with_them(client) -> None:
    page = client.get("/").content.decode()
    address = re.search(r'href="(/static/[0-9a-f]{12}/goodoffices.css)"', page)[1]
    reply = client.get(address)
    assert reply.status_code == 200
    assert reply["Cache-Control"] == f"max-age={settings.WHITENOISE_MAX_AGE}, public"
    assert reply["Content-Security-Policy"]
    assert reply["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in reply
    assert len(reply.content) < 20_000


def test_no_page_holds_script_style_or_handler_of_its_own(time: Clock) -> None:
    client = Client()
    sign_in(client, somebody())
    for page in pages():
        body = client.get(page).content.decode()
        assert not re.search(
            r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", body, re.IGNORECASE
        )
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', body)


def test_cookies_are_kept_from_scripts_and_from_other_sites(time: Clock) -> None:
    client = Client()
    client.get("/sign-in")
    sign_in(client, somebody())
    client.post("/language", {"language": "ar"})
    assert set(client.cookies) == {"session", "form", "device", "language"}
    for cookie in client.cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Strict"
    assert not client.cookies["session"]["max-age"]


@override_settings(ROOT_URLCONF=__name__)
def test_what_broke_is_logged_without_a_word_of_anybody(capsys: pytest.CaptureFixture[str]) -> None:
    import logging

    handler = Quiet(level=logging.ERROR)
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    try:
        Client(raise_request_exception=False).post("/broken?q=secret-words", {"words": "secret-words"})
    finally:
        logger.removeHandler(handler)
    said = capsys.readouterr()
    assert "RuntimeError" in said.out
    assert "test_replies.py" in said.out
    for hidden in ("somebody", "secret-words", "/broken", "127.0.0.1"):
        assert hidden not in said.out + said.err


def test_the_pages_speak_the_readers_language_before_sign_in(client) -> None:
    assert '<html lang="fr" dir="ltr">' in client.get("/", HTTP_ACCEPT_LANGUAGE="fr-CH, en").content.decode()
    reply = client.post("/language", {"language": "ar", "next": "/sign-in"})
    assert reply["Location"] == "/sign-in"
    assert '<html lang="ar" dir="rtl">' in client.get("/sign-in").content.decode()
    client.post("/language", {"language": "xx"})
    assert '<html lang="ar" dir="rtl">' in client.get("/sign-in").content.decode()


def test_a_persons_language_follows_them_to_another_browser(time: Clock) -> None:
    client, elsewhere, person = Client(), Client(), somebody()
    sign_in(client, person)
    client.post("/language", {"language": "fr", "next": "//elsewhere.example"})
    sign_in(elsewhere, person)
    assert '<html lang="fr"' in elsewhere.get("/me").content.decode()


def test_no_request_is_read_into_a_file() -> None:
    assert settings.FILE_UPLOAD_HANDLERS == ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
    assert settings.FILE_UPLOAD_MAX_MEMORY_SIZE > settings.LARGEST_BODY

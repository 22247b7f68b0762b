"""The peer of a page: a bare Django site whose one page, a template with a loop, is as many bytes as asked for.

No database, no session, no middleware; served by the same uvicorn as the site.
"""

import contextlib
import os
import re
import subprocess
import sys

from tests.serving import ROOT

_PAGE = """<!doctype html><html lang="en"><title>{{ title }}</title>{% for row in rows %}<p id="{{ row.id }}"><b>{{ row.number }}</b> {{ row.words }}</p>
{% endfor %}</html>"""
_ROWS = 200


def _configure():
    import django
    from django.conf import settings
    from django.http import HttpResponse
    from django.template import engines
    from django.urls import path

    def page(request):
        size = int(request.GET["bytes"])
        words = "x" * max(1, size // _ROWS - 40)
        rows = [{"id": f"c{number}", "number": number, "words": words} for number in range(_ROWS)]
        return HttpResponse(engines["django"].get_template("page").render({"title": "bare", "rows": rows}))

    loaders = [
        (
            "django.template.loaders.cached.Loader",
            [("django.template.loaders.locmem.Loader", {"page": _PAGE})],
        )
    ]
    settings.configure(
        SECRET_KEY="bare",
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=type("Urls", (), {"urlpatterns": [path("", page)]}),
        TEMPLATES=[
            {"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {"loaders": loaders}}
        ],
        USE_I18N=False,
    )
    django.setup()


def application():
    """Return the site, for uvicorn's --factory."""
    from django.core.asgi import get_asgi_application

    _configure()
    return get_asgi_application()


@contextlib.contextmanager
def serving():
    """Serve it; give its address and its process."""
    command = [
        sys.executable,
        "-m",
        "uvicorn",
        "--factory",
        "benchmarks.site.bare:application",
        "--port",
        "0",
    ]
    command += ["--no-access-log", "--http", "h11"]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=env, cwd=ROOT
    )
    try:
        for line in process.stdout:
            found = re.search(r"http://[\d.]+:\d+", line)
            if found:
                break
        yield found.group(0), process.pid
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()

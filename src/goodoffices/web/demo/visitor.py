"""Whoever comes to the demonstration sits in every chair of it; only where this process serves nothing else."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from goodoffices.web.demo.scene import VISITOR
from goodoffices.web.people.models import Person


class Visitor:
    """Makes every request one of the visitor; not used at all where a site has real talks."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.DEMONSTRATION:
            raise MiddlewareNotUsed
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer as to the visitor."""
        request.user = Person.objects.get(name=VISITOR)
        return self.answer(request)

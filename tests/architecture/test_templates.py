"""Every template can be read: one that cannot is found here, and not by whoever first opens its page."""

from pathlib import Path

import pytest
from django.template.loader import get_template

from goodoffices.web import settings

FOLDER = Path(settings.HERE) / "templates"


@pytest.mark.parametrize(
    "path", sorted(FOLDER.rglob("*.html")), ids=lambda path: str(path.relative_to(FOLDER))
)
def test_a_template_can_be_read(path: Path) -> None:
    get_template(str(path.relative_to(FOLDER)))

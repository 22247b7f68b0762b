"""What stories do with texts at the desk: draft the next version, carry it, answer it."""

from tests.stories.harbour import Chair

PLACE = "{#list-day}"


def next_version(chair: Chair) -> str:
    """Register version 8: version 7 with one day more in clause 14, in its three languages; return its fingerprint."""
    chair.glance("text/draft")
    for language in ("en", "ar", "fr"):
        field = chair.page.locator(f"#t{language}")
        words = field.input_value()
        day = words.rindex("7 |", 0, words.index(PLACE))
        field.fill(f"{words[:day]}8{words[day + 1 :]}")
    chair.press("Register it")
    newest = chair.page.locator("aside a[href*='version=']").first.get_attribute("href")
    return str(newest).removeprefix("?version=")


def deliver(chair: Chair, room: int, form: str, **other: str) -> None:
    """Carry the newest text to a room, or `words` under the name `name` in its place."""
    chair.glance(f"with/{room}/deliver")
    chair.page.locator("#form").select_option(form)
    if other:
        chair.page.get_by_text("What was left was another text").click()
        chair.page.locator("#other").check()
        chair.page.locator("#oname").fill(other["name"])
        chair.page.locator("#oen").fill(other["words"])
    chair.press("Read it once more as they will")
    chair.send()


def accept(chair: Chair, what: str = "We accept") -> str:
    """Say that we accept, and return what the tray showed before it went."""
    chair.glance("answer")
    band = chair.page.locator("form.band", has=chair.page.get_by_role("heading", name=what, exact=True))
    word = band.get_by_label("Our delegation says so, within what it may")
    if word.count():
        word.check()
    band.get_by_role("button").click()
    return chair.send()

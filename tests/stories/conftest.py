"""What every story may ask for: Harbour in place, a server of its own, chairs to sit in."""

from tests.stories.harbour import site, sits, staged

__all__ = ["site", "sits", "staged"]

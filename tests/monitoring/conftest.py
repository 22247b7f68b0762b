from tests.cli.conftest import typist

__all__ = ["typist"]

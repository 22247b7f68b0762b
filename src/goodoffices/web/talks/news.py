"""Telling those who hold a lane to look again: that, and nothing more."""

from collections.abc import Callable, Iterable

_listeners: list[Callable[[frozenset[str]], None]] = []


def listen(listener: Callable[[frozenset[str]], None]) -> None:
    """Have a listener called with the lanes that changed, after each act that was kept."""
    _listeners.append(listener)


def tell(lanes: Iterable[str]) -> None:
    """Tell the listeners of this process which lanes changed; nothing where none did."""
    changed = frozenset(lanes)
    if changed:
        for listener in _listeners:
            listener(changed)

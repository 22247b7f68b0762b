"""Sealed answers: what one amounts to, and the one word that several come to."""

import hashlib
from collections.abc import Sequence

from goodoffices.core.moves.sealed import About, Word

SIZE = 32
"""Bytes of every answer, whatever it says."""


def answer(public: str, said: str) -> bytes:
    """Return what is sealed for "yes", or for a text by its fingerprint; another question makes another answer of it."""
    return hashlib.blake2b(
        said.encode(), key=bytes.fromhex(public)[:32], person=b"sealed-answer/1", digest_size=SIZE
    ).digest()


def word(about: About, public: str, answers: Sequence[bytes], asked: int) -> Word:
    """Return "all" if everybody asked answered alike (and yes, where that is the question), else "not all".

    "void" where not all who were asked took part. An answer that was never given is chance, and like no other; so
    silence, no, and another text are one and the same here.
    """
    if len(answers) != asked or asked < 2:
        return "void"
    alike = all(one == answers[0] for one in answers)
    return "all" if alike and (about == "same text" or answers[0] == answer(public, "yes")) else "not all"

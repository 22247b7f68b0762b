"""Key pairs of those who hold keys: a person, a program by its token, whoever bears an invitation's code."""

import hashlib
from dataclasses import dataclass, field

from nacl.bindings import crypto_scalarmult_base

from goodoffices.core.errors import BadInput
from goodoffices.journal.box import KEY, Chance
from goodoffices.journal.frames import framed


@dataclass(frozen=True, slots=True)
class Pair:
    """An X25519 pair: its private half, from which the public one follows."""

    private: bytes = field(repr=False)
    public: bytes = field(init=False)

    def __post_init__(self) -> None:
        if len(self.private) != KEY:
            raise BadInput("a private key has 32 bytes")
        object.__setattr__(self, "public", crypto_scalarmult_base(self.private))


def new_pair(chance: Chance) -> Pair:
    """Return a new pair: a person's."""
    return Pair(chance(KEY))


def pair_of_code(body: str) -> Pair:
    """Return the pair that an invitation's code is: whoever bears the paper holds it, and nobody else keeps it."""
    return _derived("goodoffices-invitation-key/1", body)


def pair_of_token(token: str) -> Pair:
    """Return the pair that a seat's token is; the token has 256 random bits."""
    return _derived("goodoffices-token-key/1", token)


def _derived(domain: str, secret: str) -> Pair:
    said = framed(domain, secret.encode("utf-8", "surrogatepass"))
    return Pair(hashlib.blake2b(said, digest_size=KEY).digest())

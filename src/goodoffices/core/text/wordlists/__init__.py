"""Words to read a fingerprint aloud in: 1,024 in each shipped language, under one numbering."""

from collections.abc import Mapping
from types import MappingProxyType

from goodoffices.core.text.wordlists.ar import WORDS as _ARABIC
from goodoffices.core.text.wordlists.en import WORDS as _ENGLISH
from goodoffices.core.text.wordlists.fr import WORDS as _FRENCH

LISTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"en": tuple(_ENGLISH.split()), "ar": tuple(_ARABIC.split()), "fr": tuple(_FRENCH.split())}
)

"""Names in many spellings and scripts, folded so that variants of one name come near each other."""

import re
import unicodedata
from functools import lru_cache


def _table(letters: str, said: str) -> dict[str, str]:
    """Return what each letter is written as in Latin; a dash is nothing."""
    spelled = ["" if one == "-" else one for one in said.split()]
    return dict(zip(letters, spelled, strict=True))


_ARABIC = _table(
    "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأإؤئپچژگکیۀٱ",
    "a b t th j h kh d dh r z s sh s d t z - gh f q k l m n h w y a a - a a i w y p ch zh g k y h a",
)
_HEBREW = _table(
    "אבגדהוזחטיכלמנסעפצקרשתךםןףץ",
    "a b g d h v z h t y k l m n s - p ts k r sh t k m n p ts",
)
_CYRILLIC = _table(
    "абвгдежзийклмнопрстуфхцчшщъыьэюяіїєґўјљњћђџѓќѕ",
    "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya i yi ye g u j lj nj c dj dz g k dz",
)
_GREEK = _table("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o")
_LATIN = {
    "ß": "ss",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ı": "i",
    "æ": "ae",
    "þ": "th",
    "ð": "d",
    "œ": "oe",
    "ə": "a",
}
_LETTERS = {**_ARABIC, **_HEBREW, **_CYRILLIC, **_GREEK, **_LATIN}
_PARTICLE_WORDS = "al el ul il as ash ar ad an at az bin ben ibn bint bent abu abou umm de da di du del van von der den la le"
_PARTICLES = frozenset(_PARTICLE_WORDS.split())
_ARTICLE = re.compile(r"^(?:al|el|ul)[-‐–'’ ]+(?=\w)")
_ARABIC_ARTICLE = re.compile(r"^ال(?=\w{3})")
_BETWEEN = re.compile(r"[\s\-‐–.,;/_]+")
_CLUSTERS = (
    ("shch", "s"), ("sch", "s"), ("tch", "s"), ("dzh", "g"), ("zh", "g"), ("dj", "g"), ("sh", "s"), ("dz", "s"),
    ("ts", "s"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("x", "gs"),
)  # fmt: skip
_BOTH = {"j": "g", "k": "g", "q": "g", "z": "s", "t": "d", "p": "b", **dict.fromkeys("aeiouy", "")}
_SOUNDS = (
    ((("ch", "s"), ("kh", "h"), ("c", "g")), str.maketrans({**_BOTH, "v": "", "w": ""})),
    ((("ch", "g"), ("kh", "g"), ("c", "g")), str.maketrans({**_BOTH, "v": "f", "w": "f", "h": ""})),
    ((("ch", "s"), ("kh", "h"), ("c", "s")), str.maketrans({**_BOTH, "v": "f", "w": "f", "j": ""})),
)
"""Three ways to hear what languages write differently: ch, kh and h, c and s, v and w, j and y."""


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Return one word in plain Latin letters: transliterated, without marks, in small letters."""
    plain = _ARABIC_ARTICLE.sub("", unicodedata.normalize("NFKC", word)).lower()
    plain = _ARTICLE.sub("", plain)
    return "".join(_letter(one) for one in unicodedata.normalize("NFC", plain))


def _letter(letter: str) -> str:
    """Return a letter in Latin: by the tables as it stands, else what is left of it without its marks."""
    if letter in _LETTERS:
        return _LETTERS[letter]
    bare = unicodedata.normalize("NFKD", letter)
    return "".join(_LETTERS.get(one, one) for one in bare if one.isalnum())


def words(name: str) -> tuple[str, ...]:
    """Return the words of a name, folded, without articles and particles; all of them if nothing else is left."""
    folded = [fold(part) for part in _BETWEEN.split(_ARTICLE.sub("", name.strip().lower())) if part]
    kept = tuple(dict.fromkeys(part for part in folded if part and part not in _PARTICLES))
    return kept or tuple(part for part in folded if part)


@lru_cache(maxsize=200_000)
def skeletons(folded: str) -> tuple[str, ...]:
    """Return what most spellings of a name share, heard in three ways: consonants by class, doubled ones once."""
    found = folded[:-1] if folded.endswith("h") and len(folded) > 3 else folded
    for cluster, said in _CLUSTERS:
        found = found.replace(cluster, said)
    return tuple(_heard(found, clusters, sounds) or folded[:1] for clusters, sounds in _SOUNDS)


def _heard(word: str, clusters: tuple[tuple[str, str], ...], sounds: dict[int, str]) -> str:
    for cluster, said in clusters:
        word = word.replace(cluster, said)
    return re.sub(r"(.)\1+", r"\1", word.translate(sounds))

"""How a word sounds, roughly: a short key that words which are easily misheard share.

A small phonetic key of our own for English: consonants in a few classes, vowels kept only at
the start, silent letters dropped. "calf" and "caff" share one, "paws" and "pause" share one.
"""

from functools import lru_cache

_CLUSTERS = (
    ("tch", "C"), ("sch", "SK"), ("ght", "T"), ("ph", "F"), ("gh", ""), ("kn", "N"), ("wr", "R"),
    ("ch", "C"), ("sh", "C"), ("th", "T"), ("ck", "K"), ("qu", "KW"), ("wh", "W"), ("lf", "F"),
    ("mb", "M"), ("aw", "a"), ("ow", "o"), ("ew", "e"), ("ce", "SE"), ("ci", "SI"), ("cy", "SI"),
    ("ge", "JE"), ("gi", "JI"), ("dg", "J"),
)  # fmt: skip
_CLASS = {
    "b": "B", "c": "K", "d": "T", "f": "F", "g": "K", "j": "J", "k": "K", "l": "L", "m": "M",
    "n": "N", "p": "B", "q": "K", "r": "R", "s": "S", "t": "T", "v": "F", "w": "W", "x": "KS",
    "z": "S", "h": "", "y": "",
}  # fmt: skip


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """The key of one word, or of several run together; digits count as they stand."""
    text = word.replace(" ", "").replace("'", "")
    for letters, heard in _CLUSTERS:
        text = text.replace(letters, heard)
    first_is_vowel = text[:1] in {"a", "e", "i", "o", "u"}
    key = "A" if first_is_vowel else ""
    for letter in text:
        heard = letter if letter.isupper() or letter.isdigit() else _CLASS.get(letter, "")
        if heard in {"A", "E", "I"}:
            continue
        if heard and not key.endswith(heard):
            key += heard
    return key
